import { createServer, type RequestListener } from 'node:http';

/** Why a server did not start, as one sentence. */
export class StartError extends Error {}

export type RunningServer = {
  port: number;
  /** Stops taking requests and lets the running ones finish, for a few seconds. */
  close: () => Promise<void>;
};

const graceMs = 5_000;

/** Listens on a loopback address. Port 0 takes a free one. Rejects with a `StartError`. */
export function listen(listener: RequestListener, host: string, port: number): Promise<RunningServer> {
  // Slow senders are cut off (slowloris): nodejs.org/api/http.html, headersTimeout and requestTimeout.
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, listener);

  const close = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      server.close(() => {
        clearTimeout(timer);
        resolve();
      });
    });

  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(new StartError(describeListenError(error, host, port))));
    server.listen(port, host, () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' && address !== null ? address.port : port, close });
    });
  });
}

function describeListenError(error: Error, host: string, port: number): string {
  const code = 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return `Port ${port} of ${host} is in use: choose another one.`;
  if (code === 'EACCES')
    return `Port ${port} of ${host} may not be used by this account: choose one above 1023.`;
  return `Cannot listen on port ${port} of ${host}: ${error.message}.`;
}
