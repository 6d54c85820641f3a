import { describe, expect, it } from 'vitest';
import type { Simulator } from './simulator.ts';
import {
  type AskOptions,
  ask,
  askJson,
  createToken,
  forbiddenBody,
  startSimulator,
  testNow,
  testNowMs,
} from './test-calls.ts';

function basic(user: string, password: string): string {
  return `Basic ${btoa(`${user}:${password}`)}`;
}

async function expectForbidden(
  simulator: Simulator,
  functionName: string,
  options: AskOptions,
): Promise<void> {
  const response = await ask(simulator, functionName, [], options);
  expect(response.status).toBe(403);
  expect(response.statusText).toBe('Forbidden Access denied');
  expect(response.headers.get('content-type')).toBe('text/plain; charset="utf-8"');
  expect(await response.json()).toEqual(forbiddenBody);
}

describe('credentials', () => {
  it.each(['whm', 'WHM', 'Whm'])('accepts user and token under the scheme %s', async (scheme) => {
    const simulator = startSimulator();
    const authorization = `${scheme} root:${simulator.credential.secret}`;
    expect((await ask(simulator, 'myprivs', [], { authorization })).status).toBe(200);
  });

  it('accepts the secret as the password for Basic', async () => {
    const simulator = startSimulator();
    const authorization = basic('root', simulator.credential.secret);
    expect((await ask(simulator, 'api_token_list', [], { authorization })).status).toBe(200);
  });

  it('accepts the root credential it was started with, and then not the usual one', async () => {
    const simulator = startSimulator({ rootToken: 'ANOTHER' });
    expect((await ask(simulator, 'myprivs', [], { authorization: 'whm root:ANOTHER' })).status).toBe(200);
    await expectForbidden(simulator, 'myprivs', {
      authorization: 'whm root:SIMULATEDROOTTOKENOPENSNOTHING00',
    });
  });

  it.each([
    ['no scheme it knows', 'Bearer SIMULATEDROOTTOKENOPENSNOTHING00'],
    ['an empty header', ''],
    ['no colon', 'whm SIMULATEDROOTTOKENOPENSNOTHING00'],
    ['no secret', 'whm root:'],
    ['no user', 'whm :SIMULATEDROOTTOKENOPENSNOTHING00'],
    ['a wrong secret', 'whm root:WRONG'],
    ['a secret in the wrong case', 'whm root:simulatedroottokenopensnothing00'],
    ['another user’s secret', 'whm acme:SIMULATEDROOTTOKENOPENSNOTHING00'],
    ['an unknown user', 'whm nobody:SIMULATEDROOTTOKENOPENSNOTHING00'],
    ['a hostile user', 'whm __proto__:constructor'],
    ['a wrong password', basic('root', 'WRONG')],
    ['a password that is not Base64', 'Basic %%%'],
  ])('refuses %s', async (_, authorization) => {
    await expectForbidden(startSimulator(), 'myprivs', { authorization });
  });

  it('refuses a call without any credential', async () => {
    const request = new Request('https://whm.example.com:2087/json-api/myprivs?api.version=1');
    expect((await startSimulator().handle(request)).status).toBe(403);
  });

  it('does not take a token for a password', async () => {
    const simulator = startSimulator();
    const { secret } = await createToken(simulator, [['token_name', 'agent']]);
    await expectForbidden(simulator, 'myprivs', { authorization: basic('root', secret) });
  });

  it('lets an issued token in until it is revoked', async () => {
    const simulator = startSimulator();
    const { authorization } = await createToken(simulator, [['token_name', 'agent']]);
    expect((await ask(simulator, 'api_token_list', [], { authorization })).status).toBe(200);
    await ask(simulator, 'api_token_revoke', [['token_name', 'agent']]);
    await expectForbidden(simulator, 'api_token_list', { authorization });
  });

  it('lets an issued token in until the second it expires', async () => {
    let nowMs = testNowMs;
    const simulator = startSimulator({ now: () => nowMs });
    const { authorization } = await createToken(simulator, [
      ['token_name', 'agent'],
      ['expires_at', String(testNow + 60)],
    ]);
    nowMs += 59_999;
    expect((await ask(simulator, 'myprivs', [], { authorization })).status).toBe(200);
    nowMs += 1;
    await expectForbidden(simulator, 'myprivs', { authorization });
    expect(simulator.tokensOf('root').some(({ name }) => name === 'agent')).toBe(true);
  });

  it('lets an issued token in from its addresses only', async () => {
    const simulator = startSimulator();
    const { authorization } = await createToken(simulator, [
      ['token_name', 'agent'],
      ['whitelist_ip-0', '10.5.3.0/24'],
      ['whitelist_ip-1', '2001:db8::7'],
    ]);
    for (const address of ['10.5.3.33', '::ffff:10.5.3.33', '2001:db8:0::7']) {
      expect((await ask(simulator, 'myprivs', [], { authorization, address })).status).toBe(200);
    }
    await expectForbidden(simulator, 'myprivs', { authorization, address: '10.5.4.1' });
    await expectForbidden(simulator, 'myprivs', { authorization, address: '2001:db8::8' });
    await expectForbidden(simulator, 'myprivs', { authorization });
  });

  it('keeps the secret of a token that is renamed', async () => {
    const simulator = startSimulator();
    const { authorization } = await createToken(simulator, [['token_name', 'agent']]);
    await ask(simulator, 'api_token_update', [
      ['token_name', 'agent'],
      ['new_name', 'agent-2'],
    ]);
    expect((await ask(simulator, 'myprivs', [], { authorization })).status).toBe(200);
  });

  it('refuses a token a function whose privilege it lacks, in the words of a bad credential', async () => {
    const simulator = startSimulator();
    const { authorization } = await createToken(simulator, [
      ['token_name', 'agent'],
      ['acl', 'list-accts'],
    ]);
    for (const functionName of [
      'api_token_list',
      'api_token_create',
      'api_token_update',
      'api_token_revoke',
      'api_token_get_details',
      'version',
    ]) {
      await expectForbidden(simulator, functionName, { authorization });
    }
    for (const functionName of ['myprivs', 'gethostname', 'applist']) {
      expect((await ask(simulator, functionName, [], { authorization })).status).toBe(200);
    }
  });

  it('answers version to a token with Basic System Information', async () => {
    const simulator = startSimulator();
    const { authorization } = await createToken(simulator, [
      ['token_name', 'agent'],
      ['acl', 'basic-system-info'],
    ]);
    expect((await askJson(simulator, 'version', [], { authorization })).metadata.result).toBe(1);
  });

  it.each([
    'api_token_list',
    'api_token_create',
    'api_token_update',
    'api_token_revoke',
    'api_token_get_details',
  ])('refuses %s at 200 to an account that lacks the privilege', async (functionName) => {
    const simulator = startSimulator({ scenario: 'denied' });
    const response = await ask(simulator, functionName, [['token_name', 'x']]);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      metadata: { command: functionName, reason: 'Access denied', result: 0, version: 1 },
    });
  });
});
