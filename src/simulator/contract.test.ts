import { afterEach, describe, expect, it, vi } from 'vitest';
import { createWhmClient } from '../whm/client.ts';
import { WhmError, type WhmErrorKind } from '../whm/errors.ts';
import type { TokenSettings } from '../whm/model.ts';
import { type FaultName, faults } from './faults.ts';
import type { ScenarioName } from './scenarios.ts';
import { createSimulator, type Simulator } from './simulator.ts';

// The real client against the real simulated server, which share no parser: what one writes the other reads.

const nowMs = Date.UTC(2026, 10, 22, 16, 42, 7);
const now = new Date(nowMs);

function start(scenario: ScenarioName = 'typical') {
  const simulator = createSimulator({ scenario, now: () => nowMs });
  return { simulator, client: signIn(simulator, simulator.credential) };
}

function signIn(simulator: Simulator, { user, secret }: { user: string; secret: string }) {
  return createWhmClient({
    baseUrl: 'https://whm.example.com:2087/',
    transport: (request) => {
      request.headers.set('authorization', `whm ${user}:${secret}`);
      return simulator.handle(request);
    },
  });
}

const settings: TokenSettings = {
  name: 'contract-test',
  privileges: ['list-accts', 'acct-summary'],
  expiresAt: new Date('2027-11-23T05:59:59Z'),
  allowlist: ['10.5.3.0/24', '2001:DB8::1'],
};

async function failureOf(promise: Promise<unknown>): Promise<WhmError> {
  const outcome = await promise.catch((error: unknown) => error);
  if (!(outcome instanceof WhmError)) throw new Error(`Not a WhmError: ${JSON.stringify(outcome)}`);
  return outcome;
}

const stored = (simulator: Simulator, name: string) =>
  simulator.tokensOf('root').find((token) => token.name === name);

describe('listTokens', () => {
  it('gives every token that is stored, with its settings', async () => {
    const { simulator, client } = start();
    const { value, serverTime, warnings } = await client.listTokens();
    expect(value).toEqual(
      simulator.tokensOf('root').map((token) => ({
        name: token.name,
        privileges: expect.toSatisfy((names) => [...names].sort().join() === [...token.acls].sort().join()),
        expiresAt: token.expiresAt === null ? null : new Date(token.expiresAt * 1000),
        allowlist: token.whitelistIps,
        createdAt: new Date(token.createTime * 1000),
      })),
    );
    expect(value.length).toBeGreaterThan(10);
    expect([serverTime, warnings]).toEqual([now, []]);
  });

  it('gives nothing where there is nothing', async () => {
    expect((await start('empty').client.listTokens()).value).toEqual([]);
  });

  it('is refused to an account that may not manage tokens', async () => {
    const error = await failureOf(start('denied').client.listTokens());
    expect([error.kind, error.reason]).toEqual(['refused', 'Access denied']);
  });

  it.each(['__proto__', 'constructor'])('survives a token called %s', async (name) => {
    const { simulator, client } = start('empty');
    await client.createToken({ ...settings, name });
    const { value } = await client.listTokens();
    expect(value.map((token) => token.name)).toEqual([name]);
    await client.revokeToken(name);
    expect(simulator.tokensOf('root')).toEqual([]);
  });
});

describe('createToken', () => {
  it('gives the secret once, which works and is never listed', async () => {
    const { simulator, client } = start();
    const created = await client.createToken({ ...settings, allowlist: ['192.0.2.0/24'] });
    expect(created).toEqual({
      value: {
        ...settings,
        allowlist: ['192.0.2.0/24'],
        createdAt: new Date(Math.floor(nowMs / 1000) * 1000),
        secret: expect.stringMatching(/^[A-Z0-9]{32}$/),
      },
      warnings: [],
      serverTime: now,
      differences: [],
    });
    const { secret } = created.value;
    expect((await signIn(simulator, { user: 'root', secret }).hostname()).value).toBe('whm.example.com');
    const [list, details] = await Promise.all([client.listTokens(), client.tokenDetails(secret)]);
    expect(details.value?.name).toBe('contract-test');
    expect(JSON.stringify([list, details])).not.toContain(secret);
  });

  it('stores exactly what was asked, and no address and no expiry where none was', async () => {
    const { simulator, client } = start();
    await client.createToken(settings);
    expect(stored(simulator, 'contract-test')).toMatchObject({
      acls: settings.privileges,
      expiresAt: Date.UTC(2027, 10, 23, 5, 59, 59) / 1000,
      whitelistIps: ['10.5.3.0/24', '2001:0db8:0000:0000:0000:0000:0000:0001'],
    });
    await client.createToken({ name: 'open', privileges: ['all'], expiresAt: null, allowlist: [] });
    expect(stored(simulator, 'open')).toMatchObject({ acls: ['all'], expiresAt: null, whitelistIps: [] });
  });

  it.each([
    ['a name that is taken', { name: 'whm-dashboard' }],
    ['a name that breaks the rule', { name: 'no spaces please' }],
    ['a name that is too long', { name: 'x'.repeat(51) }],
    ['a bad address', { allowlist: ['10.0.0.300'] }],
    [
      'a hundred and one addresses',
      { allowlist: Array.from({ length: 101 }, (_, last) => `10.0.0.${last}`) },
    ],
  ])('is refused %s, in the server’s words, and stores nothing', async (_, change) => {
    const { simulator, client } = start();
    const before = simulator.tokensOf('root');
    const error = await failureOf(client.createToken({ ...settings, ...change }));
    expect([error.kind, error.outcomeUnknown, error.status]).toEqual(['refused', false, 200]);
    expect(error.reason).toMatch(/^[“A-Z].+\.$/);
    expect(simulator.tokensOf('root')).toEqual(before);
  });

  it('is refused a privilege that the account has not', async () => {
    const error = await failureOf(start('reseller').client.createToken({ ...settings, privileges: ['all'] }));
    expect([error.kind, error.reason]).toEqual(['refused', 'You do not have the privilege “all”.']);
  });
});

describe('updateToken', () => {
  it('replaces every setting, the name included, and keeps the secret', async () => {
    const { client } = start();
    const { secret } = (await client.createToken(settings)).value;
    const next: TokenSettings = {
      name: 'renamed',
      privileges: ['kill-acct'],
      expiresAt: new Date('2028-01-01T00:00:00Z'),
      allowlist: ['198.51.100.7'],
    };
    const updated = await client.updateToken('contract-test', next);
    expect(updated.value).toMatchObject(next);
    expect(updated.differences).toEqual([]);
    expect((await client.tokenDetails(secret)).value).toEqual(updated.value);
  });

  it('falls into none of the traps: nothing that stays is widened', async () => {
    const { simulator, client } = start();
    await client.createToken(settings);
    const before = stored(simulator, 'contract-test');
    await client.updateToken('contract-test', { ...settings, name: 'renamed' });
    expect(stored(simulator, 'renamed')).toEqual({ ...before, name: 'renamed' });
  });

  it('removes the expiry and the addresses when that is what was asked', async () => {
    const { simulator, client } = start();
    await client.createToken(settings);
    await client.updateToken('contract-test', { ...settings, expiresAt: null, allowlist: [] });
    expect(stored(simulator, 'contract-test')).toMatchObject({
      acls: settings.privileges,
      expiresAt: null,
      whitelistIps: [],
    });
  });

  it('is refused for a token that is gone', async () => {
    const error = await failureOf(start().client.updateToken('gone', settings));
    expect([error.kind, error.reason]).toEqual(['refused', 'There is no API token named “gone”.']);
  });

  it('says which setting the server stored otherwise', async () => {
    const { simulator, client } = start();
    await client.createToken(settings);
    simulator.failNext('api_token_update', 'altered');
    expect((await client.updateToken('contract-test', settings)).differences).toEqual(['privileges']);
  });
});

describe('revokeToken', () => {
  it('revokes one token, whose secret is forbidden from then on', async () => {
    const { simulator, client } = start();
    const { secret } = (await client.createToken({ ...settings, allowlist: [] })).value;
    expect((await client.revokeToken('contract-test')).value).toBeNull();
    expect(stored(simulator, 'contract-test')).toBeUndefined();
    expect((await failureOf(signIn(simulator, { user: 'root', secret }).version())).kind).toBe('forbidden');
  });

  it('revokes a name that breaks today’s rule', async () => {
    const { simulator, client } = start();
    await client.revokeToken('old token (2019)');
    expect(stored(simulator, 'old token (2019)')).toBeUndefined();
  });

  it('is refused for a token that is gone', async () => {
    expect((await failureOf(start().client.revokeToken('gone'))).kind).toBe('refused');
  });
});

describe('the calls around them', () => {
  it('tell which token the dashboard uses, and nothing of a secret nobody has', async () => {
    const { simulator, client } = start();
    expect((await client.tokenDetails(simulator.credential.secret)).value?.name).toBe('whm-dashboard');
    expect((await client.tokenDetails('NOBODYHASTHISSECRET')).value).toBeNull();
    const error = await failureOf(start('denied').client.tokenDetails('NOBODYHASTHISSECRET'));
    expect(error.kind).toBe('refused');
  });

  it('tell root’s privileges, and part of them for a reseller', async () => {
    expect((await start().client.accountPrivileges()).value.granted).toContain('all');
    const { granted, denied } = (await start('reseller').client.accountPrivileges()).value;
    expect(granted).toEqual(expect.arrayContaining(['list-accts', 'software-JetBackup5']));
    expect(denied).toContain('all');
  });

  it('tell root where its calls come from, and nobody else', async () => {
    expect((await start().client.callerAddress()).value).toBe('192.0.2.88');
    expect((await failureOf(start('reseller').client.callerAddress())).kind).toBe('refused');
  });

  it('tell version and host name', async () => {
    const { simulator, client } = start();
    expect((await client.version()).value).toMatch(/^11\.\d+\.\d+\.\d+$/);
    expect((await client.hostname()).value).toBe(simulator.hostname);
  });

  it('are forbidden to a wrong credential', async () => {
    const { simulator } = start();
    const client = signIn(simulator, { user: 'root', secret: 'WRONG' });
    for (const call of [client.accountPrivileges, client.version, client.hostname, client.listTokens]) {
      const error = await failureOf(call());
      expect([error.kind, error.reason, error.status]).toEqual(['forbidden', 'Access denied', 403]);
    }
  });
});

describe('every fault', () => {
  afterEach(() => void vi.useRealTimers());

  const expected: Record<FaultName, WhmErrorKind | 'works'> = {
    refused: 'refused',
    'unknown-function': 'refused',
    exception: 'refused',
    'disk-full': 'refused',
    'disk-full-500': 'malformed',
    'duplicate-name': 'refused',
    'access-denied': 'refused',
    forbidden: 'forbidden',
    'token-denied': 'signed-out',
    'session-expired-200': 'signed-out',
    'session-expired-401': 'signed-out',
    'session-expired-302': 'signed-out',
    'session-expired-307': 'signed-out',
    'wrong-port-permission': 'forbidden',
    'wrong-port-function': 'malformed',
    'cphulk-locked': 'signed-out',
    'licence-page': 'malformed',
    'empty-body': 'malformed',
    'foreign-json': 'malformed',
    dropped: 'unreachable',
    hang: 'timed-out',
    slow: 'works',
    altered: 'works',
    // Observed for `version` alone, and trusted for nothing else.
    'legacy-success': 'malformed',
    'string-numbers': 'works',
    'array-for-map': 'works',
    'string-result': 'works',
    warnings: 'works',
    'truncated-json': 'malformed',
    'lost-answer': 'unreachable',
    unanswered: 'timed-out',
  };
  const names = Object.keys(faults).filter((name): name is FaultName => Object.hasOwn(faults, name));

  it.each(names)(
    '%s has its kind, for a read and for a write, and leaves the server usable',
    async (fault) => {
      const { simulator, client } = start();
      const listed = (await client.listTokens()).value;
      simulator.failNext('api_token_list', fault);
      expect(await outcomeOf(() => client.listTokens(), fault)).toEqual(
        expected[fault] === 'works' ? listed : expected[fault],
      );
      simulator.failNext('api_token_create', fault);
      const created = await outcomeOf(() => client.createToken(settings), fault);
      if (expected[fault] === 'works') expect(created).toMatchObject({ name: 'contract-test' });
      else expect(created).toBe(expected[fault]);
      expect((await client.hostname()).value).toBe(simulator.hostname);
    },
  );

  it('of version’s legacy envelope is none', async () => {
    const { simulator, client } = start();
    simulator.failNext('version', 'legacy-success');
    expect((await client.version()).value).toMatch(/^11\./);
  });

  it.each(['warnings', 'string-result'] as const)('%s gives the warnings', async (fault) => {
    const { simulator, client } = start();
    simulator.failNext('myprivs', fault);
    expect((await client.accountPrivileges()).warnings).toHaveLength(2);
  });

  it.each(['lost-answer', 'truncated-json', 'unanswered'] as const)(
    '%s says that the outcome is unknown, and the next list shows the token',
    async (fault) => {
      const { simulator, client } = start();
      simulator.failNext('api_token_create', fault);
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const failed = failureOf(client.createToken(settings));
      while (stored(simulator, 'contract-test') === undefined) await nextTurn();
      await vi.advanceTimersByTimeAsync(60_000);
      vi.useRealTimers();
      const error = await failed;
      expect([error.outcomeUnknown, error.details ?? '']).toEqual([
        true,
        expect.not.stringMatching(/[A-Z0-9]{32}/),
      ]);
      expect((await client.listTokens()).value).toContainEqual(
        expect.objectContaining({
          name: 'contract-test',
          privileges: expect.arrayContaining([...settings.privileges]),
        }),
      );
    },
  );

  it('of a call that was given up is the AbortError', async () => {
    const { simulator, client } = start();
    simulator.failNext('api_token_list', 'hang');
    const caller = new AbortController();
    const call = client.listTokens(caller.signal);
    caller.abort();
    await expect(call).rejects.toBe(caller.signal.reason);
  });
});

/** The value or the kind of error of a call; time passes for the faults that take some. */
async function outcomeOf(call: () => Promise<{ value: unknown }>, fault: FaultName): Promise<unknown> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const outcome = call().then(
    ({ value }) => value,
    (error: unknown) => (error instanceof WhmError ? error.kind : error),
  );
  // Two timers: the client's time limit, and the delay of the slow server.
  if (fault === 'slow') while (vi.getTimerCount() < 2) await nextTurn();
  if (fault === 'slow') await vi.advanceTimersByTimeAsync(8_000);
  if (fault === 'hang' || fault === 'unanswered') await vi.advanceTimersByTimeAsync(60_000);
  const result = await outcome;
  vi.useRealTimers();
  return result;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
