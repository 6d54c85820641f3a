import { afterEach, describe, expect, it } from 'vitest';
import { createSimulator } from '../simulator/simulator.ts';
import { gatewayAboutSchema } from '../whm/gateway.ts';
import { readConfig } from './config.ts';
import { type Connection, connect, connectToSimulator } from './connect.ts';
import { loopbackHosts } from './guard.ts';
import { reachabilityOf } from './reachability.ts';
import { goodCertificate } from './test-certificates.ts';
import { fromBrowser } from './test-incoming.ts';
import { createTestUpstreams } from './test-upstreams.ts';

function readFile(): string {
  throw new Error('no file');
}

async function aboutOf(connection: Connection) {
  const response = await fromBrowser(connection.gateway(loopbackHosts(4173)))(
    new Request('http://127.0.0.1:4173/gateway/about', { headers: { 'sec-fetch-site': 'same-origin' } }),
  );
  return gatewayAboutSchema.parse(await response.json());
}

it('is a simulated WHM when no server is named', async () => {
  const connection = connect(readConfig({}, readFile));
  expect(await aboutOf(connection)).toMatchObject({
    simulated: true,
    server: 'whm.example.com',
    user: 'root',
    timeZone: 'America/Chicago',
    insecureTls: false,
  });
  expect(connection.summary).toContain('simulated');
});

it('signs in to the simulator that it is given', async () => {
  const simulator = createSimulator({ scenario: 'reseller' });
  const response = await fromBrowser(connectToSimulator(simulator).gateway(loopbackHosts(4173)))(
    new Request('http://127.0.0.1:4173/json-api/api_token_list', {
      method: 'POST',
      body: new URLSearchParams({ 'api.version': '1' }),
      headers: { 'sec-fetch-site': 'same-origin' },
    }),
  );
  expect(await response.json()).toMatchObject({ metadata: { result: 1 } });
  expect(simulator.calls.map((call) => call.functionName)).toEqual(['api_token_list']);
});

it('says out loud that a certificate is not checked', () => {
  const env = { WHM_URL: 'https://whm.example.com:2087', WHM_TOKEN: 'ENV-TOKEN', WHM_INSECURE_TLS: '1' };
  const { summary, warnings } = connect(readConfig(env, readFile));
  expect(summary).toBe('whm.example.com as root');
  expect(warnings.join()).toContain('NOT CHECKED');
});

describe('a server that shows another certificate than it should', () => {
  const upstreams = createTestUpstreams();
  afterEach(upstreams.close);

  it.each([
    ['the environment', 'WHM_FINGERPRINT'],
    ['a servers file', 'the fingerprint of berlin in WHM_SERVERS_FILE'],
  ])('is told with the name that the setting has in %s', async (place, name) => {
    const { url } = await upstreams.serve(goodCertificate);
    const pin = 'ab'.repeat(32);
    const file = JSON.stringify([{ name: 'berlin', url, trust: { fingerprint: pin } }]);
    const env: Record<string, string> =
      place === 'a servers file' ? { WHM_SERVERS_FILE: 'servers' } : { WHM_URL: url, WHM_FINGERPRINT: pin };
    const connection = connect(readConfig(env, () => file));
    const [server] = connection.servers;
    const problem = server && (await reachabilityOf(server));
    expect(problem).toContain(
      `cannot be reached now: The server’s certificate is not the one pinned by ${name}.`,
    );
    await connection.close();
  });
});
