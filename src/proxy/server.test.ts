import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import { StartError } from './listen.ts';
import { startServer } from './server.ts';
import { connectionTo, createTestServers, sendRaw, testSecret } from './test-server.ts';

const { start, startWith, pageDirectory, stop, remove } = createTestServers();

afterEach(stop);
afterAll(remove);

function call(url: string, init: RequestInit = {}) {
  return fetch(`${url}json-api/version`, {
    method: 'POST',
    body: new URLSearchParams({ 'api.version': '1' }),
    ...init,
    headers: { 'sec-fetch-site': 'same-origin', ...init.headers },
  });
}

function formHead(port: number, ...lines: readonly string[]) {
  return [
    'POST /json-api/version HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/x-www-form-urlencoded',
    'Sec-Fetch-Site: same-origin',
    ...lines,
  ];
}

describe('who may call', () => {
  it.each([
    'evil.example',
    'localhost',
    '127.0.0.1.nip.example:PORT',
    'localhost.:PORT',
    '127.0.0.1:1',
    'a b',
    '#',
  ])('serves neither page nor gateway under the Host %s', async (pattern) => {
    const { port } = await start();
    const host = pattern.replace('PORT', String(port));
    for (const path of ['/', '/gateway/about', '/json-api/version']) {
      const answer = await sendRaw(port, [
        `GET ${path} HTTP/1.1`,
        `Host: ${host}`,
        'Sec-Fetch-Site: same-origin',
      ]);
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(answer).not.toContain('<title>');
      expect(answer).not.toContain('whm.example.com');
    }
  });

  it('refuses an absolute address in the request line', async () => {
    const { port } = await start();
    const host = `Host: 127.0.0.1:${port}`;
    for (const target of ['http://evil.example/', `http://127.0.0.1:${port}/`]) {
      const answer = await sendRaw(port, [`GET ${target} HTTP/1.1`, host]);
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      for (const name of ['content-security-policy', 'cross-origin-resource-policy', 'referrer-policy']) {
        expect(answer).toContain(`${name}: `);
      }
    }
  });

  it('refuses a second Host', async () => {
    const { port } = await start();
    const lines = ['GET / HTTP/1.1', `Host: 127.0.0.1:${port}`, 'Host: evil.example'];
    expect(await sendRaw(port, lines)).toMatch(/^HTTP\/1\.1 4\d\d /);
  });

  it('refuses a request without a Host', async () => {
    expect(await sendRaw((await start()).port, ['GET / HTTP/1.1'])).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('serves localhost as well', async () => {
    const { port } = await start();
    const answer = await sendRaw(port, ['GET / HTTP/1.1', `Host: localhost:${port}`]);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('the gateway', () => {
  it('answers a call of the page', async () => {
    expect(await (await call((await start()).url)).json()).toEqual({ ok: true });
  });

  it('passes on the clock of the server, not its own', async () => {
    const date = 'Sun, 22 Nov 2020 06:00:00 GMT';
    const { url } = await start(async () => new Response('{}', { headers: { date } }));
    expect((await call(url)).headers.get('date')).toBe(date);
  });

  it('tells the page what it is connected to', async () => {
    const { url } = await start();
    const response = await fetch(`${url}gateway/about`, { headers: { 'sec-fetch-site': 'same-origin' } });
    expect(await response.json()).toMatchObject({ simulated: false, server: 'whm.example.com' });
  });

  it('refuses a path that only becomes a function when it is tidied', async () => {
    const { port } = await start();
    const lines = formHead(port).slice(1);
    for (const target of ['/x/../json-api/version', '/json-api/./version', '/json-api/%2e/version']) {
      const answer = await sendRaw(
        port,
        [`POST ${target} HTTP/1.1`, ...lines, 'Content-Length: 13'],
        'api.version=1',
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    }
  });

  it('refuses a body that is longer than it may be, chunked', async () => {
    let reached = false;
    const { port } = await start(async () => {
      reached = true;
      return new Response('{}');
    });
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
    const answer = await sendRaw(
      port,
      formHead(port, 'Transfer-Encoding: chunked'),
      `${chunk}${chunk}0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(reached).toBe(false);
  });

  it('refuses a request with two lengths', async () => {
    const { port } = await start();
    const head = formHead(port, 'Content-Length: 13', 'Transfer-Encoding: chunked');
    expect(await sendRaw(port, head, 'api.version=1')).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('ends the call upstream when the browser goes away', async () => {
    const browser = new AbortController();
    let tellAborted = () => {};
    const aborted = new Promise<void>((resolve) => {
      tellAborted = resolve;
    });
    const { url } = await start((request) => {
      request.signal.addEventListener('abort', () => tellAborted());
      browser.abort();
      return new Promise(() => {});
    });
    await expect(call(url, { signal: browser.signal })).rejects.toThrow();
    await aborted;
  });

  it('gives the credential in no answer, whatever the upstream does', async () => {
    const upstreams: FetchHandler[] = [
      async (request) => new Response(`${request.headers.get('authorization')} ${await request.text()}`),
      () => Promise.reject(new Error(`failed with ${testSecret}`)),
      () => {
        throw new Error(`threw ${testSecret}`);
      },
      async () =>
        new Response(null, {
          status: 302,
          headers: { location: `/?t=${testSecret}`, 'set-cookie': testSecret },
        }),
      async () =>
        new Response(testSecret, { status: 500, statusText: testSecret, headers: { 'x-echo': testSecret } }),
    ];
    for (const upstream of upstreams) {
      const { port } = await start(upstream);
      const answer = await sendRaw(port, formHead(port, 'Content-Length: 13'), 'api.version=1');
      expect(answer).toMatch(/^HTTP\/1\.1 [2-5]\d\d /);
      expect(answer).not.toContain(testSecret);
    }
  });

  it('survives a gateway that throws, and says nothing about the cause', async () => {
    const server = await startWith({ ...connectionTo(async () => new Response()), gateway: () => throwing });
    const response = await call(server.url);
    expect([response.status, await response.text()]).toEqual([500, 'The server failed\n']);
    expect((await fetch(server.url)).status).toBe(200);
  });
});

const throwing = () => {
  throw new Error(testSecret);
};

describe('starting and stopping', () => {
  it('says that the port is in use', async () => {
    const { port } = await start();
    const second = startServer({ port, pageDirectory, connection: connectionTo(async () => new Response()) });
    await expect(second).rejects.toThrow(
      new StartError(`Port ${port} of 127.0.0.1 is in use: choose another one.`),
    );
  });

  it('says that the page is not built', async () => {
    const connection = connectionTo(async () => new Response());
    const server = startServer({ port: 0, pageDirectory: join(pageDirectory, 'none'), connection });
    await expect(server).rejects.toThrow('build it first');
  });

  it('lets a running call finish before it stops', async () => {
    let answer = (_: Response) => {};
    let tellReached = () => {};
    const reached = new Promise<void>((resolve) => {
      tellReached = resolve;
    });
    const { url, close } = await start(() => {
      tellReached();
      return new Promise((resolve) => {
        answer = resolve;
      });
    });
    const running = call(url);
    await reached;
    const closed = close();
    answer(Response.json({ late: true }));
    const response = await running;
    // Kept alive, the connection would hold the stop up.
    expect(response.headers.get('connection')).toBe('close');
    expect(await response.json()).toEqual({ late: true });
    await closed;
    await expect(fetch(url)).rejects.toThrow();
  });
});
