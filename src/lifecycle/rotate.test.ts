import { describe, expect, it } from 'vitest';
import { settingsOf } from '../tokens/token-settings.ts';
import { WriteFailure } from '../tokens/token-writes.ts';
import type { WhmErrorKind } from '../whm/errors.ts';
import type { ApiToken, TokenSettings } from '../whm/model.ts';
import { answer, clientWith, failed, token } from '../whm/test-client.ts';
import { endOld, makeSuccessor, takeOldName } from './rotate.ts';

const at = (text: string) => new Date(text);
const now = at('2026-11-22T18:00:00Z');
const old = token('billing', {
  privileges: ['create-acct', 'software-X'],
  allowlist: ['10.0.0.1'],
  expiresAt: at('2027-02-01T00:00:00Z'),
});
const successor: ApiToken = {
  ...old,
  name: 'billing-2',
  createdAt: now,
  expiresAt: at('2027-11-22T00:00:00Z'),
};
const wanted = settingsOf(successor);
const creating = () => ({ clock: () => now.getTime(), lostTries: new Map<string, number>() });
const tomorrow = at('2026-11-23T18:00:00Z');

/** A server that holds tokens, on which the call with this number fails (`after`: having done its work). */
function server(tokens: readonly ApiToken[], fault?: { call: number; kind: WhmErrorKind; after?: true }) {
  let held = tokens;
  const writes: string[] = [];
  let calls = 0;
  const during = <T>(name: string, act: () => T): T => {
    calls += 1;
    const fails = fault?.call === calls;
    if (fails && !fault.after) throw failed(fault.kind, name);
    const result = act();
    if (fails) throw failed(fault.kind, name);
    return result;
  };
  const written = (value: ApiToken) => ({ ...answer(value), differences: [] });
  const replace = (name: string, by: readonly ApiToken[]) => {
    held = [...held.filter((other) => other.name !== name), ...by];
  };
  const client = clientWith({
    listTokens: async () => during('api_token_list', () => answer(held)),
    createToken: async (settings: TokenSettings) =>
      during('api_token_create', () => {
        writes.push(`create ${settings.name}`);
        const created = { ...settings, createdAt: now };
        replace(settings.name, [created]);
        return { ...written(created), value: { ...created, secret: 'S3CRET' } };
      }),
    updateToken: async (name, settings) =>
      during('api_token_update', () => {
        writes.push(`update ${name}`);
        const updated = {
          ...settings,
          createdAt: held.find((other) => other.name === name)?.createdAt ?? now,
        };
        replace(name, [updated]);
        return written(updated);
      }),
    revokeToken: async (name) =>
      during('api_token_revoke', () => {
        writes.push(`revoke ${name}`);
        replace(name, []);
        return answer(null);
      }),
  });
  const named = (name: string) => held.find((other) => other.name === name);
  return { client, writes, named };
}

const everyKind = ['refused', 'signed-out', 'forbidden', 'unreachable', 'timed-out', 'malformed'] as const;

describe('makeSuccessor', () => {
  it('makes a token with the same privileges and addresses, and leaves the old one as it is', async () => {
    const { client, writes, named } = server([old]);
    const result = await makeSuccessor(client, { opened: old, settings: wanted }, creating());
    expect(result).toMatchObject({ kind: 'created', created: { value: { secret: 'S3CRET', ...wanted } } });
    expect(writes).toEqual(['create billing-2']);
    expect(named('billing')).toBe(old);
  });

  it.each<[string, readonly ApiToken[]]>([
    ['gone', []],
    ['changed-elsewhere', [{ ...old, privileges: ['create-acct'] }]],
    ['name-taken', [old, token('billing-2')]],
  ])('makes nothing when the list says: %s', async (kind, tokens) => {
    const { client, writes } = server(tokens);
    expect(await makeSuccessor(client, { opened: old, settings: wanted }, creating())).toMatchObject({
      kind,
    });
    expect(writes).toEqual([]);
  });

  it('says that the secret was lost when the token was made and its answer did not come', async () => {
    const { client, named } = server([old], { call: 2, kind: 'timed-out', after: true });
    expect(await makeSuccessor(client, { opened: old, settings: wanted }, creating())).toMatchObject({
      kind: 'secret-lost',
      token: { name: 'billing-2' },
    });
    expect(named('billing')).toBe(old);
  });
});

describe('a first step whose answer was lost', () => {
  it('is found to have arrived late when it is made again, and not taken for somebody else’s', async () => {
    const rotation = creating();
    const { client, named } = server([old], { call: 2, kind: 'timed-out' });
    const make = () => makeSuccessor(client, { opened: old, settings: wanted }, rotation);
    await expect(make()).rejects.toMatchObject({ outcome: 'not-seen' });
    await client.createToken(wanted);
    expect(await make()).toEqual({ kind: 'secret-lost', token: named('billing-2') });
  });
});

describe('endOld', () => {
  const ends = { kind: 'at', at: tomorrow } as const;

  it('moves the end of the old token and sends every other setting as it is', async () => {
    const { client, writes, named } = server([old, successor]);
    expect(await endOld(client, { old, successor, end: ends, now })).toMatchObject({ kind: 'ends' });
    expect(named('billing')).toEqual({ ...old, expiresAt: tomorrow });
    expect(named('billing-2')).toBe(successor);
    expect(writes).toEqual(['update billing']);
  });

  it('revokes it when it is to end now', async () => {
    const { client, writes, named } = server([old, successor]);
    expect(await endOld(client, { old, successor, end: { kind: 'now' }, now })).toEqual({
      kind: 'revoked',
      warnings: [],
    });
    expect(named('billing')).toBeUndefined();
    expect(writes).toEqual(['revoke billing']);
  });

  it('never has it live longer: an earlier end of its own stays', async () => {
    const soon = { ...old, expiresAt: at('2026-11-23T00:00:00Z') };
    const { client, writes } = server([soon, successor]);
    expect(await endOld(client, { old: soon, successor, end: ends, now })).toEqual({
      kind: 'ends-earlier',
      at: soon.expiresAt,
    });
    expect(writes).toEqual([]);
  });

  it.each<[string, readonly ApiToken[], { at: Date }]>([
    ['successor-gone', [old], { at: tomorrow }],
    ['successor-gone', [old, { ...successor, createdAt: tomorrow }], { at: tomorrow }],
    ['gone', [successor], { at: tomorrow }],
    ['gone', [{ ...old, createdAt: tomorrow }, successor], { at: tomorrow }],
    ['changed-elsewhere', [{ ...old, allowlist: [] }, successor], { at: tomorrow }],
    ['date-passed', [old, successor], { at: now }],
  ])('writes nothing when the list says: %s', async (kind, tokens, { at: end }) => {
    const { client, writes } = server(tokens);
    expect(await endOld(client, { old, successor, end: { kind: 'at', at: end }, now })).toMatchObject({
      kind,
    });
    expect(writes).toEqual([]);
  });

  it('revokes no token that is not the old one, nor the old one when the new one is gone', async () => {
    for (const tokens of [[old], [{ ...old, createdAt: tomorrow }, successor]]) {
      const { client, writes } = server(tokens);
      await endOld(client, { old, successor, end: { kind: 'now' }, now });
      expect(writes).toEqual([]);
    }
  });
});

describe('takeOldName', () => {
  it('changes the name and nothing else', async () => {
    const { client, writes, named } = server([successor]);
    expect(await takeOldName(client, { successor, oldName: 'billing' })).toMatchObject({ kind: 'updated' });
    expect(named('billing')).toEqual({ ...successor, name: 'billing' });
    expect(writes).toEqual(['update billing-2']);
  });

  it.each<[string, readonly ApiToken[]]>([
    ['old-still-there', [old, successor]],
    ['gone', []],
    ['changed-elsewhere', [{ ...successor, privileges: ['all'] }]],
  ])('writes nothing when the list says: %s', async (kind, tokens) => {
    const { client, writes } = server(tokens);
    expect(await takeOldName(client, { successor, oldName: 'billing' })).toMatchObject({ kind });
    expect(writes).toEqual([]);
  });
});

describe('whatever call fails, and however', () => {
  const steps = [
    {
      step: 'making the new token',
      tokens: [old],
      act: ({ client }: ReturnType<typeof server>) =>
        makeSuccessor(client, { opened: old, settings: wanted }, creating()),
      done: ['created', 'secret-lost'],
    },
    {
      step: 'setting the end of the old token',
      tokens: [old, successor],
      act: ({ client }: ReturnType<typeof server>) =>
        endOld(client, { old, successor, end: { kind: 'at', at: tomorrow }, now }),
      done: ['ends'],
    },
    {
      step: 'ending the old token now',
      tokens: [old, successor],
      act: ({ client }: ReturnType<typeof server>) =>
        endOld(client, { old, successor, end: { kind: 'now' }, now }),
      done: ['revoked'],
    },
    {
      step: 'giving the new token the old name',
      tokens: [successor],
      act: ({ client }: ReturnType<typeof server>) => takeOldName(client, { successor, oldName: 'billing' }),
      done: ['updated'],
    },
  ];
  const faults = everyKind.flatMap((kind) => [
    { kind, call: 1 },
    { kind, call: 2 },
    { kind, call: 2, after: true as const },
  ]);

  it.each(steps.flatMap((step) => faults.map((fault) => ({ ...step, ...fault, fault }))))(
    '$step ($kind, call $call, carried out: $after) tells what is true of the server',
    async ({ tokens, act, done, fault }) => {
      const run = server(tokens, fault);
      const outcome = await act(run).then(
        ({ kind }) => kind,
        (error) => (error instanceof WriteFailure ? error.outcome : error),
      );
      const isAsBefore = tokens.every((one) => run.named(one.name) === one) && run.writes.length === 0;
      // A refusal that comes after the deed is a lie that no client can see through.
      if (fault.after && !['unreachable', 'timed-out', 'malformed'].includes(fault.kind)) return;
      if (isAsBefore) expect(['did-not-happen', 'not-seen']).toContain(outcome);
      else expect(done).toContain(outcome);
    },
  );

  it('says that nobody knows when the answer is lost and the list cannot be read', async () => {
    for (const { tokens, act } of steps) {
      const run = server(tokens, { call: 2, kind: 'unreachable', after: true });
      const deaf = { ...run.client };
      let lists = 0;
      deaf.listTokens = async () => {
        lists += 1;
        if (lists > 1) throw failed('unreachable', 'api_token_list');
        return run.client.listTokens();
      };
      await expect(act({ ...run, client: deaf })).rejects.toMatchObject({ outcome: 'unknown' });
    }
  });
});
