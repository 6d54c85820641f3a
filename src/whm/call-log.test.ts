import { describe, expect, it } from 'vitest';
import { createCallLog } from './call-log.ts';
import { createWhmClient } from './client.ts';
import type { FetchHandler } from './fetch-handler.ts';

const secret = 'UWU28DCA23NKY76CN17MDPKM3O7EFQY8';
const token = { name: 'backup', acls: ['ssl'], create_time: 1, expires_at: null, whitelist_ips: null };
const ok = (data: unknown) => new Response(JSON.stringify({ metadata: { result: 1, reason: 'OK' }, data }));

function start(transport: FetchHandler) {
  const clock = { now: 1000 };
  const log = createCallLog(() => clock.now);
  const client = createWhmClient({ ...log, transport, baseUrl: 'https://whm.example.com/' });
  return { log, client, clock };
}

describe('the log of calls', () => {
  it('tells of a call while it is under way, and how long it took', async () => {
    const { log, client, clock } = start(async () => ok({ tokens: {} }));
    const answer = client.listTokens();
    expect(log.calls).toEqual([
      { name: 'api_token_list', parameters: 'api.version=1', startedAt: 1000, took: null, error: null },
    ]);
    clock.now += 132;
    await answer;
    expect(log.calls).toMatchObject([{ took: 132, error: null }]);
  });

  it('holds what a call failed with, and the caller is told as ever', async () => {
    const refusal = '{"metadata":{"result":0,"reason":"No such token."}}';
    const { log, client } = start(async () => new Response(refusal));
    await expect(client.revokeToken('backup')).rejects.toThrow('No such token.');
    expect(log.calls).toMatchObject([
      {
        name: 'api_token_revoke',
        parameters: 'api.version=1&token_name=backup',
        error: { kind: 'refused', reason: 'No such token.' },
      },
    ]);
  });

  it('tells of a call that its caller gave up', async () => {
    const { log, client } = start(() => new Promise(() => {}));
    const caller = new AbortController();
    const answer = client.listTokens(caller.signal);
    caller.abort();
    await expect(answer).rejects.toThrow();
    expect(log.calls).toMatchObject([{ took: 0, error: { name: 'AbortError' } }]);
  });

  it('keeps the last 500 calls', async () => {
    const { log, client } = start(async () => ok({ version: '11.138.0.10' }));
    for (let made = 0; made < 499; made += 1) await client.version();
    await client.hostname().catch(() => null);
    await client.version();
    expect(log.calls).toHaveLength(500);
    expect(log.calls.at(-1)).toMatchObject({ name: 'version', took: 0 });
    await client.version();
    expect(log.calls.at(-3)).toMatchObject({ name: 'gethostname' });
    expect(log.calls).toHaveLength(500);
  });

  it('never holds a secret: not a new one, not one that is looked up or tested, not one in an error', async () => {
    const leaking = `{"metadata":{"result":0,"reason":"No token ${secret} here."}}`;
    const answers = [
      ok({ ...token, token: secret }),
      ok(token),
      new Response(leaking),
      new Response(leaking),
    ];
    const { log, client } = start(async () => answers.shift() ?? ok(null));
    expect((await client.createToken({ ...settings, name: 'backup' })).value.secret).toBe(secret);
    await client.tokenDetails(secret);
    await expect(client.tokenDetails(secret)).rejects.toThrow();
    await expect(client.testToken(secret)).rejects.toThrow();
    // What somebody pasted into the wrong field.
    await expect(client.revokeToken(secret)).resolves.toMatchObject({ value: null });
    expect(log.calls.map(({ name }) => name)).toEqual([
      'api_token_create',
      'api_token_get_details',
      'api_token_get_details',
      'gateway/test-token',
      'api_token_revoke',
    ]);
    const errors = log.calls.map(({ error }) => (error instanceof Error ? error.message : ''));
    expect(errors.join('\n')).toContain('[redacted]');
    expect(`${JSON.stringify(log.calls)}${errors}`).not.toContain(secret);
    expect(log.calls[1]?.parameters).toContain('token=');
  });
});

const settings = { privileges: ['ssl'], expiresAt: null, allowlist: [] };

it('forgets everything when somebody else signs in', () => {
  const log = createCallLog(() => 0);
  log.onCall('version', 'api.version=1');
  const { calls } = log;
  log.forgetCalls();
  expect(calls).toEqual([]);
});
