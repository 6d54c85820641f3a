import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { revokeToken, WriteFailure } from '../tokens/token-writes.ts';
import type { WhmClient } from '../whm/client.ts';
import { answer, clientWith, failed, token } from '../whm/test-client.ts';
import { type Ended, type RunResult, runEach } from './run.ts';

/** A client that fails to revoke the names given and lists the `tokens` given. */
function clientThat(failures: ReadonlyMap<string, Error>, tokens: readonly string[] = []) {
  const asked: string[] = [];
  const client = clientWith({
    listTokens: async () => answer(tokens.map((name) => token(name))),
    async revokeToken(name) {
      asked.push(name);
      const failure = failures.get(name);
      if (failure) throw failure;
      return answer(null);
    },
  });
  return { client, asked };
}

const never = new AbortController().signal;
const ignore = () => {};
const subjects = (...names: readonly string[]) => names.map((name) => ({ name }));
const revokeWith =
  (client: WhmClient) =>
  async ({ name }: { name: string }): Promise<Ended> => {
    await revokeToken(client, name);
    return { state: 'done', note: null };
  };
const inShort = (results: readonly RunResult[]) =>
  results.map((result) => `${result.name} ${result.state}${'reason' in result ? ` ${result.reason}` : ''}`);

describe('runEach', () => {
  it('asks for one token after the other and tells the whole list after every step', async () => {
    const { client, asked } = clientThat(new Map());
    const steps: string[][] = [];
    const tell = (results: readonly RunResult[]) => steps.push(inShort(results));
    const results = await runEach(subjects('a', '__proto__'), revokeWith(client), tell, never);
    expect(steps).toEqual([
      ['a waiting', '__proto__ waiting'],
      ['a asking', '__proto__ waiting'],
      ['a done', '__proto__ waiting'],
      ['a done', '__proto__ asking'],
      ['a done', '__proto__ done'],
    ]);
    expect(inShort(results)).toEqual(steps.at(-1));
    expect(asked).toEqual(['a', '__proto__']);
  });

  it('never has two calls under way', async () => {
    let running = 0;
    let most = 0;
    const act = async (): Promise<Ended> => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return { state: 'done', note: null };
    };
    await runEach(subjects('a', 'b', 'c'), act, ignore, never);
    expect(most).toBe(1);
  });

  it('goes on after a refusal, with the server’s reason', async () => {
    const { client, asked } = clientThat(new Map([['b', failed('refused')]]));
    const results = await runEach(subjects('a', 'b', 'c'), revokeWith(client), ignore, never);
    expect(results).toEqual([
      { name: 'a', state: 'done', note: null },
      { name: 'b', state: 'failed', reason: 'It refused.' },
      { name: 'c', state: 'done', note: null },
    ]);
    expect(asked).toEqual(['a', 'b', 'c']);
  });

  it('leaves the rest alone after a refusal, where that is asked for', async () => {
    const { client, asked } = clientThat(new Map([['b', failed('refused')]]));
    const results = await runEach(subjects('a', 'b', 'c'), revokeWith(client), ignore, never, 'stop');
    expect(inShort(results)).toEqual(['a done', 'b failed It refused.', 'c left']);
    expect(asked).toEqual(['a', 'b']);
  });

  it('goes on after a token that was left as it is, and keeps what the server added', async () => {
    const act = async ({ name }: { name: string }): Promise<Ended> =>
      name === 'a' ? { state: 'skipped', reason: 'It changed.' } : { state: 'done', note: 'Look.' };
    expect(await runEach(subjects('a', 'b'), act, ignore, never)).toEqual([
      { name: 'a', state: 'skipped', reason: 'It changed.' },
      { name: 'b', state: 'done', note: 'Look.' },
    ]);
  });

  it.each([
    ['signed-out', 'failed'],
    ['forbidden', 'failed'],
    // The list does not show it, but it may still arrive.
    ['unreachable', 'unknown'],
    ['timed-out', 'unknown'],
    ['malformed', 'unknown'],
  ] as const)('leaves the rest alone after a call that was %s, which is %s', async (kind, state) => {
    const { client, asked } = clientThat(new Map([['b', failed(kind)]]), ['b', 'c', 'd']);
    const results = await runEach(subjects('a', 'b', 'c', 'd'), revokeWith(client), ignore, never);
    expect(inShort(results)).toEqual(['a done', `b ${state} It ${kind}.`, 'c left', 'd left']);
    expect(asked).toEqual(['a', 'b']);
  });

  it('leaves the rest alone when the list that precedes a write is refused', async () => {
    const act = async (): Promise<Ended> => {
      throw new WriteFailure(failed('refused', 'api_token_list'), 'did-not-happen');
    };
    const results = await runEach(subjects('a', 'b'), act, ignore, never);
    expect(inShort(results)).toEqual(['a failed It refused.', 'b left']);
  });

  it('takes a token for revoked, and goes on, when the answer was lost but the token is gone', async () => {
    const { client, asked } = clientThat(new Map([['a', failed('timed-out')]]), ['b']);
    const results = await runEach(subjects('a', 'b'), revokeWith(client), ignore, never);
    expect(inShort(results)).toEqual(['a done', 'b done']);
    expect(asked).toEqual(['a', 'b']);
  });

  it('does not say that a token is still there when neither the answer nor the list came', async () => {
    const { client } = clientThat(new Map([['a', failed('timed-out')]]));
    const deaf: WhmClient = { ...client, listTokens: () => Promise.reject(failed('timed-out')) };
    expect(await runEach(subjects('a', 'b'), revokeWith(deaf), ignore, never)).toEqual([
      { name: 'a', state: 'unknown', reason: 'It timed-out.' },
      { name: 'b', state: 'left' },
    ]);
  });

  it('finishes the call under way and leaves the rest when it is stopped', async () => {
    const { client, asked } = clientThat(new Map());
    const stop = new AbortController();
    const stopDuringFirst = (results: readonly RunResult[]) => {
      if (results[0]?.state === 'asking') stop.abort();
    };
    const results = await runEach(subjects('a', 'b', 'c'), revokeWith(client), stopDuringFirst, stop.signal);
    expect(inShort(results)).toEqual(['a done', 'b left', 'c left']);
    expect(asked).toEqual(['a']);
  });

  it('asks for nothing when it was stopped before', async () => {
    const { client, asked } = clientThat(new Map());
    const results = await runEach(subjects('a'), revokeWith(client), ignore, AbortSignal.abort());
    expect(inShort(results)).toEqual(['a left']);
    expect(asked).toEqual([]);
  });

  it('passes on what is no failure of the server', async () => {
    const bug = new Error('A bug');
    const { client } = clientThat(new Map([['a', bug]]));
    await expect(runEach(subjects('a', 'b'), revokeWith(client), ignore, never)).rejects.toBe(bug);
  });

  it('asks for each token at most once, in order, and has a true result for each, whatever fails', async () => {
    const told = { works: 'done', refused: 'failed', unreachable: 'failed', 'timed-out': 'unknown' } as const;
    const outcome = fc.constantFrom('works', 'refused', 'unreachable', 'timed-out');
    const run = fc.record({
      outcomes: fc.array(outcome, { maxLength: 12 }),
      stopAfter: fc.option(fc.integer({ min: 1, max: 12 })),
    });
    await fc.assert(
      fc.asyncProperty(run, async ({ outcomes, stopAfter }) => {
        const asked: number[] = [];
        const stop = new AbortController();
        const all = outcomes.map((end, index) => ({ name: String(index), index, end }));
        const act = async ({ index, end }: (typeof all)[number]): Promise<Ended> => {
          asked.push(index);
          if (asked.length === stopAfter) stop.abort();
          if (end === 'works') return { state: 'done', note: null };
          throw new WriteFailure(failed(end), end === 'timed-out' ? 'unknown' : 'did-not-happen');
        };
        let last: readonly RunResult[] = [];
        const tell = (now: readonly RunResult[]) => {
          last = now;
        };
        const results = await runEach(all, act, tell, stop.signal);
        expect(last).toEqual(results);
        expect(asked).toEqual(all.slice(0, asked.length).map(({ index }) => index));
        expect(results.map(({ state }) => state)).toEqual(
          all.map(({ end, index }) => (index < asked.length ? told[end] : 'left')),
        );
        // Only a stop, or a failure that meets the rest too, ends it early.
        if (asked.length < all.length && asked.length !== stopAfter) {
          expect(['unreachable', 'timed-out']).toContain(all[asked.length - 1]?.end);
        }
      }),
    );
  });
});
