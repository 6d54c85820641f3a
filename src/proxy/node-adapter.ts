import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { getRequestListener, RequestError } from '@hono/node-server';

export type NodeHandler = (request: Request, caller: { address: string }) => Promise<Response>;

type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void;

/**
 * Runs a fetch handler behind Node's http server. Whatever goes wrong in it becomes a plain answer that
 * says nothing about the cause, and never ends the process.
 */
export function createNodeListener(handler: NodeHandler): RequestListener & Listener {
  const listener = getRequestListener(
    async (request, { incoming }) => {
      if (!isPlainTarget(incoming.url ?? '')) return plainAnswer(400);
      const response = await handler(request, { address: incoming.socket.remoteAddress ?? '' });
      // Read here, so that a body that breaks is a 500 and not half an answer with the cause printed.
      const body = response.body === null ? null : await response.arrayBuffer();
      return new Response(body, { status: response.status, headers: response.headers });
    },
    {
      // Other code in the process keeps the platform's own Request and Response.
      overrideGlobalObjects: false,
      errorHandler: (error) => plainAnswer(error instanceof RequestError ? 400 : 500),
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
  return url.origin === base && url.pathname === target.replace(/[?#].*$/s, '');
}

function plainAnswer(status: 400 | 500): Response {
  const body = status === 400 ? 'Bad request\n' : 'The server failed\n';
  return new Response(body, {
    status,
    headers: {
      'cache-control': 'no-store',
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
    },
  });
}
