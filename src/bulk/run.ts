import { WriteFailure } from '../tokens/token-writes.ts';

export type RunResult =
  | { name: string; state: 'waiting' | 'asking' | 'left' }
  /** `note`: what the server added, or what of its answer is not as it was asked for. */
  | { name: string; state: 'done'; note: string | null }
  /**
   * `skipped`: nothing was sent, because the token is not what it was. `failed`: the server did not do it.
   * `unknown`: the answer was lost, and it was not seen in the list, or the list could not be read.
   */
  | { name: string; state: 'skipped' | 'failed' | 'unknown'; reason: string };

/** How one call ended that did not fail. */
export type Ended = { state: 'done'; note: string | null } | { state: 'skipped'; reason: string };

/**
 * Does something to tokens one call at a time: what WHM does when one name of several fails is not documented.
 * A refusal concerns that token only, and `afterRefusal` says whether the others are gone on with; any other
 * failure would meet the rest as well, so they are left alone. `onProgress` gets the whole list after every step.
 */
export async function runEach<T extends { name: string }>(
  subjects: readonly T[],
  act: (subject: T) => Promise<Ended>,
  onProgress: (results: readonly RunResult[]) => void,
  stop: AbortSignal,
  afterRefusal: 'go-on' | 'stop' = 'go-on',
): Promise<readonly RunResult[]> {
  let results: readonly RunResult[] = subjects.map(({ name }) => ({ name, state: 'waiting' }));
  const set = (index: number, result: RunResult) => {
    results = results.with(index, result);
    onProgress(results);
  };
  onProgress(results);
  for (const [index, subject] of subjects.entries()) {
    const { name } = subject;
    if (stop.aborted) break;
    set(index, { name, state: 'asking' });
    try {
      set(index, { name, ...(await act(subject)) });
    } catch (error) {
      if (!(error instanceof WriteFailure)) throw error;
      const state = error.outcome === 'did-not-happen' ? 'failed' : 'unknown';
      set(index, { name, state, reason: error.whmError.reason });
      if (afterRefusal === 'stop' || meetsTheRest(error)) break;
    }
  }
  if (results.some(({ state }) => state === 'waiting')) {
    results = results.map((result) =>
      result.state === 'waiting' ? { name: result.name, state: 'left' } : result,
    );
    onProgress(results);
  }
  return results;
}

/** A refused write is about its token; a list that is refused will be refused for the next one too. */
function meetsTheRest({ whmError }: WriteFailure): boolean {
  return whmError.kind !== 'refused' || whmError.call === 'api_token_list';
}
