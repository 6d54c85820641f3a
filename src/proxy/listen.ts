import {
  createServer as createHttpServer,
  type RequestListener,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import type { NoteFailure } from './access-log.ts';
import type { Exposure } from './exposure.ts';

/** Why a server did not start, as one sentence. */
export class StartError extends Error {}

export type RunningServer = {
  port: number;
  /** Stops taking requests and lets the running ones finish. */
  close: () => Promise<void>;
};

export type ListenOptions = {
  host: string;
  /** 0 takes a free one. */
  port: number;
  tls?: Exposure['tls'];
  /**
   * How long a sender may take for the head and for a whole request, and a reader for an answer.
   * @default 10_000, 30_000, 120_000
   */
  patience?: { headMs: number; requestMs: number; drainMs?: number };
  /** Told of what is cut off before it is a request. @default nobody */
  note?: NoteFailure;
};

/**
 * Longer than anything is silent that goes well: a call (60 s) and the question whether its credential is
 * still accepted (30 s).
 */
const silenceMs = 95_000;
/** Several for each of hundreds of people; one holds a request and an answer at most. */
const maxConnections = 1_000;

/** Longer than any call may take (60 s, see functions.ts): a running write is never cut off. */
const graceMs = 65_000;

/** By the codes of Node's HTTP parser. */
function parserFailureOf(code: string): { status: number; outcome: string } | null {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return { status: 408, outcome: 'too-slow' };
  if (code === 'HPE_HEADER_OVERFLOW') return { status: 431, outcome: 'head-too-large' };
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return { status: 413, outcome: 'body-too-large' };
  return code.startsWith('HPE_') ? { status: 400, outcome: 'malformed-request' } : null;
}

/** Listens on an address of this machine. Rejects with a `StartError`. */
export function listen(listener: RequestListener, options: ListenOptions): Promise<RunningServer> {
  const { host, port, tls = null, patience = { headMs: 10_000, requestMs: 30_000 } } = options;
  const { note = () => {} } = options;
  // Slow senders are cut off (slowloris): nodejs.org/api/http.html, headersTimeout and requestTimeout.
  const limits = {
    headersTimeout: patience.headMs,
    requestTimeout: patience.requestMs,
    connectionsCheckingInterval: Math.min(1_000, patience.headMs),
  };
  // Not answered yet.
  const running = new Set<ServerResponse>();
  const latest = new WeakMap<Duplex, ServerResponse>();
  const answer: RequestListener = (incoming, outgoing) => {
    const { socket } = incoming;
    // One at a time on a connection: browsers and proxies do not pipeline, and whoever does has to be ready
    // to ask again (RFC 9112, section 9.3.2). Hundreds fit into one packet, and none need be read.
    if (socket.destroyed) return;
    if (latest.get(socket)?.writableFinished === false) {
      socket.destroy();
      note(0, 'pipelined');
      return;
    }
    latest.set(socket, outgoing);
    running.add(outgoing);
    outgoing.on('close', () => running.delete(outgoing));
    listener(incoming, outgoing);
  };
  const server = create();
  server.maxConnections = maxConnections;
  server.setTimeout(silenceMs);
  // As Node does it where nobody listens (nodejs.org/api/http.html, clientError), and said.
  server.on('clientError', (error, socket) => {
    const failure = parserFailureOf('code' in error ? String(error.code) : '');
    // null: it went away, and there is nobody to answer.
    if (failure !== null) {
      note(failure.status, failure.outcome);
      const begun = latest.get(socket);
      const isHalfAnswered = begun?.headersSent === true && !begun.writableFinished;
      const head = `HTTP/1.1 ${failure.status} ${STATUS_CODES[failure.status]}\r\nConnection: close\r\n\r\n`;
      if (socket.writable && !isHalfAnswered) socket.write(head);
    }
    socket.destroy();
  });

  function create() {
    if (tls === null) return createHttpServer(limits, answer);
    try {
      const { certificate, key } = tls;
      return createHttpsServer(
        { ...limits, cert: certificate, key: key.reveal(), minVersion: 'TLSv1.2' },
        answer,
      );
    } catch {
      // OpenSSL's own words name neither file.
      throw new StartError(
        'TLS_CERT_FILE and TLS_KEY_FILE do not belong together, or the key has a passphrase.',
      );
    }
  }

  const close = () =>
    new Promise<void>((resolve) => {
      // A connection that is kept alive would hold the stop up.
      for (const outgoing of running) if (!outgoing.headersSent) outgoing.setHeader('connection', 'close');
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
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST ${host} is not an address of this machine.`;
  return `Cannot listen on port ${port} of ${host}: ${error.message}.`;
}
