import type { WhmFunction } from '../whm/functions.ts';
import type { TokenInUseAnswer } from '../whm/gateway.ts';
import { showingCall } from './credential-verdict.ts';
import { createCredentialWatch, rememberRefusal } from './credential-watch.ts';
import { type Call, createForwarder } from './forwarder.ts';
import { createTokenInUse } from './token-in-use.ts';
import { createTokenTest } from './token-test.ts';
import type { Credential, WhmServer } from './whm-server.ts';

/** A server as one account: every call goes out with its credential. */
export type Access = {
  user: string;
  call: (name: WhmFunction, call: Call) => Promise<Response>;
  /** Signs in once with the secret in the body, as the same user. */
  test: (call: Call) => Promise<Response>;
  /** The API token it signs in with. */
  tokenInUse: () => Promise<TokenInUseAnswer>;
  /** Whether WHM still accepts its credential: asks, if an answer since was a refusal that leaves it open. */
  isAccepted: () => Promise<boolean>;
};

type AccessOptions = Pick<WhmServer, 'upstream' | 'upstreamUrl'> & {
  credential: Credential;
  timeLimit?: ((name: WhmFunction) => number) | undefined;
};

/** A shorter secret would be found, and taken out, where it stands by chance. */
const shortestRedacted = 8;

export function createAccess({ upstream, upstreamUrl, credential, timeLimit }: AccessOptions): Access {
  const { user, method } = credential;
  const secret = credential.secret.reveal();
  const basic = base64(`${user}:${secret}`);
  const authorization = method === 'token' ? `whm ${user}:${secret}` : `Basic ${basic}`;
  const code = credential.code?.reveal() ?? null;
  const watch = createCredentialWatch(upstream);
  const tokenInUse =
    method === 'token'
      ? createTokenInUse({
          upstream: rememberRefusal(watch.upstream),
          upstreamUrl,
          authorization,
          token: credential.secret,
        })
      : null;
  const secrets = [secret, basic].filter(({ length }) => length >= shortestRedacted);
  if (code !== null) secrets.push(code);
  const forward = createForwarder({
    upstream: watch.upstream,
    upstreamUrl,
    headers: { authorization, ...(code === null ? {} : { 'x-cpanel-otp': code }) },
    secrets,
    ...(timeLimit ? { timeLimit } : {}),
    onSettled(name, parameters) {
      // Whatever the answer was: a write whose answer got lost may have happened.
      if (name !== 'api_token_update' && name !== 'api_token_revoke') return;
      for (const value of parameters.values()) tokenInUse?.forget(value);
    },
  });
  const test = createTokenTest({
    upstream,
    upstreamUrl,
    user,
    secrets,
    ...(timeLimit ? { timeLimit } : {}),
  });
  return {
    user,
    call: forward,
    test,
    tokenInUse: async () => tokenInUse?.find() ?? { known: true, name: null },
    isAccepted: () => watch.isAccepted(() => forward('myprivs', showingCall(new AbortController().signal))),
  };
}

/** Of the UTF-8 bytes (RFC 7617, section 2.1): a password need not be ASCII. */
function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
