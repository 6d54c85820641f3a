import { exchange, failure, type Reply } from './exchange.ts';
import type { FetchHandler } from './fetch-handler.ts';
import { foreignAnswer } from './foreign.ts';
import { z } from './zod.ts';

/** What `GET gateway/about` tells the page about the server behind the gateway. Never a credential. */
export const gatewayAboutSchema = z.object({
  simulated: z.boolean(),
  /** Host, with the port when it is not 2087: what the person knows the server by. */
  server: z.string(),
  /** null: nobody is signed in. */
  user: z.nullable(z.string()),
  /** IANA zone of the server; null: nobody said, and WHM has no call that tells. */
  timeZone: z.nullable(z.string()),
  /** The certificate of the server is not checked (WHM_INSECURE_TLS=1). */
  insecureTls: z.boolean(),
  /** Where the gateway has its credential from; `required`: from nowhere yet. */
  signIn: z.enum(['settings', 'required', 'signed-in']),
  /** All servers that can be chosen here, this one too. `path`: where on this site its page is. */
  servers: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      path: z.string(),
    }),
  ),
});

export type GatewayAbout = z.infer<typeof gatewayAboutSchema>;

/** What `GET gateway/token-in-use` tells. */
const tokenInUseSchema = z.object({
  /** False: it could not be found out. */
  known: z.boolean(),
  /** Of the token the gateway itself signs in with; null: there is none, it uses a password, or it is not known. */
  name: z.nullable(z.string()),
});

export type TokenInUseAnswer = z.infer<typeof tokenInUseSchema>;

/** Body of an answer the gateway gives in its own name (status 4xx or 5xx), not WHM's. */
export const gatewayFailureSchema = z.object({
  gateway: z.object({
    kind: z.enum(['refused', 'forbidden', 'signed-out', 'unreachable', 'timed-out', 'malformed']),
    reason: z.string(),
  }),
});

export type GatewayFailure = z.infer<typeof gatewayFailureSchema>;

const LIMIT_MS = 30_000;

/**
 * Asks the gateway what it stands in front of; it answers without asking the server behind it. `baseUrl`
 * ends in a slash. Throws a `WhmError` whose `call` is `gateway/about`; `malformed` when there is no gateway of
 * this dashboard at that address.
 */
export function readGatewayAbout(
  transport: FetchHandler,
  baseUrl: string,
  signal?: AbortSignal,
): Promise<GatewayAbout> {
  return readOf({ transport, baseUrl, path: 'gateway/about', schema: gatewayAboutSchema, signal });
}

/** The API token that the dashboard itself signs in with, which the gateway asks the server for. */
export function readTokenInUse(
  transport: FetchHandler,
  baseUrl: string,
  signal?: AbortSignal,
): Promise<TokenInUseAnswer> {
  return readOf({ transport, baseUrl, path: 'gateway/token-in-use', schema: tokenInUseSchema, signal });
}

type Read<T> = {
  transport: FetchHandler;
  baseUrl: string;
  path: string;
  schema: z.ZodMiniType<T>;
  signal: AbortSignal | undefined;
};

async function readOf<T>({ transport, baseUrl, path, schema, signal }: Read<T>): Promise<T> {
  const reply = await exchange({
    transport,
    url: new URL(path, baseUrl),
    init: { credentials: 'same-origin' },
    call: path,
    limitMs: LIMIT_MS,
    signal,
  });
  const expected = `what GET ${path} of this dashboard’s gateway answers`;
  const read = schema.safeParse(bodyOf(reply, expected));
  if (!read.success || reply.status >= 400) throw foreignAnswer(reply, expected);
  return read.data;
}

/** The JSON of an answer of the gateway; throws what the gateway says in its own name. */
export function bodyOf(reply: Reply, expected: string): unknown {
  const body = reply.redirected ? null : parseJson(reply.text);
  const refusal = gatewayFailureSchema.safeParse(body);
  if (refusal.success) {
    const { kind, reason } = refusal.data.gateway;
    throw failure(reply, kind, reason, kind === 'malformed' ? expected : undefined);
  }
  return body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
