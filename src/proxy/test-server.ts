import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import { type Connection, connectTo } from './connect.ts';
import { Secret } from './secret.ts';
import { type ServerOptions, startServer } from './server.ts';
import type { WhmServer } from './whm-server.ts';

/** The credential of every connection made here. */
export const testSecret = 'SERVERSECRET';

export const scriptText = `export {};\n${'// Said often enough to be worth compressing.\n'.repeat(20)}`;

/** A built page beside a file that is none of its own. */
export function makePageDirectory() {
  const parent = mkdtempSync(join(tmpdir(), 'page-'));
  const pageDirectory = join(parent, 'page');
  mkdirSync(join(pageDirectory, 'assets'), { recursive: true });
  writeFileSync(join(pageDirectory, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(pageDirectory, 'assets/app-1a2b3c.js'), scriptText);
  writeFileSync(join(pageDirectory, 'assets/tiny-1a2b3c.css'), 'a{}');
  writeFileSync(join(pageDirectory, 'theme.js'), 'export {};');
  writeFileSync(join(pageDirectory, '.hidden'), 'outside');
  writeFileSync(join(parent, 'outside.txt'), 'outside');
  symlinkSync(join(parent, 'outside.txt'), join(pageDirectory, 'link.txt'));
  return { pageDirectory, remove: () => rmSync(parent, { recursive: true }) };
}

/** A server with a credential from the settings; `change` it at will. */
export function testServer(upstream: FetchHandler, change: Partial<WhmServer> = {}): WhmServer {
  return {
    name: 'test',
    label: 'Test',
    upstream,
    upstreamUrl: 'https://whm.example.com:2087',
    credential: { user: 'root', method: 'token', secret: new Secret(testSecret), code: null },
    host: 'whm.example.com',
    simulated: false,
    timeZone: null,
    insecureTls: false,
    ...change,
  };
}

export function connectionTo(upstream: FetchHandler): Connection {
  return connectTo([testServer(upstream)]);
}

/** Servers on free ports over one page, and an end for all of them. */
export function createTestServers() {
  const { pageDirectory, remove } = makePageDirectory();
  const closers: Array<() => Promise<void>> = [];

  async function startWith(connection: Connection, options: Partial<ServerOptions> = {}) {
    const server = await startServer({ port: 0, pageDirectory, connection, ...options });
    closers.push(server.close);
    return server;
  }

  return {
    pageDirectory,
    startWith,
    start: (upstream: FetchHandler = async () => Response.json({ ok: true })) =>
      startWith(connectionTo(upstream)),
    async stop() {
      await Promise.all(closers.splice(0).map((close) => close()));
    },
    remove,
  };
}

/** Sends these exact lines on a socket, and returns everything that comes back until the server closes. */
export function sendRaw(port: number, head: readonly string[], body = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connectSocket(port, '127.0.0.1', () => {
      socket.write(`${[...head, 'Connection: close'].join('\r\n')}\r\n\r\n${body}`);
    });
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(text));
  });
}
