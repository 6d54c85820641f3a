import { describe, expect, it } from 'vitest';
import type { WhmClient } from '../whm/client.ts';
import { WhmError, type WhmErrorKind } from '../whm/errors.ts';
import type { ApiToken } from '../whm/model.ts';
import { type RevokeResult, revokeMany } from './revoke-many.ts';

const failed = (kind: WhmErrorKind) =>
  new WhmError({ kind, reason: `It ${kind}.`, call: 'api_token_revoke' });
const answer = <T>(value: T) => ({ value, warnings: [], serverTime: null });

function token(name: string): ApiToken {
  return { name, privileges: ['all'], expiresAt: null, allowlist: [], createdAt: new Date(0) };
}

/** A client that fails to revoke the names given, lists the `tokens` given, and can do nothing else. */
function clientThat(failures: ReadonlyMap<string, Error>, tokens: readonly string[] = []) {
  const asked: string[] = [];
  const unasked = async () => Promise.reject(new Error('It was not to be called'));
  const client: WhmClient = {
    listTokens: async () => answer(tokens.map(token)),
    async revokeToken(name) {
      asked.push(name);
      const failure = failures.get(name);
      if (failure) throw failure;
      return answer(null);
    },
    createToken: unasked,
    updateToken: unasked,
    tokenDetails: unasked,
    accountPrivileges: unasked,
    version: unasked,
    hostname: unasked,
    callerAddress: unasked,
    testToken: unasked,
  };
  return { client, asked };
}

const never = new AbortController().signal;
const ignore = () => {};
const inShort = (results: readonly RevokeResult[]) =>
  results.map(
    (result) => `${result.name} ${result.state}${result.state === 'failed' ? ` ${result.reason}` : ''}`,
  );

describe('revokeMany', () => {
  it('asks for one token after the other and tells the whole list after every step', async () => {
    const { client, asked } = clientThat(new Map());
    const steps: string[][] = [];
    const results = await revokeMany(client, ['a', '__proto__'], (now) => steps.push(inShort(now)), never);
    expect(steps).toEqual([
      ['a waiting', '__proto__ waiting'],
      ['a asking', '__proto__ waiting'],
      ['a revoked', '__proto__ waiting'],
      ['a revoked', '__proto__ asking'],
      ['a revoked', '__proto__ revoked'],
    ]);
    expect(inShort(results)).toEqual(steps.at(-1));
    expect(asked).toEqual(['a', '__proto__']);
  });

  it('goes on after a refusal, with the server’s reason', async () => {
    const { client, asked } = clientThat(new Map([['b', failed('refused')]]));
    const results = await revokeMany(client, ['a', 'b', 'c'], ignore, never);
    expect(results).toEqual([
      { name: 'a', state: 'revoked' },
      { name: 'b', state: 'failed', reason: 'It refused.' },
      { name: 'c', state: 'revoked' },
    ]);
    expect(asked).toEqual(['a', 'b', 'c']);
  });

  it.each(['signed-out', 'forbidden', 'unreachable', 'timed-out', 'malformed'] as const)(
    'leaves the rest alone after a call that was %s',
    async (kind) => {
      const { client, asked } = clientThat(new Map([['b', failed(kind)]]), ['b', 'c', 'd']);
      const results = await revokeMany(client, ['a', 'b', 'c', 'd'], ignore, never);
      expect(inShort(results)).toEqual(['a revoked', `b failed It ${kind}.`, 'c left', 'd left']);
      expect(asked).toEqual(['a', 'b']);
    },
  );

  it('takes a token for revoked, and goes on, when the answer was lost but the token is gone', async () => {
    const { client, asked } = clientThat(new Map([['a', failed('timed-out')]]), ['b']);
    const results = await revokeMany(client, ['a', 'b'], ignore, never);
    expect(inShort(results)).toEqual(['a revoked', 'b revoked']);
    expect(asked).toEqual(['a', 'b']);
  });

  it('does not say that a token is still there when neither the answer nor the list came', async () => {
    const { client } = clientThat(new Map([['a', failed('timed-out')]]));
    const deaf: WhmClient = { ...client, listTokens: () => Promise.reject(failed('timed-out')) };
    const results = await revokeMany(deaf, ['a', 'b'], ignore, never);
    expect(results).toEqual([
      { name: 'a', state: 'unknown', reason: 'It timed-out.' },
      { name: 'b', state: 'left' },
    ]);
  });

  it('finishes the call under way and leaves the rest when it is stopped', async () => {
    const { client, asked } = clientThat(new Map());
    const stop = new AbortController();
    const stopDuringFirst = (results: readonly RevokeResult[]) => {
      if (results[0]?.state === 'asking') stop.abort();
    };
    const results = await revokeMany(client, ['a', 'b', 'c'], stopDuringFirst, stop.signal);
    expect(inShort(results)).toEqual(['a revoked', 'b left', 'c left']);
    expect(asked).toEqual(['a']);
  });

  it('asks for nothing when it was stopped before', async () => {
    const { client, asked } = clientThat(new Map());
    const results = await revokeMany(client, ['a'], ignore, AbortSignal.abort());
    expect(inShort(results)).toEqual(['a left']);
    expect(asked).toEqual([]);
  });

  it('passes on what is no failure of the server', async () => {
    const bug = new Error('A bug');
    const { client } = clientThat(new Map([['a', bug]]));
    await expect(revokeMany(client, ['a', 'b'], ignore, never)).rejects.toBe(bug);
  });
});
