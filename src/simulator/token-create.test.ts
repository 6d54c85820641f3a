import { describe, expect, it } from 'vitest';
import {
  ask,
  askJson,
  createToken,
  numbered,
  type Sent,
  startSimulator,
  stored,
  testNow,
} from './test-calls.ts';

describe('api_token_create', () => {
  it('answers what it stored and, this once, the secret', async () => {
    const simulator = startSimulator({
      randomBytes: (length) => new Uint8Array(length).map((_, index) => index),
    });
    const answer = await askJson(simulator, 'api_token_create', [
      ['token_name', 'agent_1-A'],
      ...numbered('acl', ['list-accts', 'create-acct']),
      ['expires_at', String(testNow + 1000)],
      ...numbered('whitelist_ip', ['192.0.2.0/24', 'fc00:abcd::f']),
    ]);
    expect(answer).toEqual({
      metadata: { command: 'api_token_create', reason: 'OK', result: 1, version: 1 },
      data: {
        name: 'agent_1-A',
        acls: ['list-accts', 'create-acct'],
        create_time: testNow,
        expires_at: testNow + 1000,
        whitelist_ips: ['192.0.2.0/24', 'fc00:abcd:0000:0000:0000:0000:0000:000f'],
        token: expect.stringMatching(/^[A-Z0-9]{32}$/),
      },
    });
    const secret = String(answer.data?.token);
    expect(JSON.stringify(simulator.tokensOf('root'))).not.toContain(secret);
    expect(await (await ask(simulator, 'api_token_list')).text()).not.toContain(secret);
  });

  it('makes a different secret each time', async () => {
    const simulator = startSimulator();
    const first = await createToken(simulator, [['token_name', 'a']]);
    const second = await createToken(simulator, [['token_name', 'b']]);
    expect(first.secret).not.toBe(second.secret);
  });

  it('trap: without acl the token gets everything that the account has', async () => {
    const root = startSimulator();
    expect((await askJson(root, 'api_token_create', [['token_name', 'x']])).data?.acls).toEqual(['all']);
    const reseller = startSimulator({ scenario: 'reseller' });
    const { data } = await askJson(reseller, 'api_token_create', [['token_name', 'x']]);
    expect(data?.acls).toEqual(stored(reseller, 'whm-dashboard')?.acls);
  });

  it('trap: a narrow token that may manage tokens can make a wider one', async () => {
    const simulator = startSimulator();
    const { authorization } = await createToken(simulator, [
      ['token_name', 'narrow'],
      ['acl', 'manage-api-tokens'],
    ]);
    const { data } = await askJson(simulator, 'api_token_create', [['token_name', 'wide']], {
      authorization,
    });
    expect(data?.acls).toEqual(['all']);
  });

  it('answers null where the token never expires and works from anywhere', async () => {
    const { data } = await askJson(startSimulator(), 'api_token_create', [
      ['token_name', 'x'],
      ['expires_at', '0'],
    ]);
    expect(data).toMatchObject({ expires_at: null, whitelist_ips: null });
  });

  it('takes names that JavaScript objects stumble over', async () => {
    const simulator = startSimulator({ scenario: 'empty' });
    for (const name of ['__proto__', 'constructor', '42'])
      await createToken(simulator, [['token_name', name]]);
    const text = await (await ask(simulator, 'api_token_list')).text();
    for (const name of ['__proto__', 'constructor', '42'])
      expect(text).toContain(`"${name}":{"name":"${name}"`);
    expect(
      (await askJson(simulator, 'api_token_revoke', [['token_name', '__proto__']])).metadata.result,
    ).toBe(1);
  });

  it.each<[string, Sent, RegExp]>([
    ['no name', [], /“token_name” is required/],
    ['an empty name', [['token_name', '']], /“token_name” is required/],
    [
      'two names',
      [
        ['token_name', 'a'],
        ['token_name', 'b'],
      ],
      /more than once/,
    ],
    ['a space in the name', [['token_name', 'a b']], /not a valid API token name/],
    ['a letter outside A to Z', [['token_name', 'é']], /not a valid API token name/],
    ['a line end in the name', [['token_name', 'a\n']], /not a valid API token name/],
    ['a name of 51 characters', [['token_name', 'a'.repeat(51)]], /50 characters at most, not 51/],
    [
      'a name that exists',
      [['token_name', 'backup-runner']],
      /conflicting API token named “backup-runner” already exists/,
    ],
    [
      'a privilege that does not exist',
      [
        ['token_name', 'x'],
        ['acl', 'fly'],
      ],
      /no privilege named “fly”/,
    ],
    [
      'an empty privilege',
      [
        ['token_name', 'x'],
        ['acl-0', ''],
      ],
      /no privilege named “”/,
    ],
    [
      'an expiry with a sign',
      [
        ['token_name', 'x'],
        ['expires_at', '-1'],
      ],
      /whole number/,
    ],
    [
      'an expiry with a fraction',
      [
        ['token_name', 'x'],
        ['expires_at', '1.5'],
      ],
      /whole number/,
    ],
    [
      'an empty expiry',
      [
        ['token_name', 'x'],
        ['expires_at', ''],
      ],
      /whole number/,
    ],
    [
      'an expiry in words',
      [
        ['token_name', 'x'],
        ['expires_at', 'never'],
      ],
      /whole number/,
    ],
    [
      'an address that is none',
      [
        ['token_name', 'x'],
        ['whitelist_ip', '10.0.0.999'],
      ],
      /“10.0.0.999” is not a valid IP/,
    ],
    [
      '“any” for an address, which only an update knows',
      [
        ['token_name', 'x'],
        ['whitelist_ip', 'any'],
      ],
      /“any” is not/,
    ],
  ])('refuses %s', async (_, sent, reason) => {
    const simulator = startSimulator();
    const before = simulator.tokensOf('root');
    const response = await ask(simulator, 'api_token_create', sent);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      metadata: { command: 'api_token_create', reason: expect.stringMatching(reason), result: 0, version: 1 },
    });
    expect(simulator.tokensOf('root')).toEqual(before);
  });

  it('takes 100 addresses, counted once each, and refuses 101', async () => {
    const simulator = startSimulator();
    const addresses = Array.from({ length: 100 }, (_, index) => `10.0.0.${index}`);
    const sent = (name: string, list: readonly string[]): Sent => [
      ['token_name', name],
      ...numbered('whitelist_ip', list),
    ];
    const fits = await askJson(simulator, 'api_token_create', sent('fits', [...addresses, '10.0.0.1']));
    expect(fits.data?.whitelist_ips).toHaveLength(100);
    const tooMany = await askJson(
      simulator,
      'api_token_create',
      sent('too-many', [...addresses, '10.0.1.0']),
    );
    expect(tooMany.metadata).toMatchObject({ result: 0, reason: expect.stringContaining('100') });
  });

  it('stores one token when the same name is asked for twice at once', async () => {
    const simulator = startSimulator();
    const answers = await Promise.all(
      [1, 2].map(() => askJson(simulator, 'api_token_create', [['token_name', 'x']])),
    );
    expect(answers.map(({ metadata }) => metadata.result).sort()).toEqual([0, 1]);
  });

  it.each(['clustering', 'all'])(
    'refuses a reseller the privilege %s, which it does not have',
    async (acl) => {
      const simulator = startSimulator({ scenario: 'reseller' });
      const { metadata } = await askJson(simulator, 'api_token_create', [
        ['token_name', 'x'],
        ['acl', acl],
      ]);
      expect(metadata).toMatchObject({ result: 0, reason: `You do not have the privilege “${acl}”.` });
    },
  );
});
