import { TLSSocket } from 'node:tls';
import { Agent, buildConnector, fetch as undiciFetch } from 'undici';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import type { Trust } from './config.ts';
import { describeNetworkFailure, FingerprintError, type SettingNames } from './network-failure.ts';

const connectTimeoutMs = 10_000;

type UpstreamOptions = {
  /** @default those of the environment */
  names?: SettingNames | undefined;
  /**
   * Of all answers that are being read: what one server sends must not use up what others need.
   * @default 64 MiB
   */
  maxBytesAtOnce?: number | undefined;
};

export type Upstream = { handle: FetchHandler; close: () => Promise<void> };

/**
 * The network: sends a request to a real server, trusting its certificate as the settings say. Whatever fails on
 * the way becomes one sentence, that names the setting to look at.
 */
export function createUpstream(trust: Trust, options: UpstreamOptions = {}): Upstream {
  const { names, maxBytesAtOnce = 64 * 1024 * 1024 } = options;
  const retell = (error: unknown) => new Error(describeNetworkFailure(error, names));
  const room = { left: maxBytesAtOnce };
  const agent = new Agent({
    connect: connectorFor(trust),
    // The gateway has time limits of its own, per function.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  return {
    async handle(request) {
      // Undici does not know the global Request, nor the platform undici's Response: both are re-made.
      const response = await undiciFetch(request.url, {
        method: request.method,
        headers: [...request.headers],
        body: request.body === null ? null : await request.arrayBuffer(),
        redirect: 'manual',
        signal: request.signal,
        dispatcher: agent,
      }).catch((error: unknown) => {
        throw retell(error);
      });
      const body = response.body === null ? null : passOn(response.body.getReader(), room, retell);
      return new Response(body, { status: response.status, headers: [...response.headers] });
    },
    close: () => agent.destroy(),
  };
}

type Reader = {
  read: () => Promise<{ done: boolean; value?: Uint8Array }>;
  cancel: (reason?: unknown) => Promise<void>;
};

function passOn(
  reader: Reader,
  room: { left: number },
  retell: (error: unknown) => Error,
): ReadableStream<Uint8Array> {
  let held = 0;
  const leave = () => {
    room.left += held;
    held = 0;
  };
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done || value === undefined) {
          leave();
          controller.close();
          return;
        }
        room.left -= value.byteLength;
        held += value.byteLength;
        if (room.left >= 0) controller.enqueue(value);
        else throw new Error('The server sends too many large answers at once.');
      } catch (error) {
        leave();
        reader.cancel().catch(() => undefined);
        throw retell(error);
      }
    },
    cancel(reason) {
      leave();
      return reader.cancel(reason);
    },
  });
}

function connectorFor(trust: Trust): buildConnector.connector {
  const timeout = connectTimeoutMs;
  switch (trust.kind) {
    case 'public-authorities':
      return buildConnector({ timeout, rejectUnauthorized: true });
    case 'own-authority':
      return buildConnector({ timeout, rejectUnauthorized: true, ca: trust.pem });
    case 'insecure':
      return buildConnector({ timeout, rejectUnauthorized: false });
    case 'fingerprint':
      return pinnedConnector(trust.sha256, timeout);
  }
}

/**
 * The certificate itself is compared, not its chain, name or dates. Node calls `checkServerIdentity` only
 * for a chain it could verify and for a session that is not resumed (nodejs.org/api/tls.html), so the
 * comparison is made on the socket, before anything is sent, and sessions are never resumed.
 */
function pinnedConnector(sha256: string, timeout: number): buildConnector.connector {
  const connect = buildConnector({ timeout, rejectUnauthorized: false, maxCachedSessions: 0 });
  return (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error !== null) {
        callback(error, null);
        return;
      }
      const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
      if (certificate?.fingerprint256.replaceAll(':', '').toLowerCase() === sha256) {
        callback(null, socket);
        return;
      }
      socket.destroy();
      callback(new FingerprintError('The certificate is not the pinned one.'), null);
    });
  };
}
