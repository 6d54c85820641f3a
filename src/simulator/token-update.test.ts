import { describe, expect, it } from 'vitest';
import { askJson, numbered, type Sent, startSimulator, stored, testNow } from './test-calls.ts';

describe('api_token_update', () => {
  it('replaces everything and answers it, without a secret', async () => {
    const simulator = startSimulator();
    const before = stored(simulator, 'billing-whmcs');
    const { data } = await askJson(simulator, 'api_token_update', [
      ['token_name', 'billing-whmcs'],
      ['new_name', 'billing'],
      ['acl-0', 'list-accts'],
      ['expires_at', String(testNow + 5)],
      ['whitelist_ip-0', '2001:DB8::/32'],
    ]);
    expect(data).toEqual({
      name: 'billing',
      acls: ['list-accts'],
      create_time: before?.createTime,
      expires_at: testNow + 5,
      whitelist_ips: ['2001:0db8:0000:0000:0000:0000:0000:0000/32'],
    });
    expect(stored(simulator, 'billing-whmcs')).toBeUndefined();
    expect(stored(simulator, 'billing')?.acls).toEqual(['list-accts']);
  });

  it('trap: what is left out is granted, made endless and opened to any address', async () => {
    const simulator = startSimulator();
    const { data } = await askJson(simulator, 'api_token_update', [['token_name', 'billing-whmcs']]);
    expect(data).toMatchObject({
      name: 'billing-whmcs',
      acls: ['all'],
      expires_at: null,
      whitelist_ips: null,
    });
  });

  it('clears the addresses with whitelist_ip=any', async () => {
    const { data } = await askJson(startSimulator(), 'api_token_update', [
      ['token_name', 'dns-acme'],
      ['acl', 'edit-dns'],
      ['whitelist_ip', 'any'],
    ]);
    expect(data?.whitelist_ips).toBeNull();
  });

  it('changes a token whose name breaks today’s rule, under that name', async () => {
    const { data } = await askJson(startSimulator(), 'api_token_update', [
      ['token_name', 'old token (2019)'],
      ['new_name', 'old token (2019)'],
      ['acl', 'list-accts'],
    ]);
    expect(data?.name).toBe('old token (2019)');
  });

  it.each<[string, Sent, RegExp]>([
    ['no name', [['acl', 'list-accts']], /“token_name” is required/],
    ['a token that does not exist', [['token_name', 'gone']], /no API token named “gone”/],
    ['a hostile name', [['token_name', '__proto__']], /no API token named “__proto__”/],
    [
      'a new name that is taken',
      [
        ['token_name', 'dns-acme'],
        ['new_name', 'backup-runner'],
      ],
      /already exists/,
    ],
    [
      'a new name that breaks the rule',
      [
        ['token_name', 'dns-acme'],
        ['new_name', 'a b'],
      ],
      /not a valid API token name/,
    ],
    [
      'an empty new name',
      [
        ['token_name', 'dns-acme'],
        ['new_name', ''],
      ],
      /not a valid API token name/,
    ],
    [
      'a privilege that does not exist',
      [
        ['token_name', 'dns-acme'],
        ['acl', 'fly'],
      ],
      /no privilege named/,
    ],
    [
      '“any” beside an address',
      [
        ['token_name', 'dns-acme'],
        ['whitelist_ip-0', 'any'],
        ['whitelist_ip-1', '::1'],
      ],
      /“any” is not/,
    ],
    [
      'a bad expiry',
      [
        ['token_name', 'dns-acme'],
        ['expires_at', 'soon'],
      ],
      /whole number/,
    ],
  ])('refuses %s and changes nothing', async (_, sent, reason) => {
    const simulator = startSimulator();
    const before = simulator.tokensOf('root');
    const { metadata } = await askJson(simulator, 'api_token_update', sent);
    expect(metadata).toMatchObject({ result: 0, reason: expect.stringMatching(reason) });
    expect(simulator.tokensOf('root')).toEqual(before);
  });

  it('refuses to keep a privilege that the account has lost', async () => {
    const simulator = startSimulator({ scenario: 'limited' });
    expect(stored(simulator, 'offboarding')?.acls).toContain('kill-acct');
    const { metadata } = await askJson(simulator, 'api_token_update', [
      ['token_name', 'offboarding'],
      ...numbered('acl', ['list-accts', 'kill-acct']),
    ]);
    expect(metadata).toMatchObject({ result: 0, reason: 'You do not have the privilege “kill-acct”.' });
  });
});
