import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createSimulator } from '../src/simulator/simulator.ts';

/** A simulated WHM on a real port that is slow, drops connections, breaks answers off, and restarts. */
export async function startChaos() {
  const simulator = createSimulator({ scenario: 'empty' });
  /** How often each body of a write arrived. */
  const received = new Map<string, number>();
  const faults = { delayed: 0, 'dropped before': 0, 'dropped after': 0, 'broken off': 0, restarts: 0 };
  let port = 0;
  let server = await listen();
  let stopped = false;

  function listen(): Promise<Server> {
    const next = createServer((incoming, outgoing) => {
      answer(incoming, outgoing).catch(() => outgoing.destroy());
    });
    return new Promise((resolve) => {
      next.listen(port, '127.0.0.1', () => {
        const address = next.address();
        port = typeof address === 'object' && address !== null ? address.port : port;
        resolve(next);
      });
    });
  }

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString();
    const dice = Math.random();
    if (dice < 0.3) {
      faults.delayed++;
      await wait(Math.random() * 150);
    }
    if (dice > 0.98) {
      faults['dropped before']++;
      incoming.socket.destroy();
      return;
    }
    if (/\/api_token_(?:create|update|revoke)$/.test(incoming.url ?? '')) {
      received.set(body, (received.get(body) ?? 0) + 1);
    }
    const response = await simulator.handle(
      new Request(`http://127.0.0.1${incoming.url}`, {
        method: incoming.method ?? 'POST',
        headers: {
          authorization: incoming.headers.authorization ?? '',
          'content-type': incoming.headers['content-type'] ?? '',
        },
        ...(body === '' ? {} : { body }),
      }),
    );
    const text = await response.text();
    if (dice > 0.96) {
      faults['dropped after']++;
      incoming.socket.destroy();
      return;
    }
    if (dice > 0.94) {
      faults['broken off']++;
      outgoing.writeHead(200, { 'content-length': Buffer.byteLength(text) });
      outgoing.write(text.slice(0, text.length / 2), () => outgoing.destroy());
      return;
    }
    outgoing.writeHead(response.status, { 'content-type': 'application/json' }).end(text);
  }

  async function restartNowAndThen(): Promise<void> {
    while (!stopped) {
      await wait(1_500 + Math.random() * 1_500);
      if (stopped) return;
      faults.restarts++;
      await end(server);
      await wait(Math.random() * 300);
      server = await listen();
    }
  }
  const restarts = restartNowAndThen();

  return {
    url: `http://127.0.0.1:${port}`,
    secret: simulator.credential.secret,
    received,
    /** When each token expires, in seconds; null: never. */
    tokens: (): ReadonlyMap<string, number | null> =>
      new Map(simulator.tokensOf('root').map(({ name, expiresAt }) => [name, expiresAt])),
    story: () =>
      Object.entries(faults)
        .map(([name, times]) => `${times} ${name}`)
        .join(', '),
    /** Ends every connection; the next call makes a new one. */
    hangUp: () => server.closeAllConnections(),
    async close() {
      stopped = true;
      await restarts;
      await end(server);
    },
  };
}

function end(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
