import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEnvelope } from './envelope.ts';
import { WhmError } from './errors.ts';
import type { Reply } from './exchange.ts';

function reply(text: string, change: Partial<Reply> = {}): Reply {
  return {
    call: 'api_token_list',
    status: 200,
    redirected: false,
    text,
    serverTime: null,
    secrets: [],
    ...change,
  };
}

function failureOf(text: string, change: Partial<Reply> = {}): WhmError {
  try {
    readEnvelope(reply(text, change));
  } catch (error) {
    if (error instanceof WhmError) return error;
    throw error;
  }
  throw new Error('It was taken for a success.');
}

const ok = (data: unknown, metadata = {}) =>
  JSON.stringify({ metadata: { command: 'x', reason: 'OK', result: 1, version: 1, ...metadata }, data });
const no = (reason?: string, data?: unknown) => JSON.stringify({ metadata: { result: 0, reason }, data });
const accessDenied =
  '{"cpanelresult":{"apiversion":"2","error":"Access denied","data":{"reason":"Access denied","result":"0"},"type":"text"}}';
const page = (title: string, body: string) =>
  `<!DOCTYPE html>\n<html><head><title>${title}</title><style>a{}</style></head><body>${body}</body></html>`;

describe('readEnvelope of a failure', () => {
  it.each([
    ['a function that refused', no('No such token.'), 200, 'refused', 'No such token.'],
    [
      'a refusal whose result is a string',
      '{"metadata":{"result":"0","reason":"No."}}',
      200,
      'refused',
      'No.',
    ],
    [
      'a refusal that explains itself in data',
      no(undefined, { reason: 'In data.' }),
      200,
      'refused',
      'In data.',
    ],
    ['a refusal without a reason', no(''), 200, 'refused', 'The server refused and gave no reason.'],
    [
      'an unknown function',
      no('Unknown app (“x”) requested for this version (1) of the API.'),
      200,
      'refused',
      'Unknown app (“x”) requested for this version (1) of the API.',
    ],
    [
      'an exception inside a function',
      no('API failure: (XID 3y67mz) You do not have a user named “web08”.'),
      200,
      'refused',
      'API failure: (XID 3y67mz) You do not have a user named “web08”.',
    ],
    ['a full disk, in WHM’s words', no('No space left on device'), 500, 'refused', 'No space left on device'],
    [
      'a full disk, as text',
      'Request failed',
      500,
      'malformed',
      'The server answered with HTTP 500: Request failed',
    ],
    ['a refused credential', accessDenied, 403, 'forbidden', 'Access denied'],
    ['a refused credential with another status', accessDenied, 200, 'forbidden', 'Access denied'],
    ['a session that WHM no longer knows', accessDenied, 401, 'signed-out', 'Access denied'],
    [
      'a legacy failure that has only its result',
      '{"cpanelresult":{"data":{"result":0}}}',
      403,
      'forbidden',
      'The server refused and gave no reason.',
    ],
    ['a missing privilege, in metadata', no('Access denied'), 403, 'forbidden', 'Access denied'],
    ['a firewall', page('403', '<p>Blocked by rule 5</p>'), 403, 'forbidden', 'Blocked by rule 5'],
    ['a bare 403', '', 403, 'forbidden', 'The server refused access without a reason (HTTP 403).'],
    [
      'a wrong security token',
      page('Token Denied', '<h1>Invalid Security Token</h1>'),
      401,
      'signed-out',
      'The server asks to sign in: Invalid Security Token',
    ],
    [
      'the log-in page',
      page('WHM Login', '<form action="/login/"><input name="user"><input type="password">Log in</form>'),
      200,
      'signed-out',
      'The server asks to sign in: Log in',
    ],
    [
      'the log-in page of a session that expired',
      page('WHM Login', '<!-- msg_code:[expired_session] -->'),
      200,
      'signed-out',
      'The server asks to sign in: WHM Login',
    ],
    [
      'a licence page',
      page('Licence', '<script>if (a < b) go()</script><h1>No &amp; invalid\n licence</h1>'),
      200,
      'malformed',
      'The server answered with a web page (HTTP 200): No & invalid licence',
    ],
    [
      'a proxy in between',
      page('502 Bad Gateway', ''),
      502,
      'malformed',
      'The server answered with HTTP 502: 502 Bad Gateway',
    ],
    [
      'a wrong port',
      'Function not found',
      200,
      'malformed',
      'The server’s answer was not understood (HTTP 200): Function not found',
    ],
    ['an empty answer', '', 200, 'malformed', 'The server’s answer was empty (HTTP 200).'],
    [
      'half an answer',
      ok({ tokens: {} }).slice(0, 40),
      200,
      'malformed',
      'The server’s answer broke off (HTTP 200).',
    ],
    [
      'JSON of something else',
      '{"status":"ok"}',
      200,
      'malformed',
      'The server’s answer was not understood (HTTP 200): {"status":"ok"}',
    ],
    ['a list', '[1]', 200, 'malformed', 'The server’s answer was not understood (HTTP 200): [1]'],
    [
      'an answer without a result',
      '{"metadata":{"reason":"OK"}}',
      200,
      'malformed',
      'The server’s answer does not say whether the call succeeded: metadata.result: expected 1 or 0.',
    ],
    [
      'a success with the status of a failure',
      ok({}),
      500,
      'malformed',
      'The server’s answer contradicts itself: it reports success with HTTP 500.',
    ],
    [
      'a refusal of the gateway',
      '{"gateway":{"kind":"refused","reason":"Not same-origin."}}',
      403,
      'refused',
      'Not same-origin.',
    ],
    [
      'a gateway that reaches no WHM',
      '{"gateway":{"kind":"unreachable","reason":"R."}}',
      502,
      'unreachable',
      'R.',
    ],
    [
      'a gateway that waited too long',
      '{"gateway":{"kind":"timed-out","reason":"T."}}',
      504,
      'timed-out',
      'T.',
    ],
  ])('of %s', (_, text, status, kind, reason) => {
    const error = failureOf(text, { status });
    expect({ kind: error.kind, reason: error.reason, status: error.status, call: error.call }).toEqual({
      kind,
      reason,
      status,
      call: 'api_token_list',
    });
  });

  it('of a redirect, hidden by the browser or not, whatever its body says', () => {
    const hidden = failureOf('', { status: 0, redirected: true });
    expect([hidden.kind, hidden.status, hidden.reason]).toEqual([
      'signed-out',
      null,
      'The server asks to sign in.',
    ]);
    expect(failureOf(ok({}), { status: 302, redirected: true }).kind).toBe('signed-out');
  });

  it('says in the details what was expected and how the answer began', () => {
    expect(failureOf(`Hello ${'x '.repeat(400)}`).details).toBe(
      `Expected an answer of WHM API 1 ({"metadata":{"result":1},"data":{}}). Received (HTTP 200): Hello ${'x '.repeat(147)}`,
    );
  });

  it('repeats no secret, neither one that was sent nor one that came', () => {
    const secret = 'UWU28DCA23NKY76CN17MDPKM3O7EFQY8';
    const sent = 'sent secret';
    const cut = `{"data":{"name":"x","token":"short-one","other":"${secret}","echo":"${sent}`;
    for (const text of [
      cut,
      no(`Unknown: ${sent}, ${secret}`),
      page('', `${sent} ${secret}`),
      `${sent} ${secret}`,
    ]) {
      const { message, reason, details } = failureOf(text, { secrets: [sent] });
      expect(`${message} ${reason} ${details}`).not.toMatch(/sent secret|UWU28|short-one/);
    }
  });

  it('is a WhmError for any JSON and any text whatsoever', () => {
    const anything = fc.oneof(
      fc.json(),
      fc.string(),
      fc.string().map((text) => `<${text}`),
      fc.record({ metadata: fc.jsonValue(), data: fc.jsonValue() }).map((body) => JSON.stringify(body)),
      fc.record({ cpanelresult: fc.jsonValue() }).map((body) => JSON.stringify(body)),
    );
    fc.assert(
      fc.property(anything, fc.constantFrom(200, 401, 403, 404, 500), (text, status) => {
        expect(failureOf(text, { status })).toBeInstanceOf(WhmError);
      }),
      { numRuns: 2000 },
    );
  });
});
