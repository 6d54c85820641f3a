import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWhmClient, type WhmClient } from './client.ts';
import { WhmError } from './errors.ts';
import type { TokenSettings } from './model.ts';

/** A client whose server answers every call with `text`, and the forms that were sent. */
function clientOf(text: string) {
  const sent: string[] = [];
  const client = createWhmClient({
    baseUrl: 'https://dash.example/',
    transport: async (request) => {
      sent.push(`${new URL(request.url).pathname} ${await request.text()}`);
      return new Response(text);
    },
  });
  return { client, sent };
}

const ok = (data?: unknown) => JSON.stringify({ metadata: { result: 1, reason: 'OK' }, data });
const answered = { warnings: [], serverTime: null };

const settings: TokenSettings = {
  name: 'backup',
  privileges: ['list-accts', 'kill-acct'],
  expiresAt: new Date('2027-01-01T05:59:59Z'),
  allowlist: ['2001:DB8::1'],
};
const wire = {
  name: 'backup',
  acls: ['kill-acct', 'list-accts'],
  create_time: 1795305600,
  expires_at: 1798783199,
  whitelist_ips: ['2001:0db8:0000:0000:0000:0000:0000:0001'],
};
const token = {
  name: 'backup',
  privileges: ['kill-acct', 'list-accts'],
  expiresAt: new Date('2027-01-01T05:59:59Z'),
  allowlist: ['2001:0db8:0000:0000:0000:0000:0000:0001'],
  createdAt: new Date('2026-11-22T00:00:00Z'),
};
const sentSettings = 'acl-0=list-accts&acl-1=kill-acct&expires_at=1798783199';

describe('createWhmClient', () => {
  it('lists tokens', async () => {
    const { client, sent } = clientOf(ok({ tokens: { backup: wire } }));
    expect(await client.listTokens()).toEqual({ value: [token], ...answered });
    expect(sent).toEqual(['/json-api/api_token_list api.version=1']);
  });

  it('creates a token and finds nothing different in the server’s way of writing it', async () => {
    const { client, sent } = clientOf(ok({ ...wire, token: 'SECRET' }));
    expect(await client.createToken(settings)).toEqual({
      value: { ...token, secret: 'SECRET' },
      ...answered,
      differences: [],
    });
    expect(sent).toEqual([
      `/json-api/api_token_create api.version=1&token_name=backup&${sentSettings}&whitelist_ip-0=2001%3ADB8%3A%3A1`,
    ]);
  });

  it('updates a token with everything, and says what the server stored otherwise', async () => {
    const { client, sent } = clientOf(ok({ ...wire, acls: ['all'], expires_at: null }));
    expect(await client.updateToken('old', { ...settings, allowlist: [] })).toEqual({
      value: { ...token, privileges: ['all'], expiresAt: null },
      ...answered,
      differences: ['privileges', 'expiresAt', 'allowlist'],
    });
    expect(sent).toEqual([
      `/json-api/api_token_update api.version=1&token_name=old&new_name=backup&${sentSettings}&whitelist_ip=any`,
    ]);
  });

  it('takes all among the answered privileges for the everything it asked', async () => {
    const { client } = clientOf(ok({ ...wire, acls: ['all', 'list-accts'] }));
    const { differences } = await client.updateToken('backup', { ...settings, privileges: ['all'] });
    expect(differences).toEqual([]);
  });

  it('revokes a token by its bare name', async () => {
    const { client, sent } = clientOf(ok());
    expect(await client.revokeToken('old name!')).toEqual({ value: null, ...answered });
    expect(sent).toEqual(['/json-api/api_token_revoke api.version=1&token_name=old+name%21']);
  });

  it('tells whose a secret is, or that nobody’s', async () => {
    const known = clientOf(ok(wire));
    expect(await known.client.tokenDetails('SECRET')).toEqual({ value: token, ...answered });
    expect(known.sent).toEqual(['/json-api/api_token_get_details api.version=1&token=SECRET']);
    expect((await clientOf(ok()).client.tokenDetails('SECRET')).value).toBeNull();
  });

  it('repeats a secret in no error', async () => {
    const { client } = clientOf('{"metadata":{"result":0,"reason":"No token has the secret hush hush."}}');
    await expect(client.tokenDetails('hush hush')).rejects.toMatchObject({
      kind: 'refused',
      reason: 'No token has the secret [redacted].',
      message: 'api_token_get_details: No token has the secret [redacted].',
    });
  });

  it('tells the privileges, the version and the host name', async () => {
    const { client, sent } = clientOf(ok({ privileges: [{ all: 1, x: 0 }], version: '11.1', hostname: 'h' }));
    expect((await client.accountPrivileges()).value).toEqual({ granted: ['all'], denied: ['x'] });
    expect((await client.version()).value).toBe('11.1');
    expect((await client.hostname()).value).toBe('h');
    expect(sent).toEqual(
      ['myprivs', 'version', 'gethostname'].map((name) => `/json-api/${name} api.version=1`),
    );
  });

  it('tells where the server sees its calls come from, or that it does not say', async () => {
    const { client, sent } = clientOf(ok({ requester_ip: '192.0.2.88', requester_ip_is_whitelisted: 0 }));
    expect((await client.callerAddress()).value).toBe('192.0.2.88');
    expect(sent).toEqual([
      '/json-api/read_cphulk_records api.version=1&list_name=black&skip_enabled_check=1',
    ]);
    expect((await clientOf(ok({ requester_ip: null })).client.callerAddress()).value).toBeNull();
    expect((await clientOf(ok()).client.callerAddress()).value).toBeNull();
  });

  it('tests a secret by way of the gateway, and repeats it in no error', async () => {
    const works = clientOf(ok({ privileges: [{ 'list-accts': 1 }] }));
    expect((await works.client.testToken('SECRET')).value).toEqual({ granted: ['list-accts'], denied: [] });
    expect(works.sent).toEqual(['/gateway/test-token token=SECRET']);
    const refused = clientOf('{"cpanelresult":{"error":"SECRET is denied","data":{"result":"0"}}}');
    await expect(refused.client.testToken('SECRET')).rejects.toMatchObject({
      kind: 'forbidden',
      reason: '[redacted] is denied',
      advice: expect.not.stringContaining('SECRET'),
    });
    await expect(clientOf(ok({})).client.testToken('SECRET')).rejects.toMatchObject({ kind: 'malformed' });
  });

  it('sends nothing that WHM would read as everything', async () => {
    const { client, sent } = clientOf(ok({ ...wire, token: 'SECRET' }));
    const nothing = { ...settings, privileges: [] };
    await expect(client.createToken(nothing)).rejects.toThrow('would grant every privilege');
    await expect(client.updateToken('backup', nothing)).rejects.toThrow('would grant every privilege');
    expect(sent).toEqual([]);
  });

  it.each(['/', 'https://dash.example/index.html'])('does not start with the base URL %s', (baseUrl) => {
    expect(() => createWhmClient({ transport: fetch, baseUrl })).toThrow('must be an absolute URL');
  });

  const calls: Record<keyof WhmClient, (client: WhmClient) => Promise<unknown>> = {
    listTokens: (client) => client.listTokens(),
    createToken: (client) => client.createToken(settings),
    updateToken: (client) => client.updateToken('old', settings),
    revokeToken: (client) => client.revokeToken('old'),
    tokenDetails: (client) => client.tokenDetails('SECRET'),
    accountPrivileges: (client) => client.accountPrivileges(),
    version: (client) => client.version(),
    hostname: (client) => client.hostname(),
    callerAddress: (client) => client.callerAddress(),
    testToken: (client) => client.testToken('SECRET'),
  };
  const field = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(...Object.values(wire), {}, [], '', '5'),
  );
  const entry = fc.record(
    {
      name: field,
      acls: field,
      create_time: field,
      expires_at: field,
      whitelist_ips: field,
      token: field,
      privileges: field,
      version: field,
      hostname: field,
      requester_ip: field,
    },
    { requiredKeys: [] },
  );
  const data = fc.oneof(
    fc.jsonValue(),
    entry,
    fc.record({ tokens: fc.oneof(field, fc.dictionary(fc.string(), fc.oneof(entry, field))) }),
  );
  const body = fc.oneof(
    fc.json(),
    data.map(ok),
    fc.record({ cpanelresult: fc.record({ data }) }).map((value) => JSON.stringify(value)),
  );

  it.each(Object.entries(calls))(
    '%s gives a value or a WhmError for any answer whatsoever',
    async (_, call) => {
      await fc.assert(
        fc.asyncProperty(body, async (text) => {
          const outcome = await call(clientOf(text).client).catch((error: unknown) => error);
          if (!(outcome instanceof WhmError)) expect(outcome).toMatchObject(answered);
        }),
        { numRuns: 300 },
      );
    },
  );
});
