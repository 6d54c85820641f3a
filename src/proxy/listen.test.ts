import { writeFileSync } from 'node:fs';
import { connect as connectSocket, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it } from 'vitest';
import { connectionTo, createTestServers } from './test-server.ts';

// What one who sends and never reads can make the server hold: the connections, and no copy of anything.

const servers = createTestServers();
const sockets: Socket[] = [];
const MiB = 1024 * 1024;
/** More than the buffers of the operating system take off the server's hands. */
const fileBytes = 16 * MiB;

writeFileSync(join(servers.pageDirectory, 'assets/large-1a2b3c.js'), Buffer.alloc(fileBytes, 'a'));

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await servers.stop();
});
afterAll(servers.remove);

async function start(drainMs?: number) {
  const patience = { headMs: 10_000, requestMs: 30_000, ...(drainMs === undefined ? {} : { drainMs }) };
  const server = await servers.startWith(
    connectionTo(async () => new Response('{}')),
    { patience },
  );
  const request = `GET /assets/large-1a2b3c.js HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`;
  /** Sends this often, all at once. */
  const ask = (times: number) => {
    const socket = connectSocket(server.port, '127.0.0.1', () => socket.write(request.repeat(times)));
    socket.on('error', () => {});
    sockets.push(socket);
    return socket;
  };
  return { ask, ...server };
}

const ended = (socket: Socket) => new Promise<void>((resolve) => socket.on('close', () => resolve()));

/** Who does not read only learns by writing that nobody is there any more; empty lines mean nothing. */
async function cutOff(socket: Socket): Promise<void> {
  const timer = setInterval(() => socket.write('\r\n'), 20);
  await ended(socket);
  clearInterval(timer);
}

it('cuts off who asks again before the answer is read', async () => {
  const { ask, url } = await start();
  await Promise.all(Array.from({ length: 4 }, () => ended(ask(600).resume())));
  expect((await fetch(url)).status).toBe(200);
});

it('holds a file once, however many do not read it, and lets them go after a while', async () => {
  const { ask } = await start(300);
  const before = process.memoryUsage().arrayBuffers;
  const readers = Array.from({ length: 20 }, () => ask(1));
  // The first bytes, and no more.
  const begun = readers.map(
    (reader) => new Promise<void>((resolve) => reader.once('data', () => resolve(void reader.pause()))),
  );
  await Promise.all(begun);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(2 * fileBytes);
  await Promise.all(readers.map(cutOff));
});

it('lets one who reads slowly come to the end', async () => {
  const { ask } = await start(60_000);
  const reader = ask(1);
  let received = 0;
  for await (const chunk of reader) {
    received += chunk.length;
    if (received > fileBytes) break;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(received).toBeGreaterThan(fileBytes);
});
