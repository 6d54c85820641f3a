import type { Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { goodCertificate } from './test-certificates.ts';
import { createTestUpstreams, ownAuthority } from './test-upstreams.ts';

// A server that has the right certificate and behaves badly all the same, on the far side of a real TLS connection.

const { serve, serveRaw, callerOf, close } = createTestUpstreams();

afterEach(close);

const ok = '{"metadata":{}}';
const okAnswer = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${ok.length}\r\n\r\n${ok}`;
const MiB = 1024 * 1024;

/** Writes the same again and again for as long as somebody takes it; tells how much was written. */
function pourInto(socket: Socket, chunk: Buffer): { bytes: () => number } {
  let bytes = 0;
  const pour = () => {
    while (!socket.destroyed) {
      bytes += chunk.length;
      if (!socket.write(chunk)) {
        socket.once('drain', pour);
        return;
      }
    }
  };
  pour();
  return { bytes: () => bytes };
}

/** Writes a little every few milliseconds, for ever. */
function drip(socket: Socket, beginning: string, drop: string): void {
  socket.write(beginning);
  const timer = setInterval(() => (socket.destroyed ? clearInterval(timer) : socket.write(drop)), 20);
  socket.on('close', () => clearInterval(timer));
}

describe('a server that is too slow', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['says nothing', () => {}],
    ['never ends its headers', (socket) => drip(socket, 'HTTP/1.1 200 OK\r\nx-slow: ', 'a')],
    [
      'never ends its body',
      (socket) => drip(socket, 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n', '1\r\n \r\n'),
    ],
    ['stops in the middle', (socket) => socket.write(okAnswer.slice(0, -4))],
    ['says only that it is working', (socket) => drip(socket, '', 'HTTP/1.1 103 Early Hints\r\n\r\n')],
  ])('is given up when it %s, and its connection is closed', async (_title, answer) => {
    const { url, connections } = await serveRaw(answer);
    const response = await callerOf(url, ownAuthority, { limitMs: 300 })();
    expect(response).toMatch(/^504 .*"timed-out".*did not answer within/);
    await expect.poll(() => connections.every(({ destroyed }) => destroyed)).toBe(true);
  });
});

describe('a server that sends too much', () => {
  it('is cut off at 16 MiB of an endless body', async () => {
    let poured = { bytes: () => 0 };
    const { url, connections } = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n');
      poured = pourInto(socket, Buffer.alloc(64 * 1024, ' '));
    });
    expect(await callerOf(url, ownAuthority)()).toMatch(/^502 .*"malformed".*larger than 16 MiB/);
    await expect.poll(() => connections.every(({ destroyed }) => destroyed)).toBe(true);
    // What stands in buffers on the way is sent too, but there is an end to it.
    expect(poured.bytes()).toBeGreaterThan(16 * MiB);
    expect(poured.bytes()).toBeLessThan(48 * MiB);
  });

  it('is cut off at 16 MiB when its body is small on the way and large here', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * MiB));
    const { url } = await serveRaw((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`);
      socket.write(bomb);
    });
    expect(bomb.length).toBeLessThan(MiB);
    expect(await callerOf(url, ownAuthority)()).toMatch(/^502 .*larger than 16 MiB/);
  });

  it('may send 16 MiB', async () => {
    const { url } = await serveRaw((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${16 * MiB}\r\n\r\n`);
      socket.write(Buffer.alloc(16 * MiB, ' '));
    });
    expect((await callerOf(url, ownAuthority)()).length).toBe('200 '.length + 16 * MiB);
  });

  it('may not fill the memory with many answers that are each just small enough', async () => {
    const held: Socket[] = [];
    const { url } = await serveRaw((socket) => {
      socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${MiB}\r\n\r\n`);
      socket.write(Buffer.alloc(MiB - 1, ' '));
      held.push(socket);
    });
    const finish = (sockets: readonly Socket[]) => {
      for (const socket of sockets) socket.write(' ');
    };
    const call = callerOf(url, ownAuthority, { maxBytesAtOnce: 4 * MiB });
    const calls = Array.from({ length: 6 }, call);
    expect(await Promise.race(calls)).toMatch(/^502 .*too many large answers at once/);
    // Those that there is room for are read to their end, and then there is room again.
    await expect.poll(() => held.length).toBe(6);
    finish(held);
    const answers = await Promise.all(calls);
    expect(answers.filter((answer) => answer.length === '200 '.length + MiB).length).toBeGreaterThan(0);
    const again = Array.from({ length: 3 }, call);
    await expect.poll(() => held.length).toBe(9);
    finish(held.slice(-3));
    for (const answer of await Promise.all(again)) expect(answer).toHaveLength('200 '.length + MiB);
  });

  it('is cut off in the middle of endless headers', async () => {
    let poured = { bytes: () => 0 };
    const { url } = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      poured = pourInto(socket, Buffer.from('x-more: and more\r\n'.repeat(100)));
    });
    expect(await callerOf(url, ownAuthority)()).toMatch(/^502 .*not HTTP that could be read/);
    expect(poured.bytes()).toBeLessThan(16 * MiB);
  });
});

describe('a connection that ends', () => {
  it.each<[string, (socket: Socket) => void]>([
    ['before the answer', (socket) => socket.destroy()],
    ['in the middle of the headers', (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-le')],
    ['in the middle of the body', (socket) => socket.end(okAnswer.slice(0, -4))],
    [
      'in the middle of a chunk',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"meta'),
    ],
  ])('%s is told as such', async (_title, answer) => {
    const { url, calls } = await serveRaw(answer);
    expect(await callerOf(url, ownAuthority)()).toBe(
      '502 {"gateway":{"kind":"unreachable","reason":"The server ended the connection before its answer was complete."}}',
    );
    // Sent once: nobody knows whether it was carried out.
    expect(calls.filter((call) => call.includes('POST '))).toHaveLength(1);
  });

  it.each<[string, string]>([
    ['text', 'Welcome to the wrong port\r\n\r\n'],
    ['a status that is none', 'HTTP/1.1 OK 200\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}\n'],
    [
      'a length and chunks',
      'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n',
    ],
  ])('is told apart from one that answers with %s', async (_title, answer) => {
    const { url } = await serveRaw((socket) => socket.write(answer));
    expect(await callerOf(url, ownAuthority)()).toMatch(/^502 .*not HTTP that could be read/);
  });
});

it.each([301, 302, 303, 307, 308])('follows no redirect with the status %i', async (status) => {
  // Trusted as well, so that nothing but the rule keeps the call away from it.
  const other = await serve(goodCertificate);
  const { url } = await serveRaw((socket) => {
    socket.write(`HTTP/1.1 ${status} Moved\r\nlocation: ${other.url}/login\r\ncontent-length: 0\r\n\r\n`);
  });
  expect(await callerOf(url, ownAuthority)()).toBe(`${status} `);
  expect(other.requests).toEqual([]);
});

describe('connections', () => {
  it('are used again for the next calls', async () => {
    const { url, calls, connections } = await serveRaw((socket) => socket.write(okAnswer));
    const call = callerOf(url, ownAuthority);
    for (let round = 0; round < 10; round++) expect(await call()).toBe(`200 ${ok}`);
    expect(calls.filter((text) => text.includes('POST '))).toHaveLength(10);
    // The first may still be busy with the end of its answer when the second call comes.
    expect(connections.length).toBeLessThanOrEqual(2);
  });

  it('are made anew after one was closed while nothing was said', async () => {
    const { url, connections } = await serveRaw((socket) => socket.write(okAnswer));
    const call = callerOf(url, ownAuthority);
    expect(await call()).toBe(`200 ${ok}`);
    const [first] = connections;
    await new Promise((resolve) => first?.once('close', resolve).end());
    expect(await call()).toBe(`200 ${ok}`);
    expect(connections).toHaveLength(2);
  });

  it('that broke do not spoil the ones after them', async () => {
    let broken = true;
    const { url } = await serveRaw((socket) => (broken ? socket.destroy() : socket.write(okAnswer)));
    const call = callerOf(url, ownAuthority);
    expect(await call()).toContain('502');
    broken = false;
    expect(await call()).toBe(`200 ${ok}`);
  });
});
