import type { FetchHandler } from '../whm/fetch-handler.ts';
import { readBody } from './body.ts';
import { answerRefusal, createForwarder, type ForwarderOptions } from './forwarder.ts';
import { refuse } from './guard.ts';

const maxBodyBytes = 4 * 1024;

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
export function createTokenTest({ user, secrets, ...options }: TokenTestOptions): FetchHandler {
  return async (request) => {
    const secret = await readSecret(request);
    if (secret === null) return answerRefusal(refuse('malformed-body'));
    const forward = createForwarder({
      ...options,
      authorization: `whm ${user}:${secret}`,
      secrets: [...secrets, secret],
    });
    return forward(
      new Request(new URL('/json-api/myprivs', request.url), {
        method: 'POST',
        body: new URLSearchParams({ 'api.version': '1' }),
        signal: request.signal,
      }),
    );
  };
}

/** The one parameter; only characters that may stand in a header (RFC 9110, section 5.5). */
async function readSecret(request: Request): Promise<string | null> {
  try {
    const body = await readBody(request.body, maxBodyBytes);
    if (body === 'too-large') return null;
    const parameters = new URLSearchParams(new TextDecoder('utf-8', { fatal: true }).decode(body));
    const secret = parameters.get('token') ?? '';
    return parameters.size === 1 && /^[\x21-\x7e]{1,512}$/.test(secret) ? secret : null;
  } catch {
    return null;
  }
}
