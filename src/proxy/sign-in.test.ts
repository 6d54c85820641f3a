import { describe, expect, it } from 'vitest';
import { createSimulator } from '../simulator/simulator.ts';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import { gatewayAboutSchema, readTokenInUse } from '../whm/gateway.ts';
import { createAttempts } from './attempts.ts';
import { simulatedServer } from './connect.ts';
import { createGateway } from './gateway.ts';
import { loopbackHosts } from './guard.ts';
import { createSessions } from './sessions.ts';
import { fromBrowser } from './test-incoming.ts';
import { testServer } from './test-server.ts';
import type { WhmServer } from './whm-server.ts';

const idleMs = 30 * 60_000;
const plainOrigin = 'http://127.0.0.1:4173';
const root = { user: 'root', method: 'token', secret: 'SIMULATEDROOTTOKENOPENSNOTHING00' };

type Options = { servers?: readonly WhmServer[]; origin?: string; upstream?: FetchHandler };

/** A gateway that everybody signs in to, a browser with cookies, and a clock. */
function open({ servers, origin = plainOrigin, upstream }: Options = {}) {
  let ms = 0;
  const now = () => ms;
  const simulator = createSimulator();
  const sessions = createSessions(now);
  const server = upstream ? testServer(upstream, { credential: null }) : simulatedServer(simulator);
  const gateway = createGateway({
    servers: servers ?? [server],
    allowedHosts: [...loopbackHosts(4173), 'tokens.example.com'],
    sessions,
    attempts: createAttempts(now),
    timeLimit: () => 1_000,
  });
  const cookies = new Map<string, string>();

  async function send(path: string, init: RequestInit & { from?: string } = {}) {
    const headers = new Headers({ 'sec-fetch-site': 'same-origin', ...init.headers });
    const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    if (jar !== '' && !headers.has('cookie')) headers.set('cookie', jar);
    const request = new Request(origin + path, { ...init, headers });
    const response = await fromBrowser(gateway, init.from)(request);
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }
  const post = (path: string, fields: Record<string, string>, init = {}) =>
    send(path, { method: 'POST', body: new URLSearchParams(fields), ...init });
  return {
    simulator,
    sessions,
    cookies,
    send,
    post,
    signIn: (fields: Record<string, string> = root, base = '/') => post(`${base}gateway/sign-in`, fields),
    list: (base = '/', init = {}) => post(`${base}json-api/api_token_list`, { 'api.version': '1' }, init),
    about: async (base = '/') => gatewayAboutSchema.parse(await (await send(`${base}gateway/about`)).json()),
    tokenInUse: () => readTokenInUse((request) => send(new URL(request.url).pathname), `${origin}/`),
    pass: (step: number) => {
      ms += step;
    },
  };
}

describe('before signing in', () => {
  it('says that it is required, and nobody’s name', async () => {
    expect(await open().about()).toMatchObject({ signIn: 'required', user: null });
  });

  it.each([
    ['/json-api/api_token_list', { 'api.version': '1' }],
    ['/gateway/test-token', { token: 'NEWSECRET' }],
  ])('lets no call of %s through to WHM', async (path, fields) => {
    const { post, simulator } = open();
    const response = await post(path, fields);
    expect(response.status).toBe(401);
    // No scheme that a browser would ask for a password by itself with.
    expect(response.headers.get('www-authenticate')).toBe('Session');
    expect(await response.json()).toMatchObject({ gateway: { kind: 'signed-out' } });
    expect(simulator.calls).toEqual([]);
  });
});

describe('signing in', () => {
  it('asks WHM once, and from then on calls with the credential', async () => {
    const { signIn, list, about, tokenInUse, simulator } = open();
    expect((await signIn()).status).toBe(204);
    expect(simulator.calls.map(({ functionName }) => functionName)).toEqual(['myprivs']);
    expect(await (await list()).json()).toMatchObject({ metadata: { result: 1 } });
    expect(await about()).toMatchObject({ signIn: 'signed-in', user: 'root' });
    expect(await tokenInUse()).toEqual({ known: true, name: 'whm-dashboard' });
  });

  it('works with a password, and sends the one-time code along', async () => {
    const seen: string[] = [];
    const { signIn, about, tokenInUse } = open({
      upstream: async (request) => {
        seen.push(`${request.headers.get('authorization')} ${request.headers.get('x-cpanel-otp')}`);
        return Response.json({ metadata: { result: 1 }, data: {} });
      },
    });
    const status = (await signIn({ user: 'root', method: 'password', secret: 'pä:ss', otp: '123456' }))
      .status;
    expect(status).toBe(204);
    expect(seen).toEqual([`Basic ${Buffer.from('root:pä:ss').toString('base64')} 123456`]);
    expect(await about()).toMatchObject({ user: 'root' });
    expect(await tokenInUse()).toEqual({ known: true, name: null });
  });

  it('sets a cookie that no script, no other site and, over https, no other host can use', async () => {
    const plain = (await open().signIn()).headers.get('set-cookie');
    expect(plain).toMatch(/^whm-session-simulated-4173=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const secure = (await open({ origin: 'https://tokens.example.com' }).signIn()).headers.get('set-cookie');
    expect(secure).toMatch(
      /^__Host-whm-session-simulated=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
    );
  });

  it('gives the credential in no answer', async () => {
    const { signIn, send, list } = open();
    const answers = [await signIn(), await send('/gateway/about'), await list()];
    for (const response of answers) {
      expect(JSON.stringify([...response.headers]) + (await response.text())).not.toContain(root.secret);
    }
  });

  it('gives a password in no answer, as it is or as it is sent, however WHM echoes it', async () => {
    const { signIn, list } = open({
      upstream: async (request) =>
        Response.json({
          metadata: {
            result: 1,
            reason: `${request.headers.get('authorization')} correct horse ${request.headers.get('x-cpanel-otp')}`,
          },
        }),
    });
    await signIn({ user: 'root', method: 'password', secret: 'correct horse', otp: '123456' });
    expect(await (await list()).json()).toEqual({
      metadata: { result: 1, reason: 'Basic [redacted] [redacted] [redacted]' },
    });
  });

  it('gives one answer, whichever part was wrong', async () => {
    const answers = await Promise.all(
      [
        { ...root, secret: 'WRONGWRONG' },
        { ...root, user: 'nobody' },
        { user: 'root', method: 'password', secret: 'wrong', otp: '' },
        { user: 'acme', method: 'password', secret: 'wrong', otp: '123456' },
      ].map(async (fields) => {
        const response = await open().signIn(fields);
        return {
          status: response.status,
          text: await response.text(),
          cookie: response.headers.get('set-cookie'),
        };
      }),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 403, cookie: null });
  });

  it.each<[string, string]>([
    ['a second user', 'user=root&user=acme&method=token&secret=AAAAAAAAAA'],
    ['an unknown field', 'user=root&method=token&secret=AAAAAAAAAA&admin=1'],
    ['__proto__', 'user=root&method=token&secret=AAAAAAAAAA&__proto__=x'],
    ['no secret', 'user=root&method=token'],
    ['an unknown method', 'user=root&method=hash&secret=AAAAAAAAAA'],
    ['a user with a line break', 'user=root%0d%0aX:1&method=token&secret=AAAAAAAAAA'],
    ['a token with a line break', 'user=root&method=token&secret=AAAAAAAAAA%0d%0aX:1'],
    ['a password with a line break', 'user=root&method=password&otp=&secret=a%0ab'],
    ['a code that is none', 'user=root&method=password&otp=1%0a2345&secret=ab'],
    ['a user with a colon', 'user=root:x&method=token&secret=AAAAAAAAAA'],
  ])('refuses a form with %s before WHM sees anything', async (_title, body) => {
    const { send, simulator } = open();
    const response = await send('/gateway/sign-in', { method: 'POST', body: new URLSearchParams(body) });
    expect(response.status).toBe(400);
    expect(simulator.calls).toEqual([]);
  });

  it('is refused for a while after three failures, and WHM is not asked', async () => {
    const { signIn, simulator, pass } = open();
    for (let round = 0; round < 3; round++) await signIn({ ...root, secret: 'WRONGWRONG' });
    const response = await signIn();
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBe(300);
    expect(await response.text()).toContain('Try again in 5 minutes');
    expect(simulator.calls).toHaveLength(3);
    pass(5 * 60_000);
    expect((await signIn()).status).toBe(204);
  });

  it('tells browsers of IPv4 apart on a socket for both kinds', async () => {
    const { post } = open();
    const tryAs = (user: string, from: string) =>
      post('/gateway/sign-in', { ...root, user, secret: 'WRONGWRONG' }, { from });
    for (const user of ['a', 'b', 'c']) expect((await tryAs(user, '::ffff:192.0.2.1')).status).toBe(403);
    expect((await tryAs('d', '::ffff:192.0.2.1')).status).toBe(429);
    expect((await tryAs('d', '::ffff:192.0.2.2')).status).toBe(403);
  });

  it('counts secrets that were tested with it: to WHM they are the same', async () => {
    const { signIn, post, simulator } = open();
    await signIn();
    const test = () => post('/gateway/test-token', { token: 'WRONGWRONG' });
    expect([(await test()).status, (await test()).status]).toEqual([403, 403]);
    expect((await signIn({ ...root, user: 'acme', secret: 'WRONGWRONG' })).status).toBe(403);
    const { length } = simulator.calls;
    expect([(await test()).status, (await signIn()).status]).toEqual([429, 429]);
    expect(simulator.calls).toHaveLength(length);
  });

  it.each<[string, number, FetchHandler]>([
    ['cannot be reached', 502, () => Promise.reject(new Error('down'))],
    ['is no WHM', 502, async () => new Response('<h1>Welcome</h1>')],
  ])('says so when the server %s, and does not count it as a failure', async (_title, status, upstream) => {
    const { signIn } = open({ upstream });
    for (let round = 0; round < 4; round++) expect((await signIn()).status).toBe(status);
  });

  it.each<[string, FetchHandler]>([
    ['a log-in page', async () => new Response('<input type="password">')],
    ['a redirect to it', async () => new Response(null, { status: 307, headers: { location: '/login' } })],
    ['a refusal', async () => Response.json({ metadata: { result: 0, reason: 'Access denied' } })],
  ])('takes %s for a refusal', async (_title, upstream) => {
    expect((await open({ upstream }).signIn()).status).toBe(403);
  });
});

describe('a session', () => {
  it('gets a new id at every sign-in, and the old one opens nothing', async () => {
    const { signIn, list, cookies } = open();
    await signIn();
    const old = [...cookies].map(([name, value]) => `${name}=${value}`).join();
    await signIn();
    expect((await list()).status).toBe(200);
    expect((await list('/', { headers: { cookie: old } })).status).toBe(401);
  });

  it('is not made of an id that somebody planted', async () => {
    const { signIn, list, cookies } = open();
    const planted = 'A'.repeat(43);
    cookies.set('whm-session-simulated-4173', planted);
    await signIn();
    const response = await list('/', { headers: { cookie: `whm-session-simulated-4173=${planted}` } });
    expect(response.status).toBe(401);
  });

  it('is not chosen between two cookies of the same name', async () => {
    const { signIn, list, cookies } = open();
    await signIn();
    const own = `whm-session-simulated-4173=${cookies.get('whm-session-simulated-4173')}`;
    expect((await list('/', { headers: { cookie: `${own}; ${own.slice(0, -1)}x` } })).status).toBe(401);
    expect((await list('/', { headers: { cookie: `theme=dark; ${own}` } })).status).toBe(200);
  });

  it('ends on signing out, for a thief of its cookie too', async () => {
    const { signIn, post, list, cookies, sessions } = open();
    await signIn();
    const stolen = [...cookies].map(([name, value]) => `${name}=${value}`).join();
    const response = await post('/gateway/sign-out', {});
    expect(response.status).toBe(204);
    expect(response.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await list('/', { headers: { cookie: stolen } })).status).toBe(401);
    expect(sessions.count()).toBe(0);
  });

  it('ends after 30 idle minutes, counted from its last request', async () => {
    const { signIn, list, pass, sessions } = open();
    await signIn();
    pass(idleMs - 1);
    expect((await list()).status).toBe(200);
    pass(idleMs - 1);
    expect((await list()).status).toBe(200);
    pass(idleMs);
    expect((await list()).status).toBe(401);
    expect(sessions.count()).toBe(0);
  });

  /** One whose WHM answers a function with the status that it has here, and 200 otherwise. */
  async function openWith(fields: Record<string, string> = root) {
    const statuses: Record<string, number> = {};
    const calls: string[] = [];
    const opened = open({
      upstream: async (request) => {
        const name = request.url.split('/').at(-1) ?? '';
        calls.push(name);
        return Response.json({ metadata: { result: 1 } }, { status: statuses[name] ?? 200 });
      },
    });
    await opened.signIn(fields);
    calls.length = 0;
    return { ...opened, statuses, calls };
  }
  const nothing = { myprivs: 403, api_token_list: 403, api_token_get_details: 403 };
  const withCode = { user: 'root', method: 'password', secret: 'password', otp: '123456' };

  it.each([
    ['credential', root],
    ['one-time code', withCode],
  ])('ends when WHM no longer accepts its %s, so that it is not sent again', async (what, fields) => {
    const { list, sessions, statuses, calls } = await openWith(fields);
    Object.assign(statuses, nothing);
    const response = await list();
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({
      gateway: { kind: 'signed-out', reason: expect.stringContaining(what) },
    });
    for (let round = 0; round < 10; round++) expect((await list()).status).toBe(401);
    expect([calls, sessions.count()]).toEqual([['api_token_list', 'myprivs'], 0]);
  });

  it('ends when WHM refuses to say which token it is, and accepts it for nothing else either', async () => {
    const { send, sessions, statuses, calls } = await openWith();
    Object.assign(statuses, nothing);
    for (let round = 0; round < 10; round++) expect((await send('/gateway/token-in-use')).status).toBe(401);
    expect([calls, sessions.count()]).toEqual([['api_token_get_details', 'myprivs'], 0]);
  });

  it('ends without another question when the refusal leaves nothing open', async () => {
    for (const [name, status] of [
      ['api_token_list', 401],
      ['myprivs', 403],
    ] as const) {
      const { post, sessions, statuses, calls } = await openWith();
      statuses[name] = status;
      expect((await post(`/json-api/${name}`, { 'api.version': '1' })).status).toBe(401);
      expect([calls, sessions.count()]).toEqual([[name], 0]);
    }
  });

  it('asks once for all that are refused at the same time', async () => {
    const { list, statuses, calls } = await openWith();
    Object.assign(statuses, nothing);
    const answers = await Promise.all([list(), list(), list()]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(calls.filter((name) => name === 'myprivs')).toHaveLength(1);
  });

  it.each([
    ['a token', root],
    ['a one-time code', withCode],
  ])('stays when %s is refused one function, and asks no more than once a minute', async (_what, fields) => {
    const { list, statuses, calls } = await openWith(fields);
    statuses.api_token_list = 403;
    for (let round = 0; round < 5; round++) expect((await list()).status).toBe(403);
    expect(calls.filter((name) => name === 'myprivs')).toHaveLength(1);
    statuses.api_token_list = 200;
    expect((await list()).status).toBe(200);
  });

  it('makes no call for a page that still shows another account', async () => {
    const { signIn, list, send, simulator } = open();
    await signIn();
    expect((await list('/', { headers: { 'x-whm-user': 'acme' } })).status).toBe(401);
    const test = { method: 'POST', body: new URLSearchParams({ token: 'NEWSECRET' }) };
    const tested = await send('/gateway/test-token', { ...test, headers: { 'x-whm-user': 'acme' } });
    expect(tested.status).toBe(401);
    expect(simulator.calls.map(({ functionName }) => functionName)).toEqual(['myprivs']);
    expect((await list('/', { headers: { 'x-whm-user': 'root' } })).status).toBe(200);
  });
});

describe('several servers', () => {
  function openTwo() {
    const berlin = createSimulator();
    const paris = createSimulator({ scenario: 'reseller' });
    const servers = [
      { ...simulatedServer(berlin), name: 'berlin', label: 'Berlin' },
      { ...simulatedServer(paris), name: 'paris', label: 'Paris' },
    ];
    return { berlin, paris, servers, ...open({ servers }) };
  }

  it('are all named to the page, with where their own pages are', async () => {
    expect((await openTwo().about('/s/paris/')).servers).toEqual([
      { name: 'berlin', label: 'Berlin', path: '/s/berlin/' },
      { name: 'paris', label: 'Paris', path: '/s/paris/' },
    ]);
  });

  it('are signed in to one by one', async () => {
    const { signIn, list, about, berlin, paris } = openTwo();
    await signIn(root, '/s/berlin/');
    expect((await list('/s/berlin/')).status).toBe(200);
    expect((await list('/s/paris/')).status).toBe(401);
    expect(await about('/s/paris/')).toMatchObject({ signIn: 'required', user: null });
    expect(berlin.calls.length).toBeGreaterThan(0);
    expect(paris.calls).toEqual([]);
  });

  it('do not take each other’s sessions', async () => {
    const { signIn, list, cookies, paris } = openTwo();
    await signIn(root, '/s/berlin/');
    const id = cookies.get('whm-session-berlin-4173');
    const response = await list('/s/paris/', { headers: { cookie: `whm-session-paris-4173=${id}` } });
    expect(response.status).toBe(401);
    expect(paris.calls).toEqual([]);
  });

  it('count failures of one name apart, but those of one browser together', async () => {
    const { signIn, post } = openTwo();
    const wrong = { ...root, secret: 'WRONGWRONG' };
    for (const from of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) {
      expect((await post('/s/berlin/gateway/sign-in', wrong, { from })).status).toBe(403);
    }
    expect((await post('/s/berlin/gateway/sign-in', root, { from: '192.0.2.4' })).status).toBe(429);
    for (const user of ['a', 'b', 'c']) {
      const fields = { ...wrong, user };
      expect((await post('/s/paris/gateway/sign-in', fields, { from: '192.0.2.5' })).status).toBe(403);
    }
    expect((await post('/s/berlin/gateway/sign-in', wrong, { from: '192.0.2.5' })).status).toBe(429);
    // The same name at another server is another account.
    expect((await signIn(root, '/s/paris/')).status).toBe(204);
  });

  it('are all signed out of at once', async () => {
    const { signIn, post, sessions, paris } = openTwo();
    const { user, secret } = paris.credential;
    await signIn(root, '/s/berlin/');
    await signIn({ user, method: 'token', secret }, '/s/paris/');
    expect(sessions.count()).toBe(2);
    await post('/s/paris/gateway/sign-out', {});
    expect(sessions.count()).toBe(0);
  });

  it('do not wait for each other', async () => {
    const hanging = testServer(() => new Promise(() => {}), { name: 'hanging', credential: null });
    const { servers } = openTwo();
    const { signIn, list } = open({ servers: [...servers, hanging] });
    const stuck = signIn(root, '/s/hanging/');
    await signIn(root, '/s/berlin/');
    expect((await list('/s/berlin/')).status).toBe(200);
    expect((await stuck).status).toBe(504);
  });

  it.each([
    '/s/london/',
    '/s/',
    '/s/berlin/../paris/',
    '/s/BERLIN/',
    '/s/__proto__/',
    '/s/berlin//',
    '/',
    '/s/london/s/berlin/',
  ])('are not reached under %s', async (base) => {
    const { list, berlin, paris } = openTwo();
    expect((await list(base)).status).toBeGreaterThanOrEqual(base.includes('..') ? 401 : 404);
    expect([...berlin.calls, ...paris.calls]).toEqual([]);
  });
});

it('has no way to sign in where the settings hold the credential', async () => {
  const servers = [testServer(async () => Response.json({}))];
  const { signIn, post } = open({ servers });
  expect([(await signIn()).status, (await post('/gateway/sign-out', {})).status]).toEqual([404, 404]);
});
