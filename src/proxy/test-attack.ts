import { connect as connectSocket } from 'node:net';

// How a hostile request is written down, and sent.

/** What is sent, byte for byte, and how it must be answered. `PORT` stands for the server's. */
export type Attack = {
  title: string;
  /** Request line and headers. `Host` is the server's own unless one is among them. */
  head: readonly string[];
  body?: string;
  /** Statuses, one of which must come; null: the connection ends without an answer. */
  expected: readonly (number | null)[];
};

export const form = 'Content-Type: application/x-www-form-urlencoded';
export const sameOrigin = 'Sec-Fetch-Site: same-origin';
const host = 'Host: 127.0.0.1:PORT';

/** A call that would be let through, but for what `change` does to it. */
function call(change: {
  line?: string;
  host?: string | null;
  site?: readonly string[];
  type?: string | null;
  more?: readonly string[];
  body?: string;
  length?: string | null;
}): Pick<Attack, 'head' | 'body'> {
  const body = change.body ?? 'api.version=1';
  const length = change.length === undefined ? `Content-Length: ${Buffer.byteLength(body)}` : change.length;
  const type = change.type === undefined ? form : change.type;
  const own = change.host === undefined ? host : change.host;
  return {
    head: [
      change.line ?? 'POST /json-api/api_token_list HTTP/1.1',
      ...(own === null ? [] : [own]),
      ...(change.site ?? [sameOrigin]),
      ...(type === null ? [] : [type]),
      ...(length === null ? [] : [length]),
      ...(change.more ?? []),
    ],
    body,
  };
}

export const post = (path: string) => ({ line: `POST ${path} HTTP/1.1` });
export const get = (path: string) => ({ line: `GET ${path} HTTP/1.1`, type: null, length: null, body: '' });

export type Row = readonly [
  title: string,
  change: Parameters<typeof call>[0],
  ...expected: (number | null)[],
];

/** As they are sent. */
export function table(rows: readonly Row[]): readonly Attack[] {
  return rows.map(([title, change, ...expected]): Attack => ({ title, ...call(change), expected }));
}

/** Everything that comes back until the connection ends. */
export function attackWith(
  { head, body = '' }: Pick<Attack, 'head' | 'body'>,
  port: number,
): Promise<string> {
  return sendAndWait([...head, 'Connection: close', '', body].join('\r\n'), port);
}

/** Sends these bytes, and no more. */
export function sendAndWait(text: string, port: number): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connectSocket(port, '127.0.0.1', () => {
      socket.write(text.replaceAll('PORT', String(port)), 'latin1');
    });
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    // Being cut off is an answer too.
    socket.on('error', () => resolve(answer));
    socket.on('close', () => resolve(answer));
  });
}
