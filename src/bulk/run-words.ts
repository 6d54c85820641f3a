import type { RunResult } from './run.ts';

export const tokenCount = (count: number) => `${count} ${count === 1 ? 'token' : 'tokens'}`;

type State = RunResult['state'];

/** What is said of a run, by what is done. */
export type RunWords = {
  running: (count: number) => string;
  progress: (done: number, count: number) => string;
  ended: (done: number, count: number) => string;
  /** Of those that were not done: `is still there`. */
  still: (count: number, perhaps: boolean) => string;
  allDone: readonly [heading: string, more: string];
  states: Record<State, string>;
};

const states = { waiting: 'waiting', asking: 'asking the server', left: 'not asked for' };

export const runWords: Record<'revoke' | 'set-expiry', RunWords> = {
  revoke: {
    running: (count) => `Revoking ${tokenCount(count)}`,
    progress: (done, count) => `${done} of ${count} revoked`,
    ended: (done, count) => `${done} of ${tokenCount(count)} revoked`,
    still: (count, perhaps) =>
      `${tokenCount(count)} ${count === 1 ? 'is' : 'are'} ${perhaps ? 'perhaps ' : ''}still there.`,
    allDone: ['None of them is left on the server.', 'What used one of them is refused from now on.'],
    states: {
      ...states,
      done: 'revoked',
      skipped: 'left alone',
      failed: 'not revoked',
      unknown: 'not known',
    },
  },
  'set-expiry': {
    running: (count) => `Setting the expiry of ${tokenCount(count)}`,
    progress: (done, count) => `${done} of ${count} set`,
    ended: (done, count) => `Expiry set for ${done} of ${tokenCount(count)}`,
    still: (count, perhaps) =>
      `${tokenCount(count)} ${count === 1 ? 'has' : 'have'} ${perhaps ? 'perhaps ' : ''}the old expiry.`,
    allDone: ['All of them have the new expiry.', 'Their secrets, privileges and IPs are as they were.'],
    states: {
      ...states,
      done: 'expiry set',
      skipped: 'left alone',
      failed: 'not changed',
      unknown: 'not known',
    },
  },
};

/** How many of the results are in one of some states. */
export function countOf(results: readonly RunResult[], ...wanted: readonly State[]): number {
  return results.filter(({ state }) => wanted.includes(state)).length;
}

const ranks: Record<State, number> = {
  asking: 0,
  failed: 1,
  unknown: 1,
  waiting: 2,
  left: 2,
  skipped: 3,
  done: 4,
};

/** What needs a look first: failures, then what was not asked for, then what was left alone; in their order. */
export function worstFirst(results: readonly RunResult[]): readonly RunResult[] {
  return results.toSorted((a, b) => ranks[a.state] - ranks[b.state]);
}

/** What a person may read of one result besides its state. */
export function detailOf(result: RunResult): string {
  if ('reason' in result) return result.reason;
  return ('note' in result && result.note) || '';
}

/** The results as a table; `action` is what was asked for, the same for each. */
export function reportRows(
  results: readonly RunResult[],
  words: RunWords,
  action: string,
): readonly (readonly string[])[] {
  return [
    ['Name', 'Action', 'Result', 'Reason'],
    ...results.map((result) => [result.name, action, words.states[result.state], detailOf(result)]),
  ];
}
