import { answerFailure } from './answer.ts';
import type { Attempting, Attempts } from './attempts.ts';
import type { Verdict } from './credential-verdict.ts';

type Limit = {
  attempts: Attempts;
  who: Attempting;
  /** What has failed too often, as a sentence. */
  tooMany: string;
};

const longestTurnMs = 30_000;

/** Shows WHM a credential, unless too many of this account or browser were wrong lately. */
export async function limited(
  { attempts, who, tooMany }: Limit,
  show: () => Promise<readonly [Verdict, Response]>,
): Promise<Response> {
  const attempt = await turn(attempts, who);
  if (attempt === 'busy') return answerBusy();
  if ('waitMs' in attempt) return answerWait(attempt.waitMs, tooMany);
  try {
    const [verdict, response] = await show();
    attempt[verdict]();
    return response;
  } catch (error) {
    attempt.undecided();
    throw error;
  }
}

/** Waits while others of the same account or address are being judged, but not for ever. */
async function turn(attempts: Attempts, who: Attempting): Promise<ReturnType<Attempts['begin']>> {
  const tooLate = performance.now() + longestTurnMs;
  for (;;) {
    const attempt = attempts.begin(who);
    if (attempt !== 'busy' || performance.now() > tooLate) return attempt;
    await attempts.nextEnd();
  }
}

function answerBusy(): Response {
  const reason = 'The server has not answered those who asked before. Try again in a moment.';
  const response = answerFailure(429, 'refused', reason, 'busy');
  response.headers.set('retry-after', '1');
  return response;
}

function answerWait(waitMs: number, tooMany: string): Response {
  const minutes = Math.ceil(waitMs / 60_000);
  const words = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  const response = answerFailure(429, 'refused', `${tooMany} Try again in ${words}.`, 'limited');
  response.headers.set('retry-after', String(Math.ceil(waitMs / 1000)));
  return response;
}
