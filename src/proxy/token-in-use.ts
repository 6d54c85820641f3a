import { z } from 'zod';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import type { TokenInUseAnswer } from '../whm/gateway.ts';
import { readBody } from './body.ts';
import type { Secret } from './secret.ts';

/** Longest that a page waits for the name of the token in use. */
const waitMs = 5_000;
const maxAnswerBytes = 1024 * 1024;

export type TokenInUse = {
  /** The token the gateway signs in with; not known when the server did not answer, or not as it should. */
  find: () => Promise<TokenInUseAnswer>;
  /** Forgets the name if it is this one: the token was renamed or revoked. */
  forget: (name: string) => void;
};

const detailsSchema = z.object({
  metadata: z.object({ result: z.union([z.number(), z.string()]) }),
  data: z.object({ name: z.string() }).nullish().catch(null),
});

/**
 * Asks the server which of its tokens ours is: `api_token_get_details` with our own secret, in the body
 * of a POST (api.docs.cpanel.net, /openapi/whm/operation/api_token_get_details/). Asked when first wanted;
 * an answer is kept, "not recognised" too; a failure is not.
 */
export function createTokenInUse(options: {
  upstream: FetchHandler;
  upstreamUrl: string;
  authorization: string;
  token: Secret;
  waitMs?: number;
}): TokenInUse {
  let known: TokenInUseAnswer | null = null;
  let running: Promise<TokenInUseAnswer> | null = null;
  // Counts what was forgotten, so that an answer from before a rename is not kept.
  let generation = 0;

  async function ask(): Promise<TokenInUseAnswer> {
    const asked = generation;
    const answer = await askServer(options);
    if (asked === generation && answer.known) known = answer;
    return answer;
  }

  return {
    find() {
      if (known !== null) return Promise.resolve(known);
      // One question at a time, however many pages wait for it.
      running ??= ask().finally(() => {
        running = null;
      });
      return running;
    },
    forget(name) {
      if (running === null && known?.name !== name) return;
      known = null;
      generation += 1;
    },
  };
}

const unknown: TokenInUseAnswer = { known: false, name: null };

async function askServer(options: Parameters<typeof createTokenInUse>[0]): Promise<TokenInUseAnswer> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeOver = new Promise<TokenInUseAnswer>((resolve) => {
    timer = setTimeout(() => resolve(unknown), options.waitMs ?? waitMs);
  });
  try {
    return await Promise.race([requestDetails(options, controller.signal), timeOver]);
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
}

async function requestDetails(
  { upstream, upstreamUrl, authorization, token }: Parameters<typeof createTokenInUse>[0],
  signal: AbortSignal,
): Promise<TokenInUseAnswer> {
  try {
    const response = await upstream(
      new Request(new URL('/json-api/api_token_get_details', upstreamUrl), {
        method: 'POST',
        headers: {
          accept: 'application/json',
          authorization,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams({ 'api.version': '1', token: token.reveal() }).toString(),
        redirect: 'manual',
        signal,
      }),
    );
    const body = await readBody(response.body, maxAnswerBytes);
    if (body === 'too-large' || response.status !== 200) return unknown;
    const details = detailsSchema.safeParse(JSON.parse(new TextDecoder().decode(body)));
    return details.success ? { known: true, name: details.data.data?.name ?? null } : unknown;
  } catch {
    // Not knowing the name is no failure of the page: calls themselves will say what is wrong.
    return unknown;
  }
}
