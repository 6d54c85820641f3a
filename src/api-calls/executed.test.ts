import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { listen } from '../proxy/listen.ts';
import { createNodeListener } from '../proxy/node-adapter.ts';
import { createSimulator, type Simulator } from '../simulator/simulator.ts';
import { createWhmClient, type WhmClient } from '../whm/client.ts';
import { WhmError } from '../whm/errors.ts';
import { type Action, callsFor } from './api-calls.ts';
import { sampleText } from './language.ts';
import { execute, hostileText, hostileTexts, isPresent, type Ran, runtimes } from './test-samples.ts';

// Every sample whose runtime is installed is executed against a simulated WHM on a port, and must leave it
// exactly as the client, given the same settings, leaves another one.

const nowMs = Date.UTC(2026, 10, 22, 16, 42, 7);
const names = [...new Set([...hostileTexts, ...fc.sample(hostileText, { numRuns: 40, seed: 20261122 })])];

/** Names from before the rule, which an action may still be about. */
function start(): Simulator {
  const simulator = createSimulator({
    now: () => nowMs,
    randomBytes: (length) => new Uint8Array(length).fill(7),
  });
  const old = {
    acls: ['list-accts'],
    createTime: nowMs / 1000,
    expiresAt: null,
    whitelistIps: ['192.0.2.1'],
  };
  for (const name of names) simulator.put('root', { ...old, name });
  return simulator;
}

/** What the form would do, one action after the other; resolves to whether the server refused any. */
async function byTheClient(client: WhmClient, actions: readonly Action[]): Promise<boolean> {
  let refused = false;
  const settle = (write: Promise<unknown>) =>
    write.catch((error: unknown) => {
      if (!(error instanceof WhmError && error.kind === 'refused')) throw error;
      refused = true;
    });
  for (const action of actions) {
    if (action.kind === 'create') await settle(client.createToken(action.settings));
    else if (action.kind === 'update') await settle(client.updateToken(action.currentName, action.settings));
    else if (action.kind === 'update-many')
      for (const settings of action.settings) await settle(client.updateToken(settings.name, settings));
    else for (const name of action.names) await settle(client.revokeToken(name));
  }
  return refused;
}

type Outcome = Ran & { sampled: Simulator; expected: Simulator; refused: boolean };

async function compare(
  runtime: (typeof runtimes)[number],
  actions: readonly Action[],
  secret?: string,
): Promise<Outcome> {
  const expected = start();
  const { user, secret: rightSecret } = expected.credential;
  const client = createWhmClient({
    baseUrl: 'https://whm.example.com/',
    transport: (request) => {
      request.headers.set('authorization', `whm ${user}:${rightSecret}`);
      return expected.handle(request);
    },
  });
  const refused = await byTheClient(client, actions);

  const sampled = start();
  const server = await listen(createNodeListener(sampled.handle), { host: '127.0.0.1', port: 0 });
  const serverUrl = `http://127.0.0.1:${server.port}`;
  try {
    const text = sampleText(runtime.language, actions.flatMap(callsFor), { serverUrl, user });
    const ran = await execute(runtime, text, { serverUrl, secret: secret ?? rightSecret });
    return { ...ran, sampled, expected, refused };
  } finally {
    await server.close();
  }
}

const sent = ({ calls }: Simulator) =>
  calls.map(({ functionName, method, parameters }) => ({ functionName, method, parameters }));

function expectTheSame({ sampled, expected, output }: Outcome) {
  expect(sent(sampled), output).toEqual(sent(expected));
  expect(sampled.tokensOf('root'), output).toEqual(expected.tokensOf('root'));
}

const catalogue = ['list-accts', 'ssl', 'create-acct', 'kill-acct', 'passwd', 'status', 'stats', 'quota'];

const creation: Action = {
  kind: 'create',
  settings: {
    name: 'a-'.repeat(25),
    privileges: [...catalogue, 'edit-dns', 'create-dns', 'park-dns', 'edit-mx', 'add-pkg', 'mailcheck'],
    expiresAt: new Date('2027-11-23T05:59:59Z'),
    allowlist: ['2001:DB8::/32', '10.5.3.0/24', ...[...Array(98).keys()].map((last) => `198.51.100.${last}`)],
  },
};
const everything = { privileges: ['all'], expiresAt: null, allowlist: [] };
const [first = '', second = '', ...others] = names;

/** All that can happen, in one program, so that what has to be compiled is compiled once. */
const actions: readonly Action[] = [
  creation,
  { kind: 'create', settings: { ...everything, name: '-' } },
  {
    kind: 'update',
    currentName: first,
    settings: { ...everything, name: first, privileges: ['ssl', 'list-accts'] },
  },
  { kind: 'update', currentName: second, settings: { ...creation.settings, name: 'renamed' } },
  // The last one of these is refused: it has just been renamed.
  { kind: 'revoke', names: [...others.slice(0, 20), second] },
  { kind: 'revoke', names: [...others.slice(20), 'migrate-q4'] },
];

const present = await Promise.all(runtimes.map(isPresent));
const installed = runtimes.filter((_, index) => present[index]);
const missing = runtimes.filter((_, index) => !present[index]).map(({ language }) => language.title);
// Compilers take seconds: without `npm run test:samples` they are started once.
const all = import.meta.env.MODE === 'samples';
const quick = installed.filter(({ slow }) => all || !slow);

vi.setConfig({ maxConcurrency: 2, testTimeout: 120_000 });

afterAll(() => {
  const list = missing.length > 0 ? missing.join(', ') : 'none';
  process.stderr.write(`Samples not executed because their runtime is not installed: ${list}.\n`);
});

describe('a sample, executed,', () => {
  it(`is executed in ${all ? 'every language' : 'Node, at the least'}`, () => {
    if (all) expect(missing).toEqual([]);
    expect(installed.map(({ language }) => language.title)).toContain('Node.js');
  });

  it.concurrent.each(installed)(
    'does in $language.title what the client does, with names that would break out of careless quoting',
    async (runtime) => {
      const outcome = await compare(runtime, actions);
      expect(sent(outcome.sampled).length).toBeGreaterThan(40);
      expectTheSame(outcome);
      // The shells print the refusal; Java has no reader of JSON.
      const tells = !['whmapi1', 'curl', 'JavaScript', 'Java'].includes(runtime.language.title);
      expect(outcome.refused).toBe(true);
      expect(outcome.code, outcome.output).toBe(tells ? 1 : 0);
    },
  );

  it.concurrent.each(quick)('does in $language.title what one form does, and ends well', async (runtime) => {
    const outcome = await compare(runtime, [creation]);
    expectTheSame(outcome);
    expect(outcome.code, outcome.output).toBe(0);
    if (runtime.language.title !== 'whmapi1') expect(outcome.output).toMatch(/"result" ?: ?1/);
  });

  // The only language whose command for one call is another than for several.
  it.concurrent.each(quick.filter(({ language }) => language.title === 'curl'))(
    'does in $language.title what one confirmation does, whatever the name',
    async (runtime) => {
      for (const name of names.slice(0, 8)) {
        expectTheSame(await compare(runtime, [{ kind: 'revoke', names: [name] }]));
      }
    },
  );

  it.concurrent.each(quick.filter(({ language }) => language.title !== 'whmapi1'))(
    'stops in $language.title at a sign-in that is refused, so as not to feed the lock against guessing',
    async (runtime) => {
      const { sampled, code, output } = await compare(runtime, [{ kind: 'revoke', names }], 'WRONG');
      expect(sent(sampled), output).toHaveLength(1);
      expect(code, output).not.toBe(0);
      expect(output).not.toContain('WRONG');
    },
  );
});
