import type { FetchHandler } from '../whm/fetch-handler.ts';
import type { WhmFunction } from '../whm/functions.ts';
import type { GatewayAbout } from '../whm/gateway.ts';
import { answerJson } from './answer.ts';
import { answerRefusal, createForwarder } from './forwarder.ts';
import { checkRequest, testPath } from './guard.ts';
import type { Secret } from './secret.ts';
import { createTokenInUse } from './token-in-use.ts';
import { createTokenTest } from './token-test.ts';

export type GatewayOptions = {
  upstream: FetchHandler;
  /** Origin of the server, for example `https://whm.example.com:2087`. */
  upstreamUrl: string;
  /** The API token that calls are made with. */
  credential: { user: string; token: Secret };
  allowedHosts: readonly string[];
  about: Omit<GatewayAbout, 'tokenInUse'>;
  timeLimit?: (name: WhmFunction) => number;
};

/** Whether this path is the gateway's, and not the page's. */
export function isGatewayPath(pathname: string): boolean {
  return /^\/(?:json-api|gateway)(?:[/?]|$)/.test(pathname);
}

/** Everything the page may ask of the server that serves it: calls to WHM, and what it is talking to. */
export function createGateway(options: GatewayOptions): FetchHandler {
  const { upstream, upstreamUrl, credential, allowedHosts, about, timeLimit } = options;
  const token = credential.token.reveal();
  const authorization = `whm ${credential.user}:${token}`;
  const tokenInUse = createTokenInUse({ upstream, upstreamUrl, authorization, token: credential.token });

  const forward = createForwarder({
    upstream,
    upstreamUrl,
    authorization,
    secrets: [token],
    ...(timeLimit ? { timeLimit } : {}),
    onSettled(name, parameters) {
      // Whatever the answer was: a write whose answer got lost may have happened.
      if (name !== 'api_token_update' && name !== 'api_token_revoke') return;
      for (const value of parameters.values()) tokenInUse.forget(value);
    },
  });

  const testToken = createTokenTest({
    upstream,
    upstreamUrl,
    user: credential.user,
    secrets: [token],
    ...(timeLimit ? { timeLimit } : {}),
  });

  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/json-api/')) {
      const refusal = checkRequest(request, { allowedHosts, endpoint: 'call' });
      return refusal === null ? forward(request) : answerRefusal(refusal);
    }
    if (pathname === testPath) {
      const refusal = checkRequest(request, { allowedHosts, endpoint: 'test' });
      return refusal === null ? testToken(request) : answerRefusal(refusal);
    }
    // Every other path is unknown to the guard, except the one of about.
    const refusal = checkRequest(request, { allowedHosts, endpoint: 'about' });
    if (refusal !== null) return answerRefusal(refusal);
    const body: GatewayAbout = { ...about, tokenInUse: await tokenInUse.find() };
    return answerJson(200, body);
  };
}
