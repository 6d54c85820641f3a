import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunResult } from './run.ts';
import { countOf, reportRows, runWords, worstFirst } from './run-words.ts';

const results: readonly RunResult[] = [
  { name: 'a', state: 'done', note: null },
  { name: 'b', state: 'done', note: 'It was gone already.' },
  { name: 'c', state: 'skipped', reason: 'It changed.' },
  { name: 'd', state: 'failed', reason: 'It refused.' },
  { name: 'e', state: 'left' },
  { name: 'f', state: 'unknown', reason: 'No answer.' },
];

describe('the report of a run', () => {
  it('has a line for each token, with what was done, what came of it and why', () => {
    expect(reportRows(results, runWords.revoke, 'Revoke')).toEqual([
      ['Name', 'Action', 'Result', 'Reason'],
      ['a', 'Revoke', 'revoked', ''],
      ['b', 'Revoke', 'revoked', 'It was gone already.'],
      ['c', 'Revoke', 'left alone', 'It changed.'],
      ['d', 'Revoke', 'not revoked', 'It refused.'],
      ['e', 'Revoke', 'not asked for', ''],
      ['f', 'Revoke', 'not known', 'No answer.'],
    ]);
  });
});

describe('the results', () => {
  it('are shown with what needs a look first, each once, and in their order otherwise', () => {
    expect(worstFirst(results).map(({ name }) => name)).toEqual(['d', 'f', 'e', 'c', 'a', 'b']);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...results)), (some) => {
        const sorted = worstFirst(some);
        expect(sorted).toHaveLength(some.length);
        for (const state of ['done', 'failed', 'left'] as const) {
          const those = (list: readonly RunResult[]) => list.filter((result) => result.state === state);
          expect(those(sorted)).toEqual(those(some));
        }
      }),
    );
  });

  it('are counted by what became of them, never more than there are', () => {
    expect(countOf(results, 'done')).toBe(2);
    expect(countOf(results, 'failed', 'unknown')).toBe(2);
    expect(countOf(results, 'waiting')).toBe(0);
  });

  it('are told in numbers that are true of one and of many', () => {
    expect(runWords.revoke.ended(9, 10)).toBe('9 of 10 tokens revoked');
    expect(runWords.revoke.ended(0, 1)).toBe('0 of 1 token revoked');
    expect(runWords.revoke.still(1, false)).toBe('1 token is still there.');
    expect(runWords.revoke.still(2, true)).toBe('2 tokens are perhaps still there.');
    expect(runWords['set-expiry'].ended(9, 10)).toBe('Expiry set for 9 of 10 tokens');
    expect(runWords['set-expiry'].still(1, true)).toBe('1 token has perhaps the old expiry.');
  });
});
