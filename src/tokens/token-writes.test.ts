import { MutationObserver, QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { WhmClient } from '../whm/client.ts';
import { WhmError, type WhmErrorKind } from '../whm/errors.ts';
import type { ApiToken, TokenSettings } from '../whm/model.ts';
import { accountOptions, refreshTokens, tokenListOptions } from './token-queries.ts';
import {
  createTokenOptions,
  revokeToken,
  revokeTokenOptions,
  updateTokenOptions,
  WriteFailure,
} from './token-writes.ts';

const settings: TokenSettings = {
  name: 'backup',
  privileges: ['list-accts'],
  expiresAt: new Date('2027-02-21T05:59:59Z'),
  allowlist: ['2001:db8::1'],
};
const token: ApiToken = { ...settings, createdAt: new Date('2026-11-22T18:00:00Z') };
const other: ApiToken = { ...token, name: 'other' };

const failed = (kind: WhmErrorKind) =>
  new WhmError({ kind, reason: `It ${kind}.`, call: 'api_token_update' });
const listTime = new Date('2026-11-22T18:00:00Z');
const answer = <T>(value: T) => ({ value, warnings: [], serverTime: null });
const written = <T>(value: T) => ({ ...answer(value), differences: [] });

const lostKinds = ['timed-out', 'unreachable', 'malformed'] as const;
const refusedKinds = ['refused', 'signed-out', 'forbidden'] as const;

/** Every method that a test does not give rejects; each list asked for takes the next of `lists`. */
function clientWith(given: Partial<WhmClient>, lists: readonly (readonly ApiToken[] | Error)[] = []) {
  const calls: unknown[][] = [];
  const left = [...lists];
  const unasked = (name: string) => async () => Promise.reject(new Error(`${name} was not to be called`));
  const methods: WhmClient = {
    async listTokens() {
      calls.push(['listTokens']);
      const next = left.shift();
      if (next === undefined) throw new Error('No more lists were expected');
      if (next instanceof Error) throw next;
      return { ...answer(next), serverTime: listTime };
    },
    createToken: unasked('createToken'),
    updateToken: unasked('updateToken'),
    revokeToken: unasked('revokeToken'),
    tokenDetails: unasked('tokenDetails'),
    accountPrivileges: unasked('accountPrivileges'),
    version: unasked('version'),
    hostname: unasked('hostname'),
    callerAddress: unasked('callerAddress'),
    testToken: unasked('testToken'),
    ...given,
  };
  const { createToken, updateToken, revokeToken: revoke } = methods;
  const client: WhmClient = {
    ...methods,
    createToken: (...sent) => {
      calls.push(['createToken', ...sent]);
      return createToken(...sent);
    },
    updateToken: (...sent) => {
      calls.push(['updateToken', ...sent]);
      return updateToken(...sent);
    },
    revokeToken: (...sent) => {
      calls.push(['revokeToken', ...sent]);
      return revoke(...sent);
    },
  };
  return { client, calls };
}

/** A query client that holds a list, and whether that list is asked for again. */
function cacheWithList() {
  const queryClient = new QueryClient();
  queryClient.setQueryData(['tokens'], 'a list');
  return { queryClient, isStale: () => queryClient.getQueryState(['tokens'])?.isInvalidated };
}

/** The form’s clock says the same as the server’s. */
const sentAt = new Date('2026-11-22T18:00:00.700Z').getTime();
const creating = () => ({ clock: () => sentAt, lostTries: new Map<string, number>() });
const create = (client: WhmClient, queryClient = new QueryClient(), given = creating()) =>
  new MutationObserver(queryClient, createTokenOptions(client, queryClient, given)).mutate(settings);
const update = (client: WhmClient, queryClient = new QueryClient(), sent = settings) =>
  new MutationObserver(queryClient, updateTokenOptions(client, queryClient)).mutate({
    opened: token,
    settings: sent,
  });

async function failureOf(outcome: Promise<unknown>): Promise<unknown> {
  return outcome.then(
    () => Promise.reject(new Error('It did not fail')),
    (error: unknown) => error,
  );
}

async function writeFailureOf(outcome: Promise<unknown>): Promise<WriteFailure> {
  const error = await failureOf(outcome);
  if (!(error instanceof WriteFailure)) throw error;
  return error;
}

describe('the token list', () => {
  const serverTime = new Date('2026-11-22T18:00:10Z');

  it('tells how far the server’s clock is ahead of this one, and when the list arrived', async () => {
    const list = async () => ({ value: [token], warnings: ['Soon.'], serverTime });
    const { client } = clientWith({ listTokens: list });
    const options = tokenListOptions(client, () => serverTime.getTime() - 10_000);
    expect(await new QueryClient().fetchQuery(options)).toEqual({
      tokens: [token],
      warnings: ['Soon.'],
      skewMs: 10_000,
      listedAt: serverTime.getTime() - 10_000,
    });
  });

  it('trusts this clock when the server does not tell its own', async () => {
    const { client } = clientWith({ listTokens: async () => answer([token]) });
    const { skewMs } = await new QueryClient().fetchQuery(tokenListOptions(client, () => 5));
    expect(skewMs).toBe(0);
  });

  it('is read again after a refresh, with what a write may have changed, and no optional fact', async () => {
    const { queryClient, isStale } = cacheWithList();
    const others = ['account', 'about', 'token-in-use', 'version'];
    for (const key of others) queryClient.setQueryData([key], key);
    await refreshTokens(queryClient);
    expect(isStale()).toBe(true);
    const stale = others.filter((key) => queryClient.getQueryState([key])?.isInvalidated);
    expect(stale).toEqual(['account', 'about', 'token-in-use']);
  });

  it('comes with what the account may do', async () => {
    const account = { granted: ['list-accts'], denied: ['all'] };
    const { client } = clientWith({ accountPrivileges: async () => answer(account) });
    expect(await new QueryClient().fetchQuery(accountOptions(client))).toEqual(account);
  });
});

describe('making a token', () => {
  it('gives the created token with its secret and asks for nothing more', async () => {
    const created = written({ ...token, secret: 'S3CRET' });
    const { client, calls } = clientWith({ createToken: async () => created });
    expect(await create(client)).toEqual({ kind: 'created', created });
    expect(calls).toEqual([['createToken', settings]]);
  });

  it('is never kept in the cache, because of its secret', () => {
    expect(createTokenOptions(clientWith({}).client, new QueryClient(), creating()).gcTime).toBe(0);
  });

  it.each(lostKinds)('finds the token whose secret was lost when the call was %s', async (kind) => {
    const onServer = { ...token, allowlist: ['2001:0db8:0000:0000:0000:0000:0000:0001'] };
    const { client, calls } = clientWith({ createToken: () => Promise.reject(failed(kind)) }, [
      [other, onServer],
    ]);
    expect(await create(client)).toEqual({ kind: 'secret-lost', token: onServer });
    expect(calls).toEqual([['createToken', settings], ['listTokens']]);
  });

  it('is only not seen yet when the answer was lost and the list does not have the name', async () => {
    const error = failed('timed-out');
    const { client } = clientWith({ createToken: () => Promise.reject(error) }, [[other]]);
    const failure = await writeFailureOf(create(client));
    expect([failure.outcome, failure.readAt]).toEqual(['not-seen', listTime]);
    expect(failure.whmError).toBe(error);
    expect(failure.message).toBe('api_token_update: It timed-out.');
  });

  it('does not take somebody else’s token of that name for the one that was lost', async () => {
    const theirs = { ...token, privileges: ['kill-acct'] };
    const { client } = clientWith({ createToken: () => Promise.reject(failed('timed-out')) }, [[theirs]]);
    expect((await writeFailureOf(create(client))).outcome).toBe('unknown');
  });

  it('does not offer to revoke a token that was there before the try, though its settings are the same', async () => {
    const before = { ...token, createdAt: new Date('2026-11-22T17:59:59Z') };
    const lost = { createToken: () => Promise.reject(failed('timed-out')) };
    const { client } = clientWith(lost, [[before]]);
    expect((await writeFailureOf(create(client))).outcome).toBe('unknown');
    // Nor one of which nobody can tell when it was made.
    const silent = clientWith({ ...lost, listTokens: async () => answer([token]) });
    expect((await writeFailureOf(create(silent.client))).outcome).toBe('unknown');
  });

  it('finds the token of a lost try that arrived after the list was read, when the next try is refused for it', async () => {
    const errors = [failed('timed-out'), failed('refused'), failed('refused')];
    const createToken = () => Promise.reject(errors.shift());
    const { client, calls } = clientWith({ createToken }, [[other], [other, token]]);
    const form = creating();
    expect((await writeFailureOf(create(client, undefined, form))).outcome).toBe('not-seen');
    expect(await create(client, undefined, form)).toEqual({ kind: 'secret-lost', token });
    expect(calls).toEqual([
      ['createToken', settings],
      ['listTokens'],
      ['createToken', settings],
      ['listTokens'],
    ]);
    // That try is settled: a refusal from here on is about somebody else’s.
    expect((await writeFailureOf(create(client, undefined, form))).outcome).toBe('did-not-happen');
  });

  it('refreshes the list when the secret was lost or nobody knows, and not after a refusal or while a secret is shown', async () => {
    const lost = { createToken: () => Promise.reject(failed('timed-out')) };
    const created = { createToken: async () => written({ ...token, secret: 'S3CRET' }) };
    for (const [given, lists, stale] of [
      [lost, [[token]], true],
      [lost, [failed('unreachable')], true],
      [{ createToken: () => Promise.reject(failed('forbidden')) }, [], false],
      [created, [], false],
    ] as const) {
      const { queryClient, isStale } = cacheWithList();
      await create(clientWith(given, lists).client, queryClient).catch(() => null);
      expect(isStale()).toBe(stale);
    }
  });

  it.each(lostKinds)('is unknown when the call was %s and the list cannot be read either', async (kind) => {
    const error = failed(kind);
    const { client } = clientWith({ createToken: () => Promise.reject(error) }, [failed('signed-out')]);
    const failure = await writeFailureOf(create(client));
    expect(failure.outcome).toBe('unknown');
    expect(failure.whmError).toBe(error);
  });

  it.each(refusedKinds)('did not happen when the server %s it, and no list is read', async (kind) => {
    const { client, calls } = clientWith({ createToken: () => Promise.reject(failed(kind)) });
    expect((await writeFailureOf(create(client))).outcome).toBe('did-not-happen');
    expect(calls).toEqual([['createToken', settings]]);
  });

  it('passes on what is no failure of the server', async () => {
    const bug = new Error('No privileges');
    const { client, calls } = clientWith({ createToken: () => Promise.reject(bug) });
    expect(await failureOf(create(client))).toBe(bug);
    expect(calls).toHaveLength(1);
  });
});

describe('changing a token', () => {
  const changed: TokenSettings = { ...settings, name: 'renamed', privileges: ['list-accts', 'kill-acct'] };
  const onServer: ApiToken = { ...token, ...changed };
  const lost = { updateToken: () => Promise.reject(failed('timed-out')) };

  it('reads the token first and then sends every setting, under the name it had', async () => {
    const result = written(onServer);
    const { client, calls } = clientWith({ updateToken: async () => result }, [[other, token]]);
    expect(await update(client, undefined, changed)).toEqual({ kind: 'updated', written: result });
    expect(calls).toEqual([['listTokens'], ['updateToken', 'backup', changed]]);
  });

  it.each([
    ['privileges', { privileges: ['list-accts', 'passwd'] }],
    ['expiry', { expiresAt: null }],
    ['addresses', { allowlist: [] }],
  ])('writes nothing when somebody else changed the %s, and shows theirs', async (_title, change) => {
    const theirs = { ...token, ...change };
    const { client, calls } = clientWith({}, [[theirs]]);
    expect(await update(client)).toEqual({ kind: 'changed-elsewhere', theirs });
    expect(calls).toEqual([['listTokens']]);
  });

  it('is no conflict when the server only writes the same values differently', async () => {
    const same = {
      ...token,
      allowlist: ['2001:DB8:0:0:0:0:0:1'],
      expiresAt: new Date('2027-02-21T05:59:59.5Z'),
    };
    const result = written(onServer);
    const { client } = clientWith({ updateToken: async () => result }, [[same]]);
    expect(await update(client, undefined, changed)).toEqual({ kind: 'updated', written: result });
  });

  it('writes nothing when the token is gone', async () => {
    const { client, calls } = clientWith({}, [[other]]);
    expect(await update(client)).toEqual({ kind: 'gone' });
    expect(calls).toEqual([['listTokens']]);
  });

  it('did not happen when the token cannot be read first, not even when that answer was lost', async () => {
    const { client, calls } = clientWith({}, [failed('timed-out')]);
    expect((await writeFailureOf(update(client))).outcome).toBe('did-not-happen');
    expect(calls).toEqual([['listTokens']]);
  });

  it('passes on what is no failure of the server', async () => {
    const stopped = new DOMException('Stopped', 'AbortError');
    expect(await failureOf(update(clientWith({}, [stopped]).client))).toBe(stopped);
  });

  it.each(lostKinds)('is found to have happened when the call was %s and the list has it', async (kind) => {
    const given = { updateToken: () => Promise.reject(failed(kind)) };
    const { client } = clientWith(given, [[token], [other, onServer]]);
    expect(await update(client, undefined, changed)).toEqual({ kind: 'updated', written: written(onServer) });
  });

  it('is not seen when the answer was lost and the token is as it was', async () => {
    const { client } = clientWith(lost, [[token], [other, token]]);
    expect((await writeFailureOf(update(client, undefined, changed))).outcome).toBe('not-seen');
  });

  it.each([
    ['the new name with other settings', [{ ...onServer, privileges: ['list-accts'] }]],
    ['the old name with other settings', [{ ...token, privileges: ['passwd'] }]],
    ['neither name', [other]],
  ])('is unknown when the answer was lost and the list has %s', async (_title, list) => {
    const { client } = clientWith(lost, [[token], list]);
    expect((await writeFailureOf(update(client, undefined, changed))).outcome).toBe('unknown');
  });

  it('is unknown when the answer was lost and the list cannot be read', async () => {
    const { client } = clientWith(lost, [[token], failed('unreachable')]);
    expect((await writeFailureOf(update(client))).outcome).toBe('unknown');
  });

  it.each(refusedKinds)('did not happen when the server %s it', async (kind) => {
    const { client, calls } = clientWith({ updateToken: () => Promise.reject(failed(kind)) }, [[token]]);
    expect((await writeFailureOf(update(client))).outcome).toBe('did-not-happen');
    expect(calls).toEqual([['listTokens'], ['updateToken', 'backup', settings]]);
  });

  it('refreshes the list, also after a failure', async () => {
    for (const lists of [[[token], [token]], [[other]]]) {
      const { queryClient, isStale } = cacheWithList();
      await update(clientWith(lost, lists).client, queryClient).catch(() => null);
      expect(isStale()).toBe(true);
    }
  });
});

describe('revoking a token', () => {
  it('gives the server’s warnings', async () => {
    const revoked = async () => ({ ...answer(null), warnings: ['It was in use.'] });
    const { client, calls } = clientWith({ revokeToken: revoked });
    expect(await revokeToken(client, '__proto__')).toEqual(['It was in use.']);
    expect(calls).toEqual([['revokeToken', '__proto__']]);
  });

  it.each([
    ['the token is gone', [other], []],
    ['the token is there', [other, token], 'not-seen'],
    ['the list cannot be read', failed('unreachable'), 'unknown'],
  ])('with its answer lost, when %s', async (_title, list, outcome) => {
    const { client } = clientWith({ revokeToken: () => Promise.reject(failed('timed-out')) }, [list]);
    const result = revokeToken(client, 'backup');
    if (typeof outcome === 'string') expect((await writeFailureOf(result)).outcome).toBe(outcome);
    else expect(await result).toEqual(outcome);
  });

  it('did not happen when the server refused it', async () => {
    const { client, calls } = clientWith({ revokeToken: () => Promise.reject(failed('refused')) });
    expect((await writeFailureOf(revokeToken(client, 'backup'))).outcome).toBe('did-not-happen');
    expect(calls).toHaveLength(1);
  });

  it('refreshes the list, also after a failure', async () => {
    for (const revoke of [async () => answer(null), () => Promise.reject(failed('refused'))]) {
      const { queryClient, isStale } = cacheWithList();
      const options = revokeTokenOptions(clientWith({ revokeToken: revoke }).client, queryClient);
      await new MutationObserver(queryClient, options).mutate('backup').catch(() => null);
      expect(isStale()).toBe(true);
    }
  });
});
