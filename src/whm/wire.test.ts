import { describe, expect, it } from 'vitest';
import { hostnameAnswer, tokenDetailsAnswer } from './rare-calls.ts';
import { accountPrivilegesAnswer, tokenAnswer, tokenListAnswer, versionAnswer } from './wire.ts';
import { createdTokenAnswer, noAnswer } from './writes.ts';
import type { z } from './zod.ts';

/** The value, or the first problem as `path: message`. */
function read<T>(schema: z.ZodMiniType<T>, data: unknown): T | string {
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  return `${issue?.path.join('.')}: ${issue?.message}`;
}

const documented = {
  acls: ['list-accts'],
  create_time: 1609459200,
  expires_at: null,
  name: 'example',
  whitelist_ips: ['192.0.2.0/24', 'fc00:abcd:0000:0000:0000:0000:0000:000f'],
};
const example = {
  name: 'example',
  privileges: ['list-accts'],
  expiresAt: null,
  allowlist: ['192.0.2.0/24', 'fc00:abcd:0000:0000:0000:0000:0000:000f'],
  createdAt: new Date('2021-01-01T00:00:00Z'),
};
const listed = { acls: { 'create-acct': 0, 'list-accts': 1 }, create_time: 1490882281, expires_at: null };

describe('the answer of api_token_list', () => {
  it('becomes tokens in the order they came', () => {
    const tokens = {
      'my-token': { name: 'my-token', ...listed, whitelist_ips: null },
      billing: {
        name: 'billing',
        ...listed,
        acls: { all: 1 },
        expires_at: 1798779599,
        whitelist_ips: ['::1'],
      },
    };
    expect(read(tokenListAnswer, { tokens })).toEqual([
      {
        name: 'my-token',
        privileges: ['list-accts'],
        expiresAt: null,
        allowlist: [],
        createdAt: new Date('2017-03-30T13:58:01Z'),
      },
      {
        name: 'billing',
        privileges: ['all'],
        expiresAt: new Date('2027-01-01T04:59:59Z'),
        allowlist: ['::1'],
        createdAt: new Date('2017-03-30T13:58:01Z'),
      },
    ]);
  });

  it.each([[{ tokens: {} }], [{ tokens: [] }], [{ tokens: null }], [{}], [[]]])(
    'is an empty list when it is %j',
    (data) => {
      expect(read(tokenListAnswer, data)).toEqual([]);
    },
  );

  it('keeps names that other parsers lose, and pollutes no prototype', () => {
    const entry = '{"acls":{"__proto__":1,"constructor":"1","toString":0},"create_time":"5"}';
    const json = `{"tokens":{"__proto__":${entry},"constructor":${entry},"old name!":${entry}}}`;
    const tokens = read(tokenListAnswer, JSON.parse(json));
    const settings = {
      privileges: ['__proto__', 'constructor'],
      expiresAt: null,
      allowlist: [],
      createdAt: new Date(5000),
    };
    expect(tokens).toEqual(['__proto__', 'constructor', 'old name!'].map((name) => ({ name, ...settings })));
    expect(Object.hasOwn(Object.prototype, 'acls')).toBe(false);
  });

  it.each([
    [undefined, ': expected an object with tokens'],
    [null, ': expected an object with tokens'],
    ['tokens', ': expected an object with tokens'],
    [{ tokens: 'none' }, 'tokens: expected an object of tokens by name'],
    [{ tokens: [{ name: 'billing' }] }, 'tokens: expected an object of tokens by name'],
    [{ tokens: { billing: null } }, 'tokens.billing: expected an object'],
    [{ tokens: { billing: { acls: {} } } }, 'tokens.billing.create_time: expected a number'],
    [
      { tokens: { ok: listed, billing: { ...listed, create_time: 'soon' } } },
      'tokens.billing.create_time: expected a number',
    ],
    [
      { tokens: { billing: { ...listed, create_time: 1e300 } } },
      'tokens.billing.create_time: expected a number',
    ],
    [
      { tokens: { billing: { ...listed, expires_at: [] } } },
      'tokens.billing.expires_at: expected a number, or null for never',
    ],
    [
      { tokens: { billing: { ...listed, acls: 'all' } } },
      'tokens.billing.acls: expected a list of names, or an object of 1 and 0',
    ],
    [
      { tokens: { billing: { ...listed, whitelist_ips: [1] } } },
      'tokens.billing.whitelist_ips: expected a list of addresses, or null',
    ],
  ])('is refused as %j, and the place is named', (data, problem) => {
    expect(read(tokenListAnswer, data)).toBe(problem);
  });

  it('counts as granted only 1 and "1", and keeps privileges nobody knows', () => {
    const acls = { a: 1, b: '1', c: 0, d: '0', e: '', f: true, g: null, h: 2, i: '01', 'software-New': 1 };
    expect(read(tokenAnswer, { ...documented, acls })).toEqual({
      ...example,
      privileges: ['a', 'b', 'software-New'],
    });
  });
});

describe('the answer that holds one token', () => {
  it('becomes the token, whatever else it says', () => {
    expect(read(tokenAnswer, { ...documented, last_used: 5, token: 'SECRET' })).toEqual(example);
  });

  it.each([
    [{ expires_at: 0 }],
    [{ expires_at: '0' }],
    [{ expires_at: '' }],
    [{ expires_at: undefined }],
    [{ create_time: '1609459200' }],
  ])('means the same with %j', (change) => {
    expect(read(tokenAnswer, { ...documented, ...change })).toEqual(example);
  });

  it.each([[null], [[]], [''], [undefined]])('means any address with whitelist_ips %j', (whitelist_ips) => {
    expect(read(tokenAnswer, { ...documented, whitelist_ips })).toEqual({ ...example, allowlist: [] });
  });

  it.each([[null], [[]], [{}], [undefined]])('means no privilege with acls %j', (acls) => {
    expect(read(tokenAnswer, { ...documented, acls })).toEqual({ ...example, privileges: [] });
  });

  it('reads a name of digits that came as a number', () => {
    expect(read(tokenAnswer, { ...documented, name: 2026 })).toEqual({ ...example, name: '2026' });
  });

  it('holds the secret when the token was created, and is refused without', () => {
    expect(read(createdTokenAnswer, { ...documented, token: 'ABC' })).toEqual({ ...example, secret: 'ABC' });
    expect(read(createdTokenAnswer, documented)).toBe('token: expected text');
    expect(read(createdTokenAnswer, { ...documented, token: '' })).toBe('token: expected text');
  });

  it.each([[undefined], [null], [{}], [[]], [{ name: null }], [{ name: '' }]])(
    'says that a secret is not known when it is %j',
    (data) => {
      expect(read(tokenDetailsAnswer, data)).toBeNull();
    },
  );

  it('is refused when it holds something else than a token or nothing', () => {
    expect(read(tokenDetailsAnswer, 'none')).toBe(': expected an object');
    expect(read(tokenDetailsAnswer, { name: 'x' })).toBe('create_time: expected a number');
    expect(read(tokenDetailsAnswer, documented)).toEqual(example);
  });
});

describe('the answer of myprivs', () => {
  const privileges = {
    all: 0,
    a: 1,
    b: '1',
    c: '0',
    d: '',
    e: false,
    f: null,
    g: 2,
    'software-JetBackup5': '1',
  };
  const account = { granted: ['a', 'b', 'software-JetBackup5'], denied: ['all', 'c', 'd', 'e', 'f'] };

  it.each([[[privileges]], [privileges]])('is read from %j', (value) => {
    expect(read(accountPrivilegesAnswer, { privileges: value })).toEqual(account);
  });

  it('is read from a list of names, which denies nothing', () => {
    expect(read(accountPrivilegesAnswer, { privileges: ['a', 'b'] })).toEqual({
      granted: ['a', 'b'],
      denied: [],
    });
  });

  it('may deny everything, in so many words', () => {
    expect(read(accountPrivilegesAnswer, { privileges: [{ all: 0 }] })).toEqual({
      granted: [],
      denied: ['all'],
    });
  });

  it.each([
    [undefined],
    [null],
    [''],
    [0],
    [[]],
    [{}],
    [[{}]],
    [[[]]],
    [{ error: 'no' }],
    [[{ a: 1 }, { b: 1 }]],
    [['a', 1]],
  ])('is never taken for "no privileges" when it is %j', (value) => {
    expect(read(accountPrivilegesAnswer, { privileges: value })).toBe(
      'privileges: expected an object of 1 and 0, alone or in a list, or a list of names',
    );
  });
});

describe('small answers', () => {
  it('are read, or the missing field is named', () => {
    expect(read(versionAnswer, { version: '11.138.0.10' })).toBe('11.138.0.10');
    expect(read(versionAnswer, {})).toBe('version: expected text');
    expect(read(hostnameAnswer, { hostname: 'whm.example.com' })).toBe('whm.example.com');
    expect(read(hostnameAnswer, null)).toBe(': expected an object with hostname');
    expect(read(noAnswer, undefined)).toBeNull();
  });
});
