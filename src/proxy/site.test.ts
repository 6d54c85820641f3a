import { request as httpsRequest } from 'node:https';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import type { LogEntry } from './access-log.ts';
import { type Connection, connectTo } from './connect.ts';
import { loopbackOnly } from './exposure.ts';
import { Secret } from './secret.ts';
import { attackWith, sendAndWait } from './test-attack.ts';
import { authority, goodCertificate, privateKey } from './test-certificates.ts';
import { createTestServers, testSecret, testServer } from './test-server.ts';
import { noProxies, trustedProxiesFrom } from './trusted-proxies.ts';

const { startWith, stop, remove } = createTestServers();

afterEach(stop);
afterAll(remove);

const accepting = async () => Response.json({ metadata: { result: 1 }, data: {} });

function startSignIn(options: Parameters<typeof startWith>[1] = {}) {
  return startWith(connectTo([testServer(accepting, { credential: null })]), options);
}

const credential = new URLSearchParams({ user: 'root', method: 'token', secret: testSecret });

describe('the log', () => {
  async function startLogged(
    upstream: FetchHandler = accepting,
    change: Partial<Connection> = {},
    headMs = 10_000,
  ) {
    const entries: LogEntry[] = [];
    const server = await startWith(
      { ...connectTo([testServer(upstream)]), ...change },
      {
        log: (entry) => entries.push(entry),
        patience: { headMs, requestMs: 30_000 },
      },
    );
    const post = (path: string, body: string, site = 'same-origin') =>
      fetch(server.url + path, {
        method: 'POST',
        body: new URLSearchParams(body),
        headers: { 'sec-fetch-site': site },
      });
    return { entries, post, server };
  }

  it('has function, outcome and duration of each call', async () => {
    const { entries, post } = await startLogged();
    await post('json-api/api_token_list', 'api.version=1');
    await post('json-api/api_token_list', 'api.version=1', 'cross-site');
    await post('json-api/api_token_list', 'api.version=1&x=1');
    expect(entries.map(({ time: _, ms: __, ...entry }) => entry)).toEqual([
      { server: 'test', call: 'api_token_list', status: 200, outcome: 'answered' },
      { server: 'test', call: 'api_token_list', status: 403, outcome: 'not-same-origin' },
      { server: 'test', call: 'api_token_list', status: 400, outcome: 'unknown-parameter' },
    ]);
    expect(entries[0]?.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(entries[0]?.ms).toBeGreaterThanOrEqual(0);
  });

  it.each([
    [403, 'denied'],
    [200, '{"metadata":{"result":0,"reason":"no"}}'],
  ])('tells when the server refused, with %d', async (status, body) => {
    const { entries, post } = await startLogged(async () => new Response(body, { status }));
    await post('json-api/api_token_list', 'api.version=1');
    expect(entries).toMatchObject([{ call: 'api_token_list', status, outcome: 'refused-by-server' }]);
  });

  it.each<[string, string, number, string]>([
    [
      'an absolute target',
      'GET http://127.0.0.1:PORT/HUNTER2 HTTP/1.1\r\nHost: HUNTER2\r\nConnection: close\r\n\r\n',
      400,
      'malformed-target',
    ],
    ['no host', 'GET /HUNTER2 HTTP/1.0\r\n\r\n', 400, 'malformed-request'],
    ['no HTTP', 'HUNTER2\r\n\r\n', 400, 'malformed-request'],
    ['a head too large', `GET / HTTP/1.1\r\nX: ${'HUNTER2'.repeat(10_000)}\r\n\r\n`, 431, 'head-too-large'],
    ['a head too slow', 'GET /HUNTER2 HTTP/1.1\r\n', 408, 'too-slow'],
    ['two requests at once', 'GET /HUNTER2 HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(2), 0, 'pipelined'],
  ])('has a line for %s', async (_title, text, status, outcome) => {
    const { entries, server } = await startLogged(accepting, {}, outcome === 'too-slow' ? 100 : undefined);
    const answer = await sendAndWait(text, server.port);
    expect(Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0)).toBe(status);
    expect(entries).toContainEqual({
      time: expect.any(String),
      server: '-',
      call: '-',
      status,
      outcome,
      ms: 0,
    });
    expect(JSON.stringify(entries)).not.toContain('HUNTER2');
  });

  it('has a line for a defect of ours: where it is, and nothing of what was sent', async () => {
    const gateway = () => () => Promise.reject(new TypeError('HUNTER2\n    at HUNTER2'));
    const { entries, post } = await startLogged(accepting, { gateway });
    expect((await post('json-api/api_token_list', 'api.version=1')).status).toBe(500);
    expect(entries).toMatchObject([{ call: 'api_token_list', status: 500, outcome: 'failed' }]);
    expect(entries[0]?.trace).toMatch(/^TypeError at .*site\.test\.ts:\d+:\d+/);
    expect(entries[0]?.trace).not.toContain('HUNTER2');
  });

  it('repeats nothing that somebody typed or that is secret', async () => {
    const { entries, post, server } = await startLogged();
    await post('json-api/HUNTER2', 'api.version=1');
    await post('json-api/api_token_revoke?HUNTER2', 'api.version=1&token_name=HUNTER2');
    await post('json-api/api_token_revoke', 'api.version=1&token_name=HUNTER2');
    await post('s/HUNTER2/json-api/version', 'api.version=1');
    await attackWith({ head: ['GET /HUNTER2 HTTP/1.1', 'Host: HUNTER2', 'Cookie: HUNTER2'] }, server.port);
    const text = JSON.stringify(entries);
    expect(entries).toHaveLength(5);
    expect(text).not.toMatch(new RegExp(`HUNTER2|${testSecret}`));
  });
});

describe('the sign of life', () => {
  it('answers under any name, and to nothing but its own path', async () => {
    const { port } = await startSignIn();
    const answer = await attackWith({ head: ['GET /healthz HTTP/1.1', 'Host: 10.0.0.5:8443'] }, port);
    expect(answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*\r\n\r\nok\n$/);
    const other = await attackWith({ head: ['GET /healthz/x HTTP/1.1', 'Host: 10.0.0.5:8443'] }, port);
    expect(other).toMatch(/^HTTP\/1\.1 403 /);
  });
});

describe('behind a proxy', () => {
  const trustedProxies = trustedProxiesFrom(['127.0.0.1']) ?? noProxies;
  const exposure = { ...loopbackOnly, trustedProxies, publicNames: ['tokens.example.com'] };
  const said = ['X-Forwarded-Proto: https', 'X-Forwarded-For: 192.0.2.7', 'Host: tokens.example.com'];

  function signInHead(...lines: readonly string[]) {
    return {
      head: [
        'POST /gateway/sign-in HTTP/1.1',
        ...lines,
        'Sec-Fetch-Site: same-origin',
        'Content-Type: application/x-www-form-urlencoded',
        `Content-Length: ${credential.toString().length}`,
      ],
      body: credential.toString(),
    };
  }

  it('takes what the proxy says for what the browser sent', async () => {
    const { port } = await startSignIn({ exposure });
    const answer = await attackWith(signInHead(...said), port);
    expect(answer).toMatch(/^HTTP\/1\.1 204 /);
    expect(answer).toMatch(/set-cookie: __Host-whm-session-test=[\w-]{43}; .*; Secure\r\n/);
    expect(answer).toMatch(/strict-transport-security: max-age=31536000\r\n/);
  });

  it.each<[string, readonly string[]]>([
    ['came to the proxy over http', ['X-Forwarded-Proto: http', 'Host: tokens.example.com']],
    ['did not come through it', ['Host: tokens.example.com']],
    ['asks for another name', ['X-Forwarded-Proto: https', 'Host: evil.example']],
    ['claims another name', [...said, 'X-Forwarded-Host: evil.example']],
    ['claims two names', [...said, 'X-Forwarded-Host: tokens.example.com, evil.example']],
    ['asks for this machine', ['X-Forwarded-Proto: https', 'Host: 127.0.0.1:PORT']],
  ])('refuses a request that %s', async (_title, lines) => {
    const { port } = await startSignIn({ exposure });
    expect(await attackWith(signInHead(...lines), port)).toMatch(/^HTTP\/1\.1 403 /);
    expect(await attackWith({ head: ['GET / HTTP/1.1', ...lines] }, port)).toMatch(/^HTTP\/1\.1 403 /);
  });

  it('counts failures by the address of the browser, which it cannot make up', async () => {
    const { port } = await startWith(
      connectTo([testServer(async () => new Response('no', { status: 403 }), { credential: null })]),
      { exposure },
    );
    const statuses: (string | undefined)[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      const user = credential.toString().replace('root', `use${attempt}`);
      const lines = [said[0] ?? '', `X-Forwarded-For: 198.51.100.${attempt}, 192.0.2.7`, said[2] ?? ''];
      const answer = await attackWith({ ...signInHead(...lines), body: user }, port);
      statuses.push(/ (\d{3}) /.exec(answer)?.[1]);
    }
    expect(statuses).toEqual(['403', '403', '403', '429']);
  });
});

describe('with a certificate', () => {
  const tls = { certificate: goodCertificate, key: new Secret(privateKey) };

  function get(port: number, path: string, host: string) {
    return new Promise<{ status: number; headers: object }>((resolve, reject) => {
      const options = {
        host: '127.0.0.1',
        port,
        path,
        ca: authority,
        servername: 'localhost',
        agent: false,
        headers: { host },
      };
      const request = httpsRequest(options, (response) => {
        response.resume();
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers }));
      });
      request.on('error', reject);
      request.end();
    });
  }

  it('speaks https, and says that it does for good', async () => {
    const server = await startSignIn({ exposure: { ...loopbackOnly, tls } });
    expect(server.url).toMatch(/^https:/);
    const { status, headers } = await get(server.port, '/', `127.0.0.1:${server.port}`);
    expect(status).toBe(200);
    expect(headers).toHaveProperty('strict-transport-security', 'max-age=31536000');
  });

  it('answers to its public names, at its port and at that of https', async () => {
    const { port } = await startSignIn({
      exposure: { ...loopbackOnly, tls, publicNames: ['tokens.example.com'] },
    });
    const statuses = [];
    for (const host of ['tokens.example.com', `tokens.example.com:${port}`, `127.0.0.1:${port}`]) {
      statuses.push((await get(port, '/', host)).status);
    }
    expect(statuses).toEqual([200, 200, 403]);
  });

  it('does not start when key and certificate do not belong together', async () => {
    const wrong = { certificate: authority, key: new Secret(privateKey) };
    await expect(startSignIn({ exposure: { ...loopbackOnly, tls: wrong } })).rejects.toThrow(
      'TLS_CERT_FILE and TLS_KEY_FILE do not belong together',
    );
  });
});
