import { showingCall } from './credential-verdict.ts';
import { answerRefusal, type Call, createForwarder, type ForwarderOptions, readForm } from './forwarder.ts';
import { refuse } from './guard.ts';

type TokenTestOptions = Pick<ForwarderOptions, 'upstream' | 'upstreamUrl' | 'secrets' | 'timeLimit'> & {
  /** Whom the secret belongs to: a token can only be made for the account that makes it. */
  user: string;
};

/**
 * Signs in at the server with the secret in the body, once, and passes the answer on. It asks for `myprivs`,
 * which needs no privilege, so that a refusal is about the secret, its expiry or its addresses and not
 * about the question. (`api_token_get_details` with the gateway's own credential would only show that the
 * server knows the secret, not that it lets it in.) Expects a request that `checkRequest` let through.
 */
export function createTokenTest(options: TokenTestOptions): (call: Call) => Promise<Response> {
  const { user, secrets, ...upstream } = options;
  return async ({ body, signal }) => {
    const form = await readForm(body);
    const secret = form instanceof URLSearchParams ? secretFrom(form) : null;
    if (secret === null) return answerRefusal(refuse('malformed-body'));
    const forward = createForwarder({
      ...upstream,
      headers: { authorization: `whm ${user}:${secret}` },
      secrets: [...secrets, secret],
    });
    return forward('myprivs', showingCall(signal));
  };
}

/** The one parameter; only characters that may stand in a header (RFC 9110, section 5.5). */
function secretFrom(form: URLSearchParams): string | null {
  const secret = form.get('token') ?? '';
  return form.size === 1 && /^[\x21-\x7e]{1,512}$/.test(secret) ? secret : null;
}
