import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { connectTo } from './connect.ts';
import { attackWith, sendAndWait } from './test-attack.ts';
import { attacks, attacksWithoutSession } from './test-attacks.ts';
import { createTestServers, testSecret, testServer } from './test-server.ts';

// Hostile requests, sent byte for byte to the real server on a real port. Each has the refusal that is
// expected of it, and none may make the server behind it see anything.

const servers = createTestServers();
const seen: string[] = [];
const upstream = async (request: Request) => {
  seen.push(`${request.method} ${request.url} ${await request.text()}`);
  return Response.json({ metadata: { result: 1 }, data: {} });
};
let port = 0;
let signInPort = 0;

beforeAll(async () => {
  ({ port } = await servers.startWith(connectTo([testServer(upstream)])));
  const behindSignIn = testServer(upstream, { credential: null });
  ({ port: signInPort } = await servers.startWith(connectTo([behindSignIn])));
});

afterEach(() => {
  seen.length = 0;
});

afterAll(async () => {
  await servers.stop();
  servers.remove();
});

function statusOf(answer: string): number | null {
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1];
  return status === undefined ? null : Number(status);
}

it('lets the call through that all of these are variations of', async () => {
  const head = [
    'POST /json-api/api_token_list HTTP/1.1',
    'Host: 127.0.0.1:PORT',
    'Sec-Fetch-Site: same-origin',
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 13',
  ];
  const answer = await attackWith({ head, body: 'api.version=1' }, port);
  expect(statusOf(answer)).toBe(200);
  expect(seen).toEqual(['POST https://whm.example.com:2087/json-api/api_token_list api.version=1']);
});

it('are 150 or more, no two the same', () => {
  const all = [...Object.values(attacks).flat(), ...attacksWithoutSession];
  expect(new Set(all.map(({ head, body }) => JSON.stringify([head, body]))).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(150);
});

describe.each(Object.entries(attacks))('%s', (_name, rows) => {
  it.each(rows)('refuses $title', async (attack) => {
    const answer = await attackWith(attack, port);
    expect(attack.expected).toContain(statusOf(answer));
    // One answer: a request that hides in another one is not answered.
    expect(answer.match(/HTTP\/1\.1 \d{3}/g)?.length ?? 0).toBeLessThanOrEqual(1);
    expect(answer).not.toMatch(/access-control-allow|set-cookie/i);
    expect(answer).not.toContain(testSecret);
    // What the files say that are none of the page's.
    expect(answer).not.toContain('outside');
    expect(seen).toEqual([]);
  });
});

describe('without a session', () => {
  it.each(attacksWithoutSession)('refuses $title', async (attack) => {
    const answer = await attackWith(attack, signInPort);
    expect(attack.expected).toContain(statusOf(answer));
    expect(answer).not.toMatch(/set-cookie/i);
    expect(seen).toEqual([]);
  });
});

describe('a session', () => {
  const post = (path: string, body: string, ...more: readonly string[]) => ({
    head: [
      `POST ${path} HTTP/1.1`,
      'Host: 127.0.0.1:PORT',
      'Sec-Fetch-Site: same-origin',
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${body.length}`,
      ...more,
    ],
    body,
  });
  const credential = `user=root&method=token&secret=${testSecret}`;
  const nameOf = (number: number) => `whm-session-test-${number}`;

  async function signIn(...more: readonly string[]): Promise<string> {
    const answer = await attackWith(post('/gateway/sign-in', credential, ...more), signInPort);
    expect(statusOf(answer)).toBe(204);
    expect(seen.splice(0)).toHaveLength(1);
    return /^set-cookie: ([^;]+);/im.exec(answer)?.[1] ?? '';
  }

  async function expectUseless(cookie: string): Promise<void> {
    const header = `Cookie: ${cookie}`;
    const calls = [
      post('/json-api/api_token_list', 'api.version=1', header),
      post('/gateway/test-token', 'token=GUESSGUESS', header),
      {
        head: [
          'GET /gateway/token-in-use HTTP/1.1',
          'Host: 127.0.0.1:PORT',
          'Sec-Fetch-Site: same-origin',
          header,
        ],
      },
    ];
    for (const call of calls) expect(statusOf(await attackWith(call, signInPort))).toBe(401);
    expect(seen).toEqual([]);
  }

  it('is not opened by an id that was planted before somebody signed in', async () => {
    const planted = `${nameOf(signInPort)}=${'A'.repeat(43)}`;
    const own = await signIn(`Cookie: ${planted}`);
    expect(own).not.toBe(planted);
    await expectUseless(planted);
  });

  it('is not opened by the id from before its owner signed in again', async () => {
    const old = await signIn();
    await signIn(`Cookie: ${old}`);
    await expectUseless(old);
  });

  it('is not opened by a stolen cookie once its owner has signed out', async () => {
    const stolen = await signIn();
    const answer = await attackWith(post('/gateway/sign-out', '', `Cookie: ${stolen}`), signInPort);
    expect(statusOf(answer)).toBe(204);
    await expectUseless(stolen);
  });

  it('is not opened by its id under another name, in part, or twice', async () => {
    const own = await signIn();
    const [name = '', id = ''] = own.split('=');
    for (const cookie of [
      `${nameOf(port)}=${id}`,
      `__Host-${own}`,
      `${name.toUpperCase()}=${id}`,
      own.slice(0, -1),
      `${own}%00`,
      `${own}; ${own}`,
    ]) {
      await expectUseless(cookie);
    }
  });
});

describe('a sender that takes its time', () => {
  const patience = { headMs: 300, requestMs: 600 };
  const head = [
    'POST /json-api/api_token_list HTTP/1.1',
    'Host: 127.0.0.1:PORT',
    'Sec-Fetch-Site: same-origin',
    'Content-Type: application/x-www-form-urlencoded',
  ];

  it('is cut off in the middle of the head', async () => {
    const slow = await servers.startWith(connectTo([testServer(upstream)]), {
      patience: { headMs: 300, requestMs: 60_000 },
    });
    const answer = await sendAndWait(head.join('\r\n'), slow.port);
    expect(statusOf(answer)).toBe(408);
    expect(seen).toEqual([]);
  });

  it('is cut off in the middle of the body', async () => {
    const slow = await servers.startWith(connectTo([testServer(upstream)]), { patience });
    const answer = await attackWith(
      { head: [...head, 'Content-Length: 40'], body: 'api.version=1' },
      slow.port,
    );
    expect([408, 400, null]).toContain(statusOf(answer));
    expect(seen).toEqual([]);
  });
});

describe('the address of the page', () => {
  const several = ['berlin', 'paris'].map((name) => testServer(upstream, { name, label: name }));

  it.each([
    ['//evil.example', [404, 400]],
    ['/\\evil.example', [400]],
    ['/%2f%2fevil.example', [404]],
    ['/s//evil.example', [404]],
    ['/s/https://evil.example', [404]],
    ['/s/berlin%0d%0aLocation:%20https://evil.example', [404]],
    ['/s/__proto__', [404]],
    ['/s/constructor/', [404]],
    ['/?next=https://evil.example', [302]],
    ['/s/berlin', [302]],
  ] as const)('redirects %s to nowhere but its own pages', async (target, expected) => {
    const server = await servers.startWith(connectTo(several));
    const head = [`GET ${target} HTTP/1.1`, 'Host: 127.0.0.1:PORT'];
    const answer = await attackWith({ head }, server.port);
    expect(expected).toContain(statusOf(answer));
    const location = /^location: (.*)\r$/im.exec(answer)?.[1];
    expect(['/s/berlin/', '/s/paris/', undefined]).toContain(location);
  });
});

describe('a hostile server', () => {
  it.each<[string, BodyInit, ResponseInit]>([
    ['a cookie', '{}', { headers: { 'set-cookie': 'session=1' } }],
    ['a redirect', '', { status: 302, headers: { location: 'https://evil.example' } }],
    ['a permission for other sites', '{}', { headers: { 'access-control-allow-origin': '*' } }],
    ['a page', '<script>alert(1)</script>', { headers: { 'content-type': 'text/html' } }],
    ['a refresh', '{}', { headers: { refresh: '0;url=https://evil.example' } }],
    ['a service worker', '{}', { headers: { 'service-worker-allowed': '/' } }],
    ['its own policy', '{}', { headers: { 'content-security-policy': "script-src 'unsafe-inline'" } }],
    ['the credential', `{"echo":"whm root:${testSecret}"}`, {}],
  ])('cannot give the browser %s', async (_title, body, init) => {
    const hostile = testServer(async () => new Response(body, init));
    const server = await servers.startWith(connectTo([hostile]));
    const response = await fetch(`${server.url}json-api/version`, {
      method: 'POST',
      body: new URLSearchParams({ 'api.version': '1' }),
      headers: { 'sec-fetch-site': 'same-origin' },
      redirect: 'manual',
    });
    const names = [...response.headers.keys()];
    const forbidden = [
      'set-cookie',
      'location',
      'access-control-allow-origin',
      'refresh',
      'service-worker-allowed',
    ];
    expect(names.filter((name) => forbidden.includes(name))).toEqual([]);
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; frame-ancestors 'none'; sandbox",
    );
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(await response.text()).not.toContain(testSecret);
  });
});
