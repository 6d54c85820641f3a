import type { GatewayFailure } from '../whm/gateway.ts';

/**
 * On every answer of the gateway. What WHM sends is data for the page's script, never a page of its own:
 * nothing may be stored, sniffed as another type, embedded elsewhere, or run if it is opened directly
 * (OWASP REST Security Cheat Sheet, "Security Headers").
 */
const answerHeaders = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
};

// A Response with one of these may not have a body (Fetch standard, "null body status").
const nullBodyStatuses = [101, 204, 205, 304];

export function answer(status: number, body: Uint8Array<ArrayBuffer>, headers: Headers): Response {
  for (const [name, value] of Object.entries(answerHeaders)) headers.set(name, value);
  return new Response(nullBodyStatuses.includes(status) ? null : body, { status, headers });
}

export function answerJson(status: number, value: unknown): Response {
  const body = new TextEncoder().encode(JSON.stringify(value));
  return answer(status, body, new Headers({ 'content-type': 'application/json' }));
}

type FailureKind = GatewayFailure['gateway']['kind'];

/** An answer that the gateway gives in its own name. `reason` is shown to people. */
export function answerFailure(status: number, kind: FailureKind, reason: string): Response {
  const failure: GatewayFailure = { gateway: { kind, reason } };
  return answerJson(status, failure);
}
