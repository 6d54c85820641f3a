import { createServer, type Server } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { loopbackOnly } from './exposure.ts';
import { StartError } from './listen.ts';
import { attackWith, sameOrigin } from './test-attack.ts';
import { connectionTo } from './test-server.ts';
import { createGatewayMiddleware, refuseExposure } from './vite-plugin.ts';

const open: Server[] = [];

afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

it.each([
  ['another interface', { host: '0.0.0.0', exposure: loopbackOnly }],
  [
    'a proxy',
    { host: '127.0.0.1', exposure: { ...loopbackOnly, trustedProxies: { any: true, includes: () => true } } },
  ],
])('refuses settings that let other machines in by %s', (_title, settings) => {
  expect(() => refuseExposure(settings)).toThrow(StartError);
});

it('starts on loopback', () => {
  expect(() => refuseExposure({ host: '127.0.0.1', exposure: loopbackOnly })).not.toThrow();
});

it.each<[string, number, { line?: string; lines?: readonly string[]; reached?: number }]>([
  ['a call of the page', 200, { reached: 1 }],
  ['one of another name', 403, { lines: ['Host: evil.example', sameOrigin] }],
  ['one of another site', 403, { lines: ['Host: 127.0.0.1:PORT', 'Sec-Fetch-Site: cross-site'] }],
  [
    'one with the mark of a proxy',
    403,
    { lines: ['Host: 127.0.0.1:PORT', sameOrigin, 'X-Real-IP: 192.0.2.7'] },
  ],
  ['one of HTTP/1.0', 403, { line: 'POST /json-api/api_token_list HTTP/1.0' }],
  [
    'one of the page of another name',
    403,
    { lines: ['Host: 127.0.0.1:PORT', sameOrigin, 'Origin: https://tokens.example.com'] },
  ],
  ['what is Vite’s', 404, { line: 'GET /@vite/client HTTP/1.1' }],
])('answers %s with %d', async (_title, status, change) => {
  let calls = 0;
  const connection = connectionTo(async () => {
    calls++;
    return Response.json({ metadata: { result: 1 } });
  });
  const middleware = createGatewayMiddleware(connection, { info: () => {}, warn: () => {} });
  const server = createServer((incoming, outgoing) => {
    middleware(incoming, outgoing, () => outgoing.writeHead(404).end());
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const head = [
    change.line ?? 'POST /json-api/api_token_list HTTP/1.1',
    ...(change.lines ?? ['Host: 127.0.0.1:PORT', sameOrigin]),
    'Content-Type: application/x-www-form-urlencoded',
    'Content-Length: 13',
  ];
  const answer = await attackWith({ head, body: 'api.version=1' }, address.port);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(calls).toBe(change.reached ?? 0);
});
