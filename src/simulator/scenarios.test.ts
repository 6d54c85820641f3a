import { describe, expect, it } from 'vitest';
import { parseAddressRange } from './addresses.ts';
import { initialAcls } from './privilege-names.ts';
import { type SimulatedToken, scenarioNames } from './simulator.ts';
import { ask, askJson, startSimulator, testNow } from './test-calls.ts';

const daySeconds = 86_400;

function daysLeft(token: SimulatedToken | undefined): number {
  return Math.floor(((token?.expiresAt ?? Number.NaN) - testNow) / daySeconds);
}

function tokensByName(simulator: ReturnType<typeof startSimulator>, user = 'root') {
  return new Map(simulator.tokensOf(user).map((token) => [token.name, token]));
}

async function privilegesOf(simulator: ReturnType<typeof startSimulator>): Promise<object> {
  const { data } = await askJson(simulator, 'myprivs');
  const [flags] = Array.isArray(data?.privileges) ? data.privileges : [];
  if (typeof flags !== 'object' || flags === null)
    throw new Error('myprivs did not answer a list of one object');
  return flags;
}

describe('scenario typical', () => {
  const tokens = tokensByName(startSimulator());

  it('has tokens that expire in 3 and in 20 days, expired yesterday and last year, and never do', () => {
    expect(daysLeft(tokens.get('billing-whmcs'))).toBe(3);
    expect(daysLeft(tokens.get('jetbackup-agent'))).toBe(20);
    expect(daysLeft(tokens.get('migrate-q4'))).toBe(-1);
    expect(daysLeft(tokens.get('legacy-billing'))).toBeLessThan(-365);
    expect(tokens.get('backup-runner')).toMatchObject({ acls: ['all'], expiresAt: null, whitelistIps: [] });
  });

  it('has addresses and ranges of both families, and one token with 100 of them', () => {
    const shapes = new Set(
      [...tokens.values()].flatMap(({ whitelistIps }) =>
        whitelistIps.map((text) => `${parseAddressRange(text)?.family}${text.includes('/') ? ' range' : ''}`),
      ),
    );
    expect([...shapes].sort()).toEqual(['4', '4 range', '6', '6 range']);
    const longest = tokens.get('reseller-portal_northwind_provisioning_eu-west_001');
    expect(longest?.name).toHaveLength(50);
    expect(new Set(longest?.whitelistIps).size).toBe(100);
  });

  it('has what other systems left behind: an old name, DNS trust, unknown privileges', () => {
    expect(tokens.has('old token (2019)')).toBe(true);
    expect(tokens.get('reverse_trust_ns1')?.acls).toEqual(['clustering']);
    expect(tokens.get('reverse_trust_ns2')?.acls).toEqual(['clustering']);
    expect(tokens.get('imunify-hook')?.acls).toEqual(
      expect.arrayContaining(['software-imunify360', 'frontpage']),
    );
  });

  it('signs in with the listed token whm-dashboard', async () => {
    const simulator = startSimulator();
    const { data } = await askJson(simulator, 'api_token_get_details', [
      ['token', simulator.credential.secret],
    ]);
    expect(data).toMatchObject({ name: 'whm-dashboard', acls: ['all'] });
    simulator.remove('root', 'whm-dashboard');
    expect((await ask(simulator, 'api_token_list')).status).toBe(403);
  });

  it('does not list the tokens in any sorted order', () => {
    const names = [...tokens.keys()];
    expect(names).not.toEqual(names.toSorted());
    expect(names).not.toEqual(names.toSorted().reverse());
  });

  it('lets every seeded token be saved again as it is', async () => {
    const simulator = startSimulator();
    for (const token of simulator.tokensOf('root')) {
      const sent = [
        ['token_name', token.name] as const,
        ...token.acls.map((acl, index) => [`acl-${index}`, acl] as const),
        ['expires_at', String(token.expiresAt ?? 0)] as const,
        ...(token.whitelistIps.length === 0
          ? [['whitelist_ip', 'any'] as const]
          : token.whitelistIps.map((address, index) => [`whitelist_ip-${index}`, address] as const)),
      ];
      expect((await askJson(simulator, 'api_token_update', sent)).metadata.reason).toBe('OK');
      expect(tokensByName(simulator).get(token.name)).toEqual(token);
    }
  });
});

describe('the other scenarios', () => {
  it.each(scenarioNames)(
    '%s accepts its own credential, and has no two tokens made in the same second',
    async (scenario) => {
      const simulator = startSimulator({ scenario });
      expect((await ask(simulator, 'myprivs')).status).toBe(200);
      const made = simulator.tokensOf(simulator.credential.user).map(({ createTime }) => createTime);
      expect(new Set(made).size).toBe(made.length);
      expect(Math.max(0, ...made)).toBeLessThan(testNow);
    },
  );

  it('reseller: acme has all Initial Privileges and one privilege of a third party, not everything', async () => {
    const simulator = startSimulator({ scenario: 'reseller' });
    expect(simulator.credential.user).toBe('acme');
    const flags = await privilegesOf(simulator);
    expect(flags).toMatchObject(Object.fromEntries(initialAcls.map((acl) => [acl, '1'])));
    expect(flags).toMatchObject({
      'software-JetBackup5': '1',
      'software-imunify360': 0,
      all: 0,
      clustering: 0,
    });
  });

  it('limited: acme is told which Initial Privileges it lacks, and may still manage tokens', async () => {
    const simulator = startSimulator({ scenario: 'limited' });
    const flags = await privilegesOf(simulator);
    expect(flags).toMatchObject({ 'manage-oidc': 0, 'digest-auth': 0, 'manage-api-tokens': '1' });
    expect(flags).not.toHaveProperty('public-contact');
    expect((await askJson(simulator, 'api_token_list')).metadata.result).toBe(1);
    expect(simulator.tokensOf('acme').length).toBeGreaterThan(2);
  });

  it('denied: acme is refused every token function', async () => {
    const simulator = startSimulator({ scenario: 'denied' });
    expect(await privilegesOf(simulator)).toHaveProperty('manage-api-tokens', 0);
    expect((await askJson(simulator, 'api_token_list')).metadata).toMatchObject({
      result: 0,
      reason: 'Access denied',
    });
  });

  it('empty: root signs in with a credential that is no token', async () => {
    const simulator = startSimulator({ scenario: 'empty' });
    expect((await askJson(simulator, 'api_token_list')).data).toEqual({ tokens: {} });
    const details = await askJson(simulator, 'api_token_get_details', [
      ['token', simulator.credential.secret],
    ]);
    expect(details.data).toBeUndefined();
  });

  it('generates any number of tokens, the same each time, in every state', () => {
    const tokens = startSimulator({ tokens: 10_000 }).tokensOf('root');
    expect(tokens).toEqual(startSimulator({ tokens: 10_000 }).tokensOf('root'));
    expect(new Set(tokens.map(({ name }) => name)).size).toBe(10_000);
    expect(tokens[0]?.name).toBe('node-1');
    const states = new Set(
      tokens.map(({ expiresAt }) => {
        if (expiresAt === null) return 'never';
        const left = expiresAt - testNow;
        return left < 0 ? 'expired' : left < 30 * daySeconds ? 'expiring' : 'active';
      }),
    );
    expect(states.size).toBe(4);
  });

  it.each([0, -3, Number.NaN])('generates no tokens when asked for %d', (tokens) => {
    expect(startSimulator({ tokens }).tokensOf('root')).toEqual([]);
  });

  it('starts over on reset, from another seed when told', async () => {
    const simulator = startSimulator();
    const before = simulator.tokensOf('root');
    await ask(simulator, 'gethostname');
    simulator.remove('root', 'backup-runner');
    simulator.failNext('*', 'dropped');
    simulator.reset();
    expect(simulator.tokensOf('root')).toEqual(before);
    expect(simulator.calls).toEqual([]);
    expect((await ask(simulator, 'myprivs')).status).toBe(200);
    simulator.reset({ scenario: 'reseller' });
    expect(simulator.credential.user).toBe('acme');
    simulator.reset({ tokens: 7 });
    expect(simulator.tokensOf('root')).toHaveLength(7);
  });
});
