import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSessions, type Session } from './sessions.ts';

const idleMs = 30 * 60_000;

function session(user: string, server = 'berlin'): Session {
  const never = () => Promise.reject(new Error('called'));
  const access = { user, call: never, test: never, tokenInUse: never, isAccepted: never };
  return { server, hasCode: false, access };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function open() {
  const sessions = createSessions(() => Date.now());
  return { sessions, pass: (ms: number) => vi.advanceTimersByTime(ms) };
}

it('has ids of 256 random bits, no two the same', async () => {
  const { sessions } = open();
  const ids = await Promise.all(
    Array.from({ length: 200 }, (_, index) => sessions.begin(session(`u${index}`))),
  );
  expect(new Set(ids).size).toBe(200);
  for (const id of ids) {
    expect(id).toMatch(/^[\w-]{43}$/);
    expect(Buffer.from(id, 'base64url')).toHaveLength(32);
  }
});

it('finds a session by its id and server, and by nothing else', async () => {
  const { sessions } = open();
  const root = session('root');
  const id = await sessions.begin(root);
  expect(await sessions.find(id, 'berlin')).toBe(root);
  expect(await sessions.find(id, 'paris')).toBeNull();
  expect(await sessions.find(id.toLowerCase(), 'berlin')).toBeNull();
  expect(await sessions.find('', 'berlin')).toBeNull();
});

it('ends the one it is told to, and no other', async () => {
  const { sessions } = open();
  const [first, second] = [await sessions.begin(session('root')), await sessions.begin(session('root'))];
  await sessions.end(first);
  await sessions.end('nothing');
  expect(await sessions.find(first, 'berlin')).toBeNull();
  expect(await sessions.find(second, 'berlin')).not.toBeNull();
});

describe('a session that nobody uses', () => {
  it('is forgotten without anybody asking for it: its credential does not stay in memory', async () => {
    const { sessions, pass } = open();
    await sessions.begin(session('root'));
    pass(idleMs - 1);
    expect(sessions.count()).toBe(1);
    pass(60_001);
    expect(sessions.count()).toBe(0);
  });

  it('does not take along one that was used meanwhile, and does not hide behind it', async () => {
    const { sessions, pass } = open();
    const used = await sessions.begin(session('root'));
    const unused = await sessions.begin(session('acme'));
    pass(idleMs - 1);
    await sessions.find(used, 'berlin');
    pass(1);
    expect(await sessions.find(unused, 'berlin')).toBeNull();
    expect(sessions.count()).toBe(1);
    expect(await sessions.find(used, 'berlin')).not.toBeNull();
  });
});

it('keeps 500 of one account at one server: the one idle for longest goes', async () => {
  const { sessions } = open();
  const others = [await sessions.begin(session('acme')), await sessions.begin(session('root', 'paris'))];
  const ids: string[] = [];
  for (let count = 0; count < 500; count++) ids.push(await sessions.begin(session('root')));
  const [first = '', second = ''] = ids;
  await sessions.find(first, 'berlin');
  await sessions.begin(session('root'));
  expect(sessions.count()).toBe(502);
  expect(await sessions.find(first, 'berlin')).not.toBeNull();
  expect(await sessions.find(second, 'berlin')).toBeNull();
  expect(await sessions.find(others[0] ?? '', 'berlin')).not.toBeNull();
  expect(await sessions.find(others[1] ?? '', 'paris')).not.toBeNull();
});

it('forgets everything when it is closed', async () => {
  const { sessions } = open();
  const id = await sessions.begin(session('root'));
  sessions.close();
  expect([sessions.count(), await sessions.find(id, 'berlin'), vi.getTimerCount()]).toEqual([0, null, 0]);
});
