import { afterEach, describe, expect, it, vi } from 'vitest';
import { slowMs } from './fault-effects.ts';
import type { FaultName, Simulator } from './simulator.ts';
import {
  ask,
  askJson,
  createToken,
  forbiddenBody,
  type Sent,
  startSimulator,
  testNow,
} from './test-calls.ts';

const creation: Sent = [
  ['token_name', 'x'],
  ['acl-0', 'list-accts'],
  ['acl-1', 'edit-dns'],
];

function failing(fault: FaultName, functionName = '*'): Simulator {
  const simulator = startSimulator({ scenario: 'empty' });
  simulator.failNext(functionName, fault);
  return simulator;
}

function names(simulator: Simulator): string[] {
  return simulator.tokensOf('root').map(({ name }) => name);
}

afterEach(() => {
  vi.useRealTimers();
});

describe('faults that answer in WHM’s place', () => {
  it.each<[FaultName, RegExp]>([
    ['refused', /was told to refuse/],
    [
      'unknown-function',
      /^Unknown app \("api_token_create"\) requested for this version \(1\) of the API\.$/,
    ],
    ['exception', /^API failure: \(XID [a-z2-9]{6}\) /],
    ['disk-full', /No space left on device/],
    ['duplicate-name', /A conflicting API token named “x” already exists/],
    ['access-denied', /^Access denied$/],
  ])('%s refuses at 200 and changes nothing', async (fault, reason) => {
    const simulator = failing(fault);
    const response = await ask(simulator, 'api_token_create', creation);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      metadata: { command: 'api_token_create', reason: expect.stringMatching(reason), result: 0, version: 1 },
    });
    expect(names(simulator)).toEqual([]);
  });

  it.each<[FaultName, number, string, RegExp]>([
    ['disk-full-500', 500, 'text/plain', /^Request failed$/],
    ['token-denied', 401, 'text/html', /Token Denied.*Invalid Security Token/s],
    ['session-expired-200', 200, 'text/html', /msg_code:\[expired_session\]/],
    ['session-expired-401', 401, 'text/html', /msg_code:\[expired_session\]/],
    ['wrong-port-permission', 403, 'text/plain', /^Permission denied$/],
    ['wrong-port-function', 404, 'text/plain', /^Function not found$/],
    ['cphulk-locked', 401, 'text/html', /brute-force/],
    ['licence-page', 200, 'text/html', /valid licence/],
    ['empty-body', 200, 'application/json', /^$/],
    ['foreign-json', 200, 'application/json', /not WHM/],
  ])('%s answers %i as %s and changes nothing', async (fault, status, type, body) => {
    const simulator = failing(fault);
    const response = await ask(simulator, 'api_token_create', creation);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain(type);
    expect(response.headers.has('date')).toBe(true);
    expect(await response.text()).toMatch(body);
    expect(names(simulator)).toEqual([]);
  });

  it.each([302, 307] as const)('session-expired-%i redirects to the log-in page', async (status) => {
    const response = await ask(failing(`session-expired-${status}`), 'api_token_list');
    expect(response.status).toBe(status);
    expect(response.headers.get('location')).toMatch(/^\/login\//);
  });

  it('forbidden answers as to a bad credential', async () => {
    const response = await ask(failing('forbidden'), 'api_token_list');
    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toBe('text/plain; charset="utf-8"');
    expect(await response.json()).toEqual(forbiddenBody);
  });
});

describe('faults of the connection', () => {
  it('dropped: fails as fetch does, and nothing happened', async () => {
    const simulator = failing('dropped');
    await expect(ask(simulator, 'api_token_create', creation)).rejects.toBeInstanceOf(TypeError);
    expect(names(simulator)).toEqual([]);
  });

  it('lost-answer: fails as fetch does, but the token exists', async () => {
    const simulator = failing('lost-answer');
    await expect(ask(simulator, 'api_token_create', creation)).rejects.toBeInstanceOf(TypeError);
    expect(names(simulator)).toEqual(['x']);
  });

  it.each<[FaultName, string[]]>([
    ['hang', []],
    ['unanswered', ['x']],
  ])('%s: no answer until the caller gives up; tokens then: %j', async (fault, expected) => {
    const simulator = failing(fault);
    const caller = new AbortController();
    const answer = ask(simulator, 'api_token_create', creation, { signal: caller.signal });
    const settled = vi.fn();
    answer.then(settled, settled);
    await vi.waitFor(() => expect(names(simulator)).toEqual(expected), 10_000);
    // Long enough for any answer: the next call is through from end to end.
    await ask(simulator, 'gethostname');
    expect(settled).not.toHaveBeenCalled();
    caller.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
    expect(names(simulator)).toEqual(expected);
  });

  it('slow: answers in full, late', async () => {
    vi.useFakeTimers();
    const simulator = failing('slow');
    const settled = vi.fn();
    const answer = ask(simulator, 'gethostname');
    answer.then(settled, settled);
    await vi.advanceTimersByTimeAsync(slowMs - 1);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect((await answer).status).toBe(200);
  });

  it('slow: gives up with its caller, before the write', async () => {
    const simulator = failing('slow');
    const answer = ask(simulator, 'api_token_create', creation, { signal: AbortSignal.timeout(10) });
    await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(names(simulator)).toEqual([]);
  });
});

describe('faults of an answer to a call that worked', () => {
  it('altered: stores and answers one privilege fewer', async () => {
    const simulator = failing('altered');
    const { data } = await askJson(simulator, 'api_token_create', creation);
    expect(data?.acls).toEqual(['list-accts']);
    expect(simulator.tokensOf('root')[0]?.acls).toEqual(['list-accts']);
  });

  it('altered: one address fewer, or another end, when there is one privilege only', async () => {
    const one: Sent = creation.slice(0, 2);
    const addressed = await askJson(failing('altered'), 'api_token_create', [
      ...one,
      ['whitelist_ip-0', '10.0.0.1'],
      ['whitelist_ip-1', '10.0.0.2'],
    ]);
    expect(addressed.data).toMatchObject({ acls: ['list-accts'], whitelist_ips: ['10.0.0.1'] });
    const ending = await askJson(failing('altered'), 'api_token_create', [
      ...one,
      ['expires_at', String(testNow)],
    ]);
    expect(ending.data?.expires_at).toBe(testNow - 3600);
    const endless = await askJson(failing('altered'), 'api_token_create', one);
    expect(endless.data?.expires_at).toBe(testNow + 86_400);
  });

  it('legacy-success: the old envelope', async () => {
    const response = await ask(failing('legacy-success'), 'version');
    expect(await response.json()).toEqual({
      cpanelresult: { apiversion: '2', data: { version: '11.138.0.10' }, type: 'text' },
    });
  });

  it('string-numbers: strings for the numbers of data', async () => {
    const simulator = failing('string-numbers', 'api_token_list');
    await createToken(simulator, creation);
    const { data } = await askJson(simulator, 'api_token_list');
    expect(data).toMatchObject({
      tokens: {
        x: { create_time: String(testNow), expires_at: null, acls: { 'list-accts': '1', all: '0' } },
      },
    });
  });

  it('array-for-map: [] for an empty {}, and the granted privileges only', async () => {
    const simulator = failing('array-for-map');
    expect((await askJson(simulator, 'api_token_list')).data).toEqual({ tokens: [] });
    await createToken(simulator, creation);
    simulator.failNext('*', 'array-for-map', 2);
    const { data } = await askJson(simulator, 'api_token_list');
    expect(data).toMatchObject({ tokens: { x: { acls: { 'list-accts': 1, 'edit-dns': 1 } } } });
    expect(JSON.stringify(data)).not.toContain('"all"');
    expect((await askJson(simulator, 'api_token_revoke', [['token_name', 'x']])).data).toEqual([]);
  });

  it('string-result: strings in the metadata, warnings in one', async () => {
    const { metadata, data } = await askJson(failing('string-result'), 'gethostname');
    expect(metadata).toMatchObject({
      result: '1',
      version: '1',
      output: { warnings: expect.stringMatching(/^[^\n]+\n[^\n]+$/) },
    });
    expect(data).toEqual({ hostname: 'whm.example.com' });
  });

  it('warnings: result 1 and two warnings', async () => {
    const { metadata, data } = await askJson(failing('warnings'), 'gethostname');
    expect(metadata).toMatchObject({
      result: 1,
      output: { warnings: [expect.any(String), expect.any(String)] },
    });
    expect(data).toEqual({ hostname: 'whm.example.com' });
  });

  it('truncated-json: the write happened, the answer cannot be read', async () => {
    const simulator = failing('truncated-json');
    const text = await (await ask(simulator, 'api_token_create', creation)).text();
    expect(text).toMatch(/^\{"data"/);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(names(simulator)).toEqual(['x']);
  });

  it.each<FaultName>(['legacy-success', 'string-numbers', 'warnings', 'lost-answer', 'altered'])(
    '%s does not open the door to a bad credential',
    async (fault) => {
      const response = await ask(failing(fault), 'api_token_list', [], { authorization: 'whm root:WRONG' });
      expect(response.status).toBe(403);
    },
  );
});
