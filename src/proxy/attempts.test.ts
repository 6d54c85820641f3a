import { expect, it } from 'vitest';
import { createAttempts } from './attempts.ts';

const minute = 60_000;

function createTestAttempts() {
  let ms = 0;
  const attempts = createAttempts(() => ms);
  /** An attempt that fails, or how long it has to wait. */
  const waitFor = (user: string, address: string, server = 'berlin') => {
    const attempt = attempts.begin({ user, address, server });
    if (attempt === 'busy') throw new Error('nothing else is running');
    if ('waitMs' in attempt) return attempt.waitMs;
    attempt.failed();
    return 0;
  };
  return {
    attempts,
    waitFor,
    pass: (step: number) => {
      ms += step;
    },
    /** How many of one attempt a second, for so long, are let through. */
    letThrough: (durationMs: number, who: (second: number) => { user: string; address: string }) => {
      let count = 0;
      for (let second = 0; second * 1000 < durationMs; second++) {
        const { user, address } = who(second);
        if (waitFor(user, address) === 0) count++;
        ms += 1000;
      }
      return count;
    },
  };
}

it('lets three attempts fail, then makes the account wait longer each time', () => {
  const { waitFor, pass } = createTestAttempts();
  for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) expect(waitFor('root', address)).toBe(0);
  const waits: number[] = [];
  for (let round = 0; round < 6; round++) {
    const wait = waitFor('root', `198.51.100.${round}`);
    waits.push(wait / minute);
    pass(wait);
    expect(waitFor('root', `203.0.113.${round}`)).toBe(0);
  }
  expect(waits).toEqual([1, 2, 4, 8, 15, 15]);
});

it('stays well below what locks an account at WHM: 15 failures in 5 minutes', () => {
  const { letThrough } = createTestAttempts();
  const count = letThrough(5 * minute, (second) => ({ user: 'root', address: `192.0.2.${second % 256}` }));
  expect(count).toBeLessThanOrEqual(5);
});

it('keeps one browser below what locks an address at WHM: 5 failures in 15 minutes', () => {
  const { letThrough } = createTestAttempts();
  const count = letThrough(15 * minute, (second) => ({ user: `user${second}`, address: '192.0.2.1' }));
  expect(count).toBeLessThanOrEqual(4);
});

it('lets no more run at the same time than may still fail, and the next as soon as one has ended', async () => {
  const { attempts, waitFor } = createTestAttempts();
  waitFor('root', '192.0.2.99');
  const begin = (index: number) =>
    attempts.begin({ user: 'root', address: `192.0.2.${index}`, server: 'berlin' });
  const running = [begin(0), begin(1), begin(2), begin(3)];
  expect(running.map((attempt) => attempt === 'busy')).toEqual([false, false, true, true]);
  const ended = attempts.nextEnd();
  const [first, second] = running;
  if (typeof first === 'object' && 'undecided' in first) first.undecided();
  await ended;
  const third = begin(4);
  expect(third).not.toBe('busy');
  for (const attempt of [second, third]) {
    if (typeof attempt === 'object' && 'failed' in attempt) attempt.failed();
  }
  expect(begin(5)).toEqual({ waitMs: minute });
});

it('forgives the account, but not the address, when the right credential comes', () => {
  const { attempts, waitFor } = createTestAttempts();
  waitFor('root', '192.0.2.1');
  waitFor('root', '192.0.2.1');
  const attempt = attempts.begin({ user: 'root', address: '192.0.2.1', server: 'berlin' });
  if (typeof attempt === 'object' && 'succeeded' in attempt) attempt.succeeded();
  for (const address of ['192.0.2.7', '192.0.2.8', '192.0.2.9']) expect(waitFor('root', address)).toBe(0);
  expect(waitFor('root', '192.0.2.10')).toBe(minute);
  expect(waitFor('other', '192.0.2.1')).toBe(0);
  expect(waitFor('another', '192.0.2.1')).toBeGreaterThan(0);
});

it('counts running attempts for each server, so that one that hangs holds up no other', () => {
  const { attempts } = createTestAttempts();
  const begin = (server: string, user: string) => attempts.begin({ user, address: '192.0.2.1', server });
  const hanging = ['a', 'b', 'c', 'd'].map((user) => begin('berlin', user));
  expect(hanging.map((attempt) => attempt === 'busy')).toEqual([false, false, false, true]);
  expect(begin('paris', 'a')).toHaveProperty('undecided');
  // And none of them for ever.
  for (const attempt of hanging)
    if (typeof attempt === 'object' && 'undecided' in attempt) attempt.undecided();
  expect(begin('berlin', 'd')).toHaveProperty('undecided');
});

it('counts failures of an address at all servers together, and those of a name apart', () => {
  const { waitFor } = createTestAttempts();
  for (const server of ['berlin', 'paris', 'lab']) expect(waitFor('root', '192.0.2.1', server)).toBe(0);
  expect(waitFor('other', '192.0.2.1', 'rome')).toBe(5 * minute);
  expect(waitFor('root', '192.0.2.2', 'berlin')).toBe(0);
});

it('takes a name in another case for the same account', () => {
  const { waitFor } = createTestAttempts();
  for (const [index, name] of ['root', 'Root', 'ROOT'].entries()) waitFor(name, `192.0.2.${index}`);
  expect(waitFor('rOOt', '192.0.2.9')).toBe(minute);
});

it('does not count an attempt that nobody judged', () => {
  const { attempts } = createTestAttempts();
  for (let round = 0; round < 20; round++) {
    const attempt = attempts.begin({ user: 'root', address: '192.0.2.1', server: 'berlin' });
    expect(attempt).toHaveProperty('undecided');
    if (typeof attempt === 'object' && 'undecided' in attempt) attempt.undecided();
  }
});

it('takes all IPv6 addresses of one line for one, however they are written', () => {
  const { waitFor } = createTestAttempts();
  expect(waitFor('a', '2001:db8:1:2::1')).toBe(0);
  expect(waitFor('b', '2001:db8:1:2:ffff::2')).toBe(0);
  expect(waitFor('c', '2001:0db8:0001:0002:0:0:0:3')).toBe(0);
  expect(waitFor('d', '2001:db8:1:2:a:b:c:d')).toBeGreaterThan(0);
  expect(waitFor('e', '2001:db8:1:3::1')).toBe(0);
});

it('forgets after an hour without an attempt', () => {
  const { waitFor, pass } = createTestAttempts();
  for (let round = 0; round < 3; round++) waitFor('root', '192.0.2.1');
  expect(waitFor('root', '192.0.2.1')).toBeGreaterThan(0);
  pass(60 * minute);
  for (let round = 0; round < 3; round++) expect(waitFor('root', '192.0.2.1')).toBe(0);
});

it('does not let made-up names fill the memory: the oldest of very many is forgotten', () => {
  const { waitFor } = createTestAttempts();
  for (let round = 0; round < 3; round++) waitFor('root', `192.0.2.${round}`);
  expect(waitFor('root', '192.0.2.9')).toBeGreaterThan(0);
  for (let name = 0; name < 20_000; name++) waitFor(`user${name}`, `2001:db8:${name.toString(16)}::`);
  expect(waitFor('root', '192.0.2.9')).toBe(0);
});
