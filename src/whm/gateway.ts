import { exchange, failure } from './exchange.ts';
import type { FetchHandler } from './fetch-handler.ts';
import { foreignAnswer } from './foreign.ts';
import { z } from './zod.ts';

/** What `GET gateway/about` tells the page about the server behind the gateway. Never a credential. */
export const gatewayAboutSchema = z.object({
  simulated: z.boolean(),
  /** Host, with the port when it is not 2087: what the person knows the server by. */
  server: z.string(),
  user: z.string(),
  /** IANA zone of the server; null: nobody said, and WHM has no call that tells. */
  timeZone: z.nullable(z.string()),
  /** Name of the token the gateway itself signs in with; null: unknown, or it uses a password. */
  tokenInUse: z.nullable(z.string()),
  /** The certificate of the server is not checked (WHM_INSECURE_TLS=1). */
  insecureTls: z.boolean(),
});

export type GatewayAbout = z.infer<typeof gatewayAboutSchema>;

/** Body of an answer the gateway gives in its own name (status 4xx or 5xx), not WHM's. */
export const gatewayFailureSchema = z.object({
  gateway: z.object({
    kind: z.enum(['refused', 'unreachable', 'timed-out', 'malformed']),
    reason: z.string(),
  }),
});

export type GatewayFailure = z.infer<typeof gatewayFailureSchema>;

const LIMIT_MS = 30_000;
const EXPECTED = 'what GET gateway/about of this dashboard’s gateway answers';

/**
 * Asks the gateway what it stands in front of. `baseUrl` ends in a slash. Throws a `WhmError` whose `call`
 * is `gateway/about`; `malformed` when there is no gateway of this dashboard at that address.
 */
export async function readGatewayAbout(
  transport: FetchHandler,
  baseUrl: string,
  signal?: AbortSignal,
): Promise<GatewayAbout> {
  const reply = await exchange({
    transport,
    url: new URL('gateway/about', baseUrl),
    init: { credentials: 'same-origin' },
    call: 'gateway/about',
    limitMs: LIMIT_MS,
    signal,
  });
  const body = reply.redirected ? null : parseJson(reply.text);
  const refusal = gatewayFailureSchema.safeParse(body);
  if (refusal.success) {
    const { kind, reason } = refusal.data.gateway;
    throw failure(reply, kind, reason, kind === 'malformed' ? EXPECTED : undefined);
  }
  const about = gatewayAboutSchema.safeParse(body);
  if (!about.success || reply.status >= 400) throw foreignAnswer(reply, EXPECTED);
  return about.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
