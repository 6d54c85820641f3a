import { z } from 'zod';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import { readBody } from './body.ts';
import type { Secret } from './secret.ts';

/** Longest that a page waits for the name of the token in use. */
const waitMs = 5_000;
const maxAnswerBytes = 1024 * 1024;

export type TokenInUse = {
  /** Name of the token the gateway signs in with; null when the server does not say. */
  find: () => Promise<string | null>;
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
  let known: { name: string | null } | null = null;
  let running: Promise<string | null> | null = null;
  // Counts what was forgotten, so that an answer from before a rename is not kept.
  let generation = 0;

  async function ask(): Promise<string | null> {
    const asked = generation;
    const answer = await askServer(options);
    if (asked === generation) known = answer;
    return answer?.name ?? null;
  }

  return {
    find() {
      if (known !== null) return Promise.resolve(known.name);
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

async function askServer(
  options: Parameters<typeof createTokenInUse>[0],
): Promise<{ name: string | null } | null> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeOver = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), options.waitMs ?? waitMs);
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
): Promise<{ name: string | null } | null> {
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
    if (body === 'too-large' || response.status !== 200) return null;
    const details = detailsSchema.safeParse(JSON.parse(new TextDecoder().decode(body)));
    return details.success ? { name: details.data.data?.name ?? null } : null;
  } catch {
    // Not knowing the name is no failure of the page: calls themselves will say what is wrong.
    return null;
  }
}
