import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulator, type Simulator } from './simulator.ts';
import { ask, askJson, createToken, type Envelope, startSimulator, testNow } from './test-calls.ts';

const origin = 'https://whm.example.com:2087';

function authorized(simulator: Simulator, type?: string): Headers {
  const { user, secret } = simulator.credential;
  const headers = new Headers({ authorization: `whm ${user}:${secret}` });
  if (type !== undefined) headers.set('content-type', type);
  return headers;
}

function get(simulator: Simulator, path: string): Promise<Response> {
  return simulator.handle(new Request(`${origin}${path}`, { headers: authorized(simulator) }));
}

async function postJson(simulator: Simulator, functionName: string, body: string): Promise<Envelope> {
  const headers = authorized(simulator, 'application/json; charset=utf-8');
  const request = new Request(`${origin}/json-api/${functionName}`, { method: 'POST', headers, body });
  return (await simulator.handle(request)).json();
}

describe('parameters', () => {
  it('come from a GET query', async () => {
    const simulator = startSimulator();
    const path = '/json-api/api_token_create?api.version=1&token_name=x&acl-1=list-accts&acl-2=create-acct';
    const body: Envelope = await (await get(simulator, path)).json();
    expect(body.data?.acls).toEqual(['list-accts', 'create-acct']);
  });

  it('come from a JSON body, numbers allowed', async () => {
    const answer = await postJson(
      startSimulator(),
      'api_token_create',
      JSON.stringify({ 'api.version': 1, token_name: 'x', 'acl-0': 'list-accts', expires_at: testNow + 9 }),
    );
    expect(answer.data).toMatchObject({ acls: ['list-accts'], expires_at: testNow + 9 });
  });

  it.each(['acl', 'acl-0', 'acl-1', 'acl-17'])('%s carries a privilege', async (name) => {
    const { data } = await askJson(startSimulator(), 'api_token_create', [
      ['token_name', 'x'],
      [name, 'list-accts'],
    ]);
    expect(data?.acls).toEqual(['list-accts']);
  });

  it('repeat by duplicate key, and the same value counts once', async () => {
    const { data } = await askJson(startSimulator(), 'api_token_create', [
      ['token_name', 'x'],
      ['acl', 'list-accts'],
      ['acl', 'edit-dns'],
      ['acl-2', 'list-accts'],
    ]);
    expect(data?.acls).toEqual(['list-accts', 'edit-dns']);
  });

  it('that WHM does not know are ignored, the hyphen of a misprinted sample among them', async () => {
    const { data } = await askJson(startSimulator(), 'api_token_create', [
      ['token_name', 'x'],
      ['whitelist-ip-0', '10.0.0.1'],
      ['__proto__', 'x'],
    ]);
    expect(data?.whitelist_ips).toBeNull();
  });

  it.each([
    ['not JSON', '{"api.version":1', /not valid JSON/],
    ['a list', '[]', /must be an object/],
    ['null', 'null', /must be an object/],
    ['a list of values', '{"api.version":1,"acl":["list-accts"]}', /“acl” must be a string or a number/],
    ['true for 1', '{"api.version":true}', /“api.version” must be/],
    ['an object under __proto__', '{"api.version":1,"__proto__":{"token_name":"x"}}', /“__proto__” must be/],
  ])('in a JSON body that is wrong are refused: %s', async (_, body, reason) => {
    const { metadata } = await postJson(startSimulator(), 'api_token_list', body);
    expect(metadata).toMatchObject({ result: 0, reason: expect.stringMatching(reason) });
  });

  it('in a body of another type, or beyond 256 KiB, are refused', async () => {
    const simulator = startSimulator();
    const send = async (type: string, body: string): Promise<Envelope> => {
      const headers = authorized(simulator, type);
      const request = new Request(`${origin}/json-api/myprivs`, { method: 'POST', headers, body });
      return (await simulator.handle(request)).json();
    };
    expect((await send('text/xml', '<a/>')).metadata.reason).toContain('x-www-form-urlencoded');
    expect((await send('application/json', ' '.repeat(300_000))).metadata.reason).toContain('too long');
  });

  it.each([
    ['missing', ''],
    ['0', 'api.version=0'],
    ['2', 'api.version=2'],
    ['given twice', 'api.version=1&api.version=1'],
  ])('api.version %s is refused with a reason', async (_, query) => {
    const response = await get(startSimulator(), `/json-api/myprivs?${query}`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      metadata: { result: 0, reason: expect.stringContaining('api.version') },
    });
  });
});

describe('routing', () => {
  it.each(['listaccts', 'API_TOKEN_LIST', 'Myprivs', '__proto__', 'constructor'])(
    'answers the documented reason to the function %s, which it does not have',
    async (name) => {
      expect(await askJson(startSimulator(), name)).toEqual({
        metadata: {
          command: name,
          reason: `Unknown app ("${name}") requested for this version (1) of the API.`,
          result: 0,
          version: 1,
        },
      });
    },
  );

  it.each(['/', '/json-api/', '/json-api/version/x', '/xml-api/version', '/json-api/%E0%A4%A'])(
    'answers 404 at %s',
    async (path) => {
      expect((await get(startSimulator(), `${path}?api.version=1`)).status).toBe(404);
    },
  );

  it('answers 405 to other methods', async () => {
    const simulator = startSimulator();
    const init = { method: 'DELETE', headers: authorized(simulator) };
    expect((await simulator.handle(new Request(`${origin}/json-api/version`, init))).status).toBe(405);
  });

  it('dates every answer by its own clock, refusals too', async () => {
    const simulator = startSimulator();
    const expected = 'Sun, 22 Nov 2026 16:42:07 GMT';
    for (const response of [
      await ask(simulator, 'myprivs'),
      await ask(simulator, 'myprivs', [], { authorization: 'whm root:WRONG' }),
      await get(simulator, '/'),
    ]) {
      expect(response.headers.get('date')).toBe(expected);
    }
    expect((await ask(simulator, 'myprivs')).headers.get('content-type')).toBe('application/json');
  });

  it('answers whatever is asked of it', async () => {
    const simulator = startSimulator();
    const name = fc.constantFrom(
      'token_name',
      'acl',
      'acl-0',
      'expires_at',
      'whitelist_ip',
      'new_name',
      '__proto__',
    );
    const sent = fc.array(fc.tuple(name, fc.string({ unit: 'binary' })), { maxLength: 6 });
    const functionName = fc.constantFrom('api_token_create', 'api_token_update', 'api_token_revoke');
    await fc.assert(
      fc.asyncProperty(functionName, sent, async (called, parameters) => {
        expect((await ask(simulator, called, parameters)).status).toBe(200);
      }),
    );
  });

  it('works on the wall clock and real randomness when given neither', async () => {
    const simulator = createSimulator();
    const { secret } = await createToken(simulator, [['token_name', 'x']]);
    expect(secret).toMatch(/^[A-Z0-9]{32}$/);
    expect(Math.abs((simulator.tokensOf('root').at(-1)?.createTime ?? 0) - Date.now() / 1000)).toBeLessThan(
      60,
    );
  });
});

describe('what tests and demos may do to it', () => {
  it('records calls without the secrets, newest last, up to 500', async () => {
    const simulator = startSimulator({ scenario: 'empty' });
    await ask(simulator, 'api_token_get_details', [['token', 'HUSHHUSH']], { address: '203.0.113.1' });
    expect(simulator.calls).toEqual([
      {
        functionName: 'api_token_get_details',
        method: 'POST',
        parameters: [
          ['api.version', '1'],
          ['token', '[secret]'],
        ],
        caller: '203.0.113.1',
      },
    ]);
    for (let count = 0; count < 500; count += 1) await ask(simulator, 'gethostname');
    expect(simulator.calls).toHaveLength(500);
    expect(simulator.calls[0]?.functionName).toBe('gethostname');
  });

  it('lets somebody else add, change and revoke tokens meanwhile', async () => {
    const simulator = startSimulator();
    const { authorization } = await createToken(simulator, [['token_name', 'x']]);
    const theirs = { name: 'x', acls: ['list-accts'], createTime: 5, expiresAt: null, whitelistIps: ['::1'] };
    simulator.put('root', theirs);
    expect(simulator.tokensOf('root').at(-1)).toEqual({
      ...theirs,
      whitelistIps: ['0000:0000:0000:0000:0000:0000:0000:0001'],
    });
    expect((await ask(simulator, 'myprivs', [], { authorization, address: '::1' })).status).toBe(200);
    simulator.remove('root', 'x');
    expect((await ask(simulator, 'myprivs', [], { authorization, address: '::1' })).status).toBe(403);
    expect(() => simulator.put('nobody', theirs)).toThrow('no account “nobody”');
  });

  it('answers after the delay it is told, unless the caller gives up', async () => {
    const simulator = startSimulator({ latencyMs: 60_000 });
    const gaveUp = new AbortController();
    const answer = ask(simulator, 'myprivs', [], { signal: gaveUp.signal });
    gaveUp.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    simulator.setLatency(20);
    const started = performance.now();
    expect((await ask(simulator, 'myprivs')).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThan(15);
  });
});
