import { afterEach, expect, it, vi } from 'vitest';
import type { Attempts } from './attempts.ts';
import { limited } from './limited.ts';

const who = { address: '192.0.2.1', user: 'root', server: 'test' };
const tooMany = 'Too many have failed.';

afterEach(() => {
  vi.useRealTimers();
});

function recorded() {
  const verdicts: string[] = [];
  const attempt = {
    succeeded: () => void verdicts.push('succeeded'),
    failed: () => void verdicts.push('failed'),
    undecided: () => void verdicts.push('undecided'),
  };
  const attempts: Attempts = { begin: () => attempt, nextEnd: async () => {} };
  return { verdicts, attempts };
}

it.each(['succeeded', 'failed', 'undecided'] as const)(
  'passes on that it %s, and the answer',
  async (verdict) => {
    const { verdicts, attempts } = recorded();
    const answer = new Response('answer');
    expect(await limited({ attempts, who, tooMany }, async () => [verdict, answer])).toBe(answer);
    expect(verdicts).toEqual([verdict]);
  },
);

it('ends the attempt when something breaks, so that it does not hold up the next for ever', async () => {
  const { verdicts, attempts } = recorded();
  const broken = limited({ attempts, who, tooMany }, () => Promise.reject(new Error('broken')));
  await expect(broken).rejects.toThrow('broken');
  expect(verdicts).toEqual(['undecided']);
});

it('shows nothing to WHM while it has to wait, and says for how long', async () => {
  const attempts: Attempts = { begin: () => ({ waitMs: 61_000 }), nextEnd: async () => {} };
  const show = vi.fn();
  const response = await limited({ attempts, who, tooMany }, show);
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '61']);
  expect(await response.text()).toContain('Too many have failed. Try again in 2 minutes.');
  expect(show).not.toHaveBeenCalled();
});

it('waits its turn for half a minute at most', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  let asked = 0;
  const attempts: Attempts = {
    begin: () => {
      asked++;
      return 'busy';
    },
    nextEnd: async () => void vi.advanceTimersByTime(10_001),
  };
  const show = vi.fn();
  const response = await limited({ attempts, who, tooMany }, show);
  expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
  // Nothing of them has failed.
  expect(await response.text()).toContain('The server has not answered those who asked before.');
  expect([asked, show.mock.calls.length]).toEqual([4, 0]);
});
