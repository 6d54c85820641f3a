import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';
import type { NoteFailure } from './access-log.ts';
import { readBody, streamOf } from './body.ts';
import type { Caller } from './incoming.ts';
import { answerText } from './static-files.ts';

export type NodeHandler = (request: Request, caller: Caller) => Promise<Response>;

export type NodeListenerOptions = { drainMs?: number | undefined; note?: NoteFailure };

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * Runs a fetch handler behind Node's http server. Whatever goes wrong in it becomes a plain answer that
 * says nothing about the cause, and never ends the process. A connection that has not taken its answer
 * after `drainMs` is ended: whoever reads nothing must not hold what it asked for.
 */
export function createNodeListener(
  handler: NodeHandler,
  { drainMs = 120_000, note = () => {} }: NodeListenerOptions = {},
): RequestListener & Listener {
  const refuse = (outcome: string) => {
    note(400, outcome);
    return answerText(400, 'Bad request');
  };
  const listener = getRequestListener(
    async (request, { incoming, outgoing }) => {
      if (!isPlainTarget(incoming.url ?? '') || !speaksHttp1(incoming)) return refuse('malformed-target');
      const response = await handler(request, {
        address: incoming.socket.remoteAddress ?? '',
        isOld: incoming.httpVersion === '1.0',
      });
      // Read here, so that a body that breaks is a 500 and not half an answer with the cause printed.
      const body = response.body === null ? null : await readBody(response.body, Number.POSITIVE_INFINITY);
      const timer = setTimeout(() => outgoing.destroy(), drainMs);
      outgoing.once('close', () => clearTimeout(timer));
      return new Response(body instanceof Uint8Array ? streamOf(body) : null, {
        status: response.status,
        headers: response.headers,
      });
    },
    {
      // Other code in the process keeps the platform's own Request and Response.
      overrideGlobalObjects: false,
      errorHandler(error) {
        if (error instanceof RequestError) return refuse('malformed-request');
        note(500, 'failed', error);
        return answerText(500, 'The server failed');
      },
    },
  );
  return (incoming, outgoing) => {
    // A socket that is reset in the middle of an answer has no other listener.
    outgoing.on('error', () => incoming.destroy());
    listener(incoming, outgoing).catch(() => outgoing.destroy());
  };
}

/**
 * Only a path, and one that parsing leaves as it is: no absolute address (it would outrank the Host
 * header, RFC 9112 section 3.2.2), no dot segments, no backslashes. Browsers send nothing else.
 */
function isPlainTarget(target: string): boolean {
  const base = 'http://target.invalid';
  if (!target.startsWith('/') || !URL.canParse(base + target)) return false;
  const url = new URL(base + target);
  // A fragment never leaves a browser (RFC 9112, section 3.2), so it is not taken off here: it does not match.
  return url.pathname === target.replace(/\?.*$/s, '') && url.hash === '';
}

/** Node’s parser also takes a request line that names no version, or 0.9, at its word. */
function speaksHttp1({ httpVersion }: Pick<IncomingMessage, 'httpVersion'>): boolean {
  return httpVersion === '1.1' || httpVersion === '1.0';
}
