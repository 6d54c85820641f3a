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

const outcomes = new WeakMap<Response, string>();

/** What became of a request, in one word, for the log: why it was refused, or `answered`. */
export function outcomeOf(response: Response): string {
  return outcomes.get(response) ?? 'answered';
}

export function withOutcome(response: Response, outcome: string): Response {
  outcomes.set(response, outcome);
  return response;
}

/** An answer that the gateway gives in its own name. `reason` is shown to people, `outcome` is for the log. */
export function answerFailure(
  status: number,
  kind: FailureKind,
  reason: string,
  outcome: string = kind,
): Response {
  const failure: GatewayFailure = { gateway: { kind, reason } };
  const response = answerJson(status, failure);
  // RFC 9110, section 15.5.2, wants a scheme named; none that would make the browser ask by itself.
  if (status === 401) response.headers.set('www-authenticate', 'Session');
  return withOutcome(response, outcome);
}
