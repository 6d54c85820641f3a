import type { FetchHandler } from '../whm/fetch-handler.ts';
import { verdictOf } from './credential-verdict.ts';

/** How long what was found out about a refusal is relied on. */
const keptMs = 60_000;

export type CredentialWatch = {
  /** The way to the server, for everything that is sent with the credential. */
  upstream: FetchHandler;
  /**
   * Whether WHM still accepts the credential, as far as its answers tell. After a refusal that may also be for
   * lack of a privilege, `ask` for `myprivs`, which none needs: once, however many wait for it.
   */
  isAccepted: (ask: () => Promise<Response>) => Promise<boolean>;
};

/**
 * Sees from WHM's answers when a credential has ended: each further call with it would be a failed log-in to
 * WHM, and enough of them lock the account.
 */
export function createCredentialWatch(upstream: FetchHandler, now: () => number = Date.now): CredentialWatch {
  let hasEnded = false;
  let isInDoubt = false;
  let askedAt = Number.NEGATIVE_INFINITY;
  let running: Promise<void> | null = null;

  async function find(ask: () => Promise<Response>): Promise<void> {
    const answer = await ask();
    const verdict = await verdictOf(answer);
    // Not one that only failed to come.
    if (verdict === 'failed' && answer.status !== 504) hasEnded = true;
    if (verdict !== 'undecided') askedAt = now();
  }

  return {
    async upstream(request) {
      const response = await upstream(request);
      const { status } = response;
      if (status === 401 || (status === 403 && request.url.endsWith('/myprivs'))) hasEnded = true;
      if (status === 403) isInDoubt = true;
      return response;
    },
    async isAccepted(ask) {
      if (!hasEnded && isInDoubt && now() - askedAt >= keptMs) {
        running ??= find(ask).finally(() => {
          running = null;
        });
        await running;
      }
      isInDoubt = false;
      return !hasEnded;
    },
  };
}

/** Gives a refusal again for a while instead of asking for another. */
export function rememberRefusal(upstream: FetchHandler, now: () => number = Date.now): FetchHandler {
  let refused: { status: number; at: number } | null = null;
  return async (request) => {
    if (refused !== null && now() - refused.at < keptMs)
      return new Response(null, { status: refused.status });
    const response = await upstream(request);
    const { status } = response;
    refused = status === 401 || status === 403 ? { status, at: now() } : null;
    return response;
  };
}
