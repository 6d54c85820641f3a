import { exchange } from './exchange.ts';
import type { FetchHandler } from './fetch-handler.ts';
import { foreignAnswer } from './foreign.ts';
import { bodyOf } from './gateway.ts';

// Waiting for others of the same account may come before the asking: up to half a minute each.
const LIMIT_MS = 65_000;

export type SignInForm = {
  user: string;
  method: 'token' | 'password';
  /** The API token or the password. */
  secret: string;
  /** One-time code beside a password; empty: none. */
  otp: string;
};

type GatewayAddress = { transport: FetchHandler; baseUrl: string };

/**
 * Signs in: the gateway keeps the credential, the browser gets a cookie. Throws a `WhmError`: `forbidden`
 * when WHM did not accept it, `refused` when it may not be tried now, and as usual otherwise.
 */
export function signIn(gateway: GatewayAddress, { otp, ...form }: SignInForm): Promise<void> {
  const fields = form.method === 'password' ? { ...form, otp } : form;
  return post(gateway, 'gateway/sign-in', new URLSearchParams(fields), [form.secret]);
}

/** Signs out of every server of this site. */
export function signOut(gateway: GatewayAddress): Promise<void> {
  return post(gateway, 'gateway/sign-out');
}

async function post(
  { transport, baseUrl }: GatewayAddress,
  call: string,
  body: URLSearchParams | null = null,
  secrets: readonly string[] = [],
): Promise<void> {
  const reply = await exchange({
    transport,
    url: new URL(call, baseUrl),
    init: { method: 'POST', body, credentials: 'same-origin' },
    call,
    limitMs: LIMIT_MS,
    secrets,
  });
  bodyOf(reply, `what ${reply.call} of this dashboard’s gateway answers`);
  if (reply.status !== 204) throw foreignAnswer(reply, 'an empty answer (HTTP 204)');
}
