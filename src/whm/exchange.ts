import { WhmError, type WhmErrorKind } from './errors.ts';
import type { FetchHandler } from './fetch-handler.ts';
import { redact } from './redact.ts';

/** An answer of whatever kind, read to its end. */
export type Reply = {
  /** The function called, for the errors. */
  call: string;
  /** 0 for a redirect that the browser hides (`opaqueredirect`). */
  status: number;
  redirected: boolean;
  text: string;
  /** The server's clock (`Date` header); null when the answer had none. */
  serverTime: Date | null;
  /** What was sent and must not come back in an error. */
  secrets: readonly string[];
};

type Exchange = {
  transport: FetchHandler;
  url: URL;
  init: RequestInit;
  call: string;
  limitMs: number;
  secrets?: readonly string[];
  signal?: AbortSignal | undefined;
};

/**
 * Sends one request and reads the whole answer within `limitMs` milliseconds.
 *
 * Throws a `WhmError` of the kind `timed-out` or `unreachable`. When the caller's `signal` aborts, throws
 * the signal's own reason (an `AbortError`), as `fetch` does.
 */
export async function exchange(options: Exchange): Promise<Reply> {
  const { transport, url, init, call, limitMs, secrets = [], signal } = options;
  signal?.throwIfAborted();

  const giveUp = new AbortController();
  const request = new Request(url, { ...init, redirect: 'manual', cache: 'no-store', signal: giveUp.signal });
  const stopByCaller = () => giveUp.abort(signal?.reason);
  signal?.addEventListener('abort', stopByCaller);
  const timer = setTimeout(() => {
    const reason = `The server did not answer within ${limitMs / 1000} seconds.`;
    giveUp.abort(new WhmError({ kind: 'timed-out', reason, call }));
  }, limitMs);
  // A race, because a transport (the simulator in the page) need not watch the signal of its request.
  const gaveUp = new Promise<never>((_, reject) => {
    giveUp.signal.addEventListener('abort', () => reject(giveUp.signal.reason));
  });

  const send = async (): Promise<Reply> => {
    const response = await transport(request);
    const { status } = response;
    const redirected = response.type === 'opaqueredirect' || (status >= 300 && status < 400);
    return {
      call,
      status,
      redirected,
      text: await response.text(),
      serverTime: readDate(response.headers.get('date')),
      secrets,
    };
  };

  try {
    return await Promise.race([gaveUp, send()]);
  } catch (error) {
    if (giveUp.signal.aborted) throw giveUp.signal.reason;
    const reason = 'No answer came from the server.';
    throw new WhmError({ kind: 'unreachable', reason, call, details: redact(String(error), secrets) });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stopByCaller);
  }
}

function readDate(header: string | null): Date | null {
  const time = Date.parse(header ?? '');
  return Number.isNaN(time) ? null : new Date(time);
}

/**
 * The error for an answer that arrived. `expected`, a noun phrase, is given for `malformed` and becomes the
 * details together with the first 300 characters of the answer. Secrets are taken out of both texts.
 */
export function failure(reply: Reply, kind: WhmErrorKind, reason: string, expected?: string): WhmError {
  const hide = (text: string) => redact(text, reply.secrets);
  // Cut twice: redacting a long answer whole is wasted, and redacting after the last cut could miss half
  // a secret.
  const beginning = hide(reply.text.slice(0, 4000)).slice(0, 300);
  const details = `Expected ${expected}. Received (HTTP ${reply.status}): ${beginning || 'nothing'}`;
  return new WhmError({
    kind,
    reason: hide(reason),
    call: reply.call,
    ...(reply.status > 0 && { status: reply.status }),
    ...(expected !== undefined && { details: hide(details) }),
  });
}
