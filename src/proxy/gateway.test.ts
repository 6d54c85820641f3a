import { describe, expect, it } from 'vitest';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import { readTokenInUse } from '../whm/gateway.ts';
import { createGateway } from './gateway.ts';
import { loopbackHosts } from './guard.ts';
import { Secret } from './secret.ts';
import { fromBrowser } from './test-incoming.ts';
import { testServer, testSecret as token } from './test-server.ts';
import { createTokenInUse } from './token-in-use.ts';

const origin = 'http://127.0.0.1:4173';

function createTestGateway(upstream: FetchHandler) {
  return fromBrowser(createGateway({ servers: [testServer(upstream)], allowedHosts: loopbackHosts(4173) }));
}

function get(path: string) {
  return new Request(origin + path, { headers: { 'sec-fetch-site': 'same-origin' } });
}

function post(name: string, body: string) {
  return new Request(`${origin}/json-api/${name}`, {
    method: 'POST',
    body: new URLSearchParams(body),
    headers: { 'sec-fetch-site': 'same-origin' },
  });
}

function details(name?: string) {
  return Response.json({ metadata: { result: 1, reason: 'OK' }, ...(name ? { data: { name } } : {}) });
}

/** A server that answers api_token_get_details with each of these in turn, and counts. */
function detailsServer(...answers: Array<() => Response>) {
  const bodies: string[] = [];
  const upstream: FetchHandler = async (request) => {
    if (!request.url.endsWith('/api_token_get_details')) return new Response('{}');
    bodies.push(await request.text());
    return answers[Math.min(bodies.length, answers.length) - 1]?.() ?? details();
  };
  return { upstream, bodies };
}

async function tokenInUseOf(gateway: FetchHandler) {
  return readTokenInUse((request) => gateway(get(new URL(request.url).pathname)), origin);
}

describe('calls', () => {
  it('forwards a call of the page', async () => {
    const gateway = createTestGateway(async (request) => new Response(new URL(request.url).pathname));
    const response = await gateway(post('version', 'api.version=1'));
    expect(await response.text()).toBe('/json-api/version');
  });

  it('answers a refusal with a sentence and the same strict headers', async () => {
    const gateway = createTestGateway(() => Promise.reject(new Error('reached')));
    const response = await gateway(get('/json-api/version'));
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ gateway: { kind: 'refused' } });
  });

  it.each(['/gateway/', '/gateway/config', '/json-api', '/'])('has nothing at %s', async (path) => {
    const gateway = createTestGateway(() => Promise.reject(new Error('reached')));
    expect((await gateway(get(path))).status).toBe(404);
  });
});

describe('about', () => {
  it('says what the gateway is connected to, asking nobody, and never the credential', async () => {
    const gateway = createTestGateway(() => Promise.reject(new Error('reached')));
    const text = await (await gateway(get('/gateway/about'))).text();
    expect(JSON.parse(text)).toEqual({
      simulated: false,
      server: 'whm.example.com',
      user: 'root',
      timeZone: null,
      insecureTls: false,
      signIn: 'settings',
      servers: [{ name: 'test', label: 'Test', path: '/' }],
    });
    expect(text).not.toContain(token);
  });
});

const named = (name: string | null) => ({ known: true, name });
const notKnown = { known: false, name: null };

describe('the token in use', () => {
  it('is asked for once, with the secret in the body, and only its name is told', async () => {
    const { upstream, bodies } = detailsServer(() => details('dashboard'));
    const gateway = createTestGateway(upstream);
    const names = await Promise.all([tokenInUseOf(gateway), tokenInUseOf(gateway)]);
    expect([...names, await tokenInUseOf(gateway)]).toEqual(Array(3).fill(named('dashboard')));
    expect(bodies).toEqual([`api.version=1&token=${token}`]);
    const answer = await gateway(get('/gateway/token-in-use'));
    expect(await answer.text()).toBe('{"known":true,"name":"dashboard"}');
  });

  it('remembers that the server does not recognise the token', async () => {
    const { upstream, bodies } = detailsServer(() => details());
    const gateway = createTestGateway(upstream);
    expect([await tokenInUseOf(gateway), await tokenInUseOf(gateway)]).toEqual([named(null), named(null)]);
    expect(bodies).toHaveLength(1);
  });

  it('is not known, and never “none”, after a refusal, a foreign page or a dropped call, and asks again', async () => {
    const { upstream } = detailsServer(
      () => new Response('no', { status: 500 }),
      () => new Response('<html>'),
      () => {
        throw new TypeError('dropped');
      },
      () => details('dashboard'),
    );
    const gateway = createTestGateway(upstream);
    const answers = [];
    for (let asked = 0; asked < 4; asked++) answers.push(await tokenInUseOf(gateway));
    expect(answers).toEqual([notKnown, notKnown, notKnown, named('dashboard')]);
  });

  it('does not ask again at once after a refusal, which WHM counts', async () => {
    const { upstream, bodies } = detailsServer(() => new Response('no', { status: 403 }));
    const gateway = createTestGateway(upstream);
    for (let round = 0; round < 5; round++)
      expect(await tokenInUseOf(gateway)).toEqual({ known: false, name: null });
    expect(bodies).toHaveLength(1);
  });

  it('asks again after the token was renamed through the gateway', async () => {
    const { upstream } = detailsServer(
      () => details('old-name'),
      () => details('new-name'),
    );
    const gateway = createTestGateway(upstream);
    await tokenInUseOf(gateway);
    await gateway(post('api_token_update', 'api.version=1&token_name=old-name&new_name=new-name'));
    expect(await tokenInUseOf(gateway)).toEqual(named('new-name'));
  });

  it('keeps the name when another token is renamed', async () => {
    const { upstream, bodies } = detailsServer(() => details('dashboard'));
    const gateway = createTestGateway(upstream);
    await tokenInUseOf(gateway);
    await gateway(post('api_token_update', 'api.version=1&token_name=other&new_name=another'));
    await tokenInUseOf(gateway);
    expect(bodies).toHaveLength(1);
  });

  it('does not wait for a server that does not answer', async () => {
    const tokenInUse = createTokenInUse({
      upstream: () => new Promise(() => {}),
      upstreamUrl: 'https://whm.example.com:2087',
      authorization: `whm root:${token}`,
      token: new Secret(token),
      waitMs: 5,
    });
    expect(await tokenInUse.find()).toEqual(notKnown);
  });
});

describe('testing a secret', () => {
  const secret = 'NEWSECRET';
  const test = (body: string, headers: Record<string, string> = {}) =>
    new Request(`${origin}/gateway/test-token`, {
      method: 'POST',
      body: new URLSearchParams(body),
      headers: { 'sec-fetch-site': 'same-origin', ...headers },
    });

  it('signs in once, with this secret and not with its own', async () => {
    const seen: string[] = [];
    const gateway = createTestGateway(async (request) => {
      const { pathname, search } = new URL(request.url);
      seen.push(`${request.method} ${pathname}${search} ${request.headers.get('authorization')}`);
      seen.push(await request.text());
      return Response.json({ metadata: { result: 1 }, data: { privileges: [{ all: 1 }] } });
    });
    const response = await gateway(test(`token=${secret}`));
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ data: { privileges: [{ all: 1 }] } });
    expect(seen).toEqual([`POST /json-api/myprivs whm root:${secret}`, 'api.version=1']);
  });

  it('passes a refusal on, without either secret', async () => {
    const gateway = createTestGateway(
      async () => new Response(`denied: ${secret} ${token}`, { status: 403 }),
    );
    const response = await gateway(test(`token=${secret}`));
    expect(response.status).toBe(403);
    expect(await response.text()).toBe('denied: [redacted] [redacted]');
  });

  it.each(['', 'token=', 'token=a&token=b', 'token=a&user=root', 'token=a%0D%0AX-Other%3A+b', 'token=%FF'])(
    'sends nothing for the body “%s”',
    async (body) => {
      const gateway = createTestGateway(() => Promise.reject(new Error('reached')));
      const request = new Request(`${origin}/gateway/test-token`, {
        method: 'POST',
        body,
        headers: {
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
        },
      });
      const response = await gateway(request);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ gateway: { kind: 'refused' } });
    },
  );

  it('waits after three that did not work, as each is a failed sign-in to WHM', async () => {
    let calls = 0;
    let status = 403;
    const gateway = createTestGateway(async () => {
      calls++;
      return Response.json({ metadata: { result: 1 } }, { status });
    });
    for (let round = 0; round < 3; round++) expect((await gateway(test(`token=${secret}`))).status).toBe(403);
    status = 200;
    const response = await gateway(test(`token=${secret}`));
    expect([response.status, response.headers.get('retry-after'), calls]).toEqual([429, '300', 3]);
    expect(await response.json()).toMatchObject({ gateway: { kind: 'refused' } });
  });

  it('does not count those that work, nor those that nobody judged', async () => {
    let status = 200;
    const gateway = createTestGateway(async () => Response.json({ metadata: { result: 1 } }, { status }));
    for (const next of [200, 502, 200, 500, 200, 502, 200]) {
      status = next;
      expect((await gateway(test(`token=${secret}`))).status).toBe(next);
    }
  });

  it('is for the page alone, and only as a POST', async () => {
    const gateway = createTestGateway(() => Promise.reject(new Error('reached')));
    expect((await gateway(test(`token=${secret}`, { 'sec-fetch-site': 'cross-site' }))).status).toBe(403);
    expect((await gateway(get('/gateway/test-token'))).status).toBe(405);
  });
});
