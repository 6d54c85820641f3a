import { connect as connectSocket } from 'node:net';
import { afterAll, afterEach, expect, it } from 'vitest';
import { connectTo } from './connect.ts';
import { createTestServers, testServer } from './test-server.ts';

// WHM counts a wrong credential whether or not the browser waits for its answer.

const servers = createTestServers();

afterEach(servers.stop);
afterAll(servers.remove);

it.each([
  ['signing in', '/gateway/sign-in', 'user=root&method=token&secret=WRONGWRONG', { credential: null }],
  ['testing a secret', '/gateway/test-token', 'token=WRONGWRONG', {}],
])('is limited, although the browser hangs up while WHM judges: %s', async (_title, path, body, change) => {
  let calls = 0;
  let onCall = () => {};
  let release = () => {};
  const whm = testServer(async () => {
    calls++;
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    onCall();
    await released;
    return new Response('denied', { status: 403 });
  }, change);
  const { port, url } = await servers.startWith(connectTo([whm]));
  const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
  const head = [
    `POST ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    ...Object.entries(form).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${body.length}`,
  ];

  for (let round = 0; round < 3; round++) {
    await new Promise<void>((resolve) => {
      const socket = connectSocket(port, '127.0.0.1', () =>
        socket.write(`${head.join('\r\n')}\r\n\r\n${body}`),
      );
      socket.on('close', () => resolve());
      onCall = () => socket.destroy();
    });
    // Once this is answered the server has seen that the browser is gone.
    await fetch(`${url}healthz`);
    release();
  }
  const fourth = await fetch(url + path.slice(1), { method: 'POST', body, headers: form });
  expect([fourth.status, calls]).toEqual([429, 3]);
});
