import { createServer } from 'node:https';
import type { Server, Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Trust } from './config.ts';
import { createForwarder } from './forwarder.ts';
import type { SettingNames } from './network-failure.ts';
import { authority, goodCertificate, privateKey } from './test-certificates.ts';
import { createUpstream } from './upstream.ts';

/** That the test servers encrypt sessions with that may be resumed. */
export const ticketKeys = Buffer.alloc(48, 7);

export const ownAuthority: Trust = { kind: 'own-authority', pem: authority };

type CallerOptions = { limitMs?: number; names?: SettingNames; maxBytesAtOnce?: number };

/** Servers on free ports and the way to them, and an end for all of them. */
export function createTestUpstreams() {
  const closers: Array<() => Promise<void>> = [];

  async function portOf(server: Server): Promise<number> {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => sockets.add(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(
      () =>
        new Promise((resolve) => {
          server.close(() => resolve());
          for (const socket of sockets) socket.destroy();
        }),
    );
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('no port');
    return address.port;
  }

  /** One that answers every call. */
  async function serve(certificate: string) {
    const requests: string[] = [];
    const server = createServer({ key: privateKey, cert: certificate, ticketKeys }, (incoming, outgoing) => {
      requests.push(incoming.headers.authorization ?? '');
      outgoing.setHeader('connection', 'close');
      outgoing.end('{"metadata":{}}');
    });
    return { url: `https://localhost:${await portOf(server)}`, requests, server };
  }

  /** One that does with each connection, once a call has come, what it is told. */
  async function serveRaw(answer: (socket: Socket, count: number) => void) {
    const calls: string[] = [];
    const connections: Socket[] = [];
    const server = createTlsServer({ key: privateKey, cert: goodCertificate }, (socket) => {
      connections.push(socket);
      // A caller that went away is what some of these tests want.
      socket.on('error', () => {});
      socket.on('data', (chunk) => {
        calls.push(chunk.toString('latin1'));
        // Head and body may come apart; the body is the last thing of a call.
        if (chunk.toString('latin1').endsWith('api.version=1')) answer(socket, calls.length);
      });
    });
    return { url: `https://localhost:${await portOf(server)}`, calls, connections };
  }

  function callerOf(url: string, trust: Trust, { limitMs = 5_000, ...options }: CallerOptions = {}) {
    const upstream = createUpstream(trust, options);
    closers.push(upstream.close);
    const forward = createForwarder({
      upstream: upstream.handle,
      upstreamUrl: url,
      headers: { authorization: 'whm root:TOKEN' },
      secrets: ['TOKEN'],
      timeLimit: () => limitMs,
    });
    return async () => {
      const response = await forward(
        'version',
        new Request('http://127.0.0.1:4173/json-api/version', { method: 'POST', body: 'api.version=1' }),
      );
      return `${response.status} ${await response.text()}`;
    };
  }

  return {
    portOf,
    serve,
    serveRaw,
    callerOf,
    async close() {
      await Promise.all(closers.splice(0).map((close) => close()));
    },
  };
}
