import { describe, expect, it } from 'vitest';
import { askJson, createToken, numbered, type Sent, startSimulator, stored, testNow } from './test-calls.ts';

describe('api_token_list', () => {
  it('answers an object by name, with acls as an object of 0 and 1', async () => {
    const simulator = startSimulator({ scenario: 'empty' });
    await createToken(simulator, [['token_name', 'x'], ...numbered('acl', ['list-accts', 'software-gone'])]);
    expect((await askJson(simulator, 'api_token_list')).data).toEqual({
      tokens: {
        x: {
          name: 'x',
          create_time: testNow,
          expires_at: null,
          whitelist_ips: null,
          acls: expect.objectContaining({ 'list-accts': 1, 'software-gone': 1, all: 0, 'create-acct': 0 }),
        },
      },
    });
  });

  it('lists each user’s own tokens', async () => {
    const simulator = startSimulator();
    const authorization = 'whm acme:SIMULATEDACMETOKENOPENSNOTHING00';
    const { data } = await askJson(simulator, 'api_token_list', [], { authorization });
    expect(Object.keys(data?.tokens ?? {})).toEqual(simulator.tokensOf('acme').map(({ name }) => name));
    const taken = await askJson(simulator, 'api_token_create', [['token_name', 'backup-runner']], {
      authorization,
    });
    expect(taken.metadata.result).toBe(1);
  });
});

describe('api_token_revoke', () => {
  it('revokes one token and answers metadata only', async () => {
    const simulator = startSimulator();
    expect(await askJson(simulator, 'api_token_revoke', [['token_name', 'old token (2019)']])).toEqual({
      metadata: { command: 'api_token_revoke', reason: 'OK', result: 1, version: 1 },
    });
    expect(stored(simulator, 'old token (2019)')).toBeUndefined();
    expect(stored(simulator, 'backup-runner')).toBeDefined();
  });

  it.each<[string, Sent]>([
    ['numbers from 0', numbered('token_name', ['dns-acme', 'backup-runner'])],
    ['numbers from 1', numbered('token_name', ['dns-acme', 'backup-runner'], 1)],
    [
      'a bare name and a number',
      [
        ['token_name', 'dns-acme'],
        ['token_name-1', 'backup-runner'],
      ],
    ],
    [
      'a repeated key',
      [
        ['token_name', 'dns-acme'],
        ['token_name', 'backup-runner'],
      ],
    ],
  ])('revokes several tokens by %s', async (_, sent) => {
    const simulator = startSimulator();
    const before = simulator.tokensOf('root').length;
    expect((await askJson(simulator, 'api_token_revoke', sent)).metadata.result).toBe(1);
    expect(simulator.tokensOf('root')).toHaveLength(before - 2);
  });

  it('revokes none of several when one does not exist, and names it', async () => {
    const simulator = startSimulator();
    const sent = numbered('token_name', ['dns-acme', 'gone']);
    const { metadata } = await askJson(simulator, 'api_token_revoke', sent);
    expect(metadata).toMatchObject({ result: 0, reason: 'There is no API token named “gone”.' });
    expect(stored(simulator, 'dns-acme')).toBeDefined();
  });

  it('refuses a call without a name', async () => {
    const { metadata } = await askJson(startSimulator(), 'api_token_revoke');
    expect(metadata).toMatchObject({
      result: 0,
      reason: expect.stringContaining('“token_name” is required'),
    });
  });
});

describe('api_token_get_details', () => {
  it('tells the token of a secret, with acls as a list', async () => {
    const simulator = startSimulator();
    const { secret } = await createToken(simulator, [
      ['token_name', 'x'],
      ['acl', 'list-accts'],
    ]);
    expect((await askJson(simulator, 'api_token_get_details', [['token', secret]])).data).toEqual({
      name: 'x',
      acls: ['list-accts'],
      create_time: testNow,
      expires_at: null,
      whitelist_ips: null,
    });
  });

  it('answers without data to a secret it does not know, or that is another user’s', async () => {
    const simulator = startSimulator();
    for (const [secret, authorization] of [
      ['WRONG', undefined],
      [simulator.credential.secret, 'whm acme:SIMULATEDACMETOKENOPENSNOTHING00'],
    ] as const) {
      const options = authorization === undefined ? {} : { authorization };
      const answer = await askJson(simulator, 'api_token_get_details', [['token', secret]], options);
      expect(answer).toEqual({
        metadata: { command: 'api_token_get_details', reason: 'OK', result: 1, version: 1 },
      });
    }
  });

  it('refuses a call without a secret', async () => {
    const { metadata } = await askJson(startSimulator(), 'api_token_get_details');
    expect(metadata).toMatchObject({ result: 0, reason: 'The parameter “token” is required.' });
  });
});

describe('the functions around them', () => {
  it('myprivs answers a list of one object, all of it 1 for root', async () => {
    const { data } = await askJson(startSimulator(), 'myprivs');
    expect(data?.privileges).toEqual([
      expect.objectContaining({ all: 1, 'list-accts': 1, 'public-contact': 1, 'software-JetBackup5': 1 }),
    ]);
    expect(JSON.stringify(data)).not.toContain(':0');
  });

  it('myprivs shows a restricted token its share of the account’s privileges', async () => {
    const simulator = startSimulator();
    const { authorization } = await createToken(simulator, [
      ['token_name', 'x'],
      ['acl', 'list-accts'],
    ]);
    const { data } = await askJson(simulator, 'myprivs', [], { authorization });
    expect(data?.privileges).toEqual([
      expect.objectContaining({ 'list-accts': 1, all: 0, 'create-acct': 0 }),
    ]);
  });

  it('version, gethostname and applist answer as documented', async () => {
    const simulator = startSimulator();
    expect((await askJson(simulator, 'version')).data).toEqual({ version: '11.138.0.10' });
    expect((await askJson(simulator, 'gethostname')).data).toEqual({ hostname: 'whm.example.com' });
    expect((await askJson(simulator, 'applist')).data?.app).toEqual(
      expect.arrayContaining(['api_token_create', 'myprivs', 'applist']),
    );
  });
});
