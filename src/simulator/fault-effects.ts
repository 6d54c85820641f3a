import { delay, never } from './delay.ts';
import {
  type Answer,
  envelope,
  forbiddenResponse,
  htmlResponse,
  type Json,
  type JsonObject,
  jsonResponse,
  quote,
  refused,
  textResponse,
} from './envelopes.ts';
import type { FaultName } from './faults.ts';
import { type Parameter, repeats } from './parameters.ts';

/** What an effect may know of the call it befalls. `now` in Unix seconds. */
export type FaultedCall = {
  functionName: string;
  parameters: readonly Parameter[];
  signal: AbortSignal;
  now: number;
};

/** Where in the course of a call a fault strikes; each step is optional. */
export type FaultEffect = {
  /** Answers (or fails) in WHM's place: nothing happens on the server. */
  instead?: (call: FaultedCall) => Response | Promise<Response>;
  /** Before the function runs, which it then does. */
  before?: (call: FaultedCall) => Promise<void>;
  /** Changes what the function gets to see. */
  parameters?: (call: FaultedCall) => readonly Parameter[];
  /** Writes the answer of a function that ran, instead of the ordinary envelope. */
  write?: (command: string, answer: Answer) => Response;
  /** After the function ran, before its answer leaves. */
  after?: (call: FaultedCall) => Promise<void>;
};

/** Long enough to see every waiting state, short of any time limit. */
export const slowMs = 8_000;

const warningTexts = ['The nameserver was not told.', 'The change will be active in a few minutes.'];
const xidAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

export const faultEffects: Readonly<Record<FaultName, FaultEffect>> = {
  refused: refusing(() => 'The simulated server was told to refuse this call.'),
  // Documented, at api.docs.cpanel.net.
  'unknown-function': refusing(({ functionName }) => unknownFunction(functionName)),
  // Observed: the XID differs each time.
  exception: refusing(() => `API failure: (XID ${createXid()}) The simulated function came to an exception.`),
  // Observed.
  'disk-full': refusing(() => 'The system could not save the file: No space left on device'),
  'disk-full-500': { instead: () => textResponse(500, 'Request failed') },
  'duplicate-name': refusing(({ parameters }) => {
    const name =
      parameters.find(([key]) => key === 'new_name') ?? parameters.find(([key]) => key === 'token_name');
    return `A conflicting API token named ${quote(name?.[1] ?? '')} already exists.`;
  }),
  'access-denied': refusing(() => 'Access denied'),
  forbidden: { instead: forbiddenResponse },
  'token-denied': { instead: () => htmlResponse(401, 'Token Denied', 'Invalid Security Token') },
  'session-expired-200': { instead: () => logInPage(200) },
  'session-expired-401': { instead: () => logInPage(401) },
  'session-expired-302': { instead: () => redirectToLogIn(302) },
  'session-expired-307': { instead: () => redirectToLogIn(307) },
  // The two words are documented ("Guide to Testing Custom Code"); status and type are our guess.
  'wrong-port-permission': { instead: () => textResponse(403, 'Permission denied') },
  'wrong-port-function': { instead: () => textResponse(404, 'Function not found') },
  'cphulk-locked': {
    instead: () =>
      htmlResponse(401, 'Log in', 'This account is locked: the server detected a brute-force attempt on it.'),
  },
  'licence-page': {
    instead: () => htmlResponse(200, 'Licence', 'This server does not have a valid licence at the moment.'),
  },
  'empty-body': {
    instead: () => new Response('', { headers: { 'content-type': 'application/json' } }),
  },
  'foreign-json': { instead: () => jsonResponse({ status: 'ok', service: 'not WHM' }) },
  dropped: { instead: () => Promise.reject(connectionLost()) },
  hang: { instead: ({ signal }) => never(signal) },
  slow: { before: ({ signal }) => delay(slowMs, signal) },
  altered: { parameters: alterParameters },
  // Observed, for `version`.
  'legacy-success': {
    write: (command, answer) =>
      answer.result === 1
        ? jsonResponse({ cpanelresult: { apiversion: '2', data: answer.data ?? {}, type: 'text' } })
        : jsonResponse(envelope(command, answer)),
  },
  'string-numbers': {
    write: writing((body) => ({
      ...body,
      ...('data' in body ? { data: numbersAsStrings(body.data ?? null) } : {}),
    })),
  },
  'array-for-map': {
    write: writing((body) => ({ ...body, data: emptyMapsAsLists(body.data ?? {}) })),
  },
  'string-result': {
    write: (command, answer) =>
      jsonResponse({
        ...envelope(command, answer),
        metadata: {
          command,
          reason: answer.reason,
          result: String(answer.result),
          version: '1',
          output: { warnings: warningTexts.join('\n') },
        },
      }),
  },
  warnings: {
    write: (command, answer) =>
      jsonResponse({
        ...envelope(command, answer),
        metadata: {
          command,
          reason: answer.reason,
          result: answer.result,
          version: 1,
          output: { warnings: warningTexts },
        },
      }),
  },
  'truncated-json': {
    write: (command, answer) => {
      const text = JSON.stringify(envelope(command, answer));
      return new Response(text.slice(0, Math.floor(text.length / 2)), {
        headers: { 'content-type': 'application/json' },
      });
    },
  },
  'lost-answer': { after: () => Promise.reject(connectionLost()) },
  unanswered: { after: ({ signal }) => never(signal) },
};

/** Documented; the quotes are straight there. */
export function unknownFunction(functionName: string): string {
  return `Unknown app ("${functionName}") requested for this version (1) of the API.`;
}

function refusing(reason: (call: FaultedCall) => string): FaultEffect {
  return { instead: (call) => jsonResponse(envelope(call.functionName, refused(reason(call)))) };
}

function writing(change: (body: JsonObject) => JsonObject): (command: string, answer: Answer) => Response {
  return (command, answer) => jsonResponse(change(envelope(command, answer)));
}

/** What `fetch` rejects with when the connection is gone. */
function connectionLost(): TypeError {
  return new TypeError('fetch failed');
}

function createXid(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) =>
    xidAlphabet.charAt(byte % xidAlphabet.length),
  ).join('');
}

function logInPage(status: number): Response {
  return htmlResponse(
    status,
    'WHM Log in',
    'Your session has expired. Log in again. <!-- msg_code:[expired_session] -->',
  );
}

function redirectToLogIn(status: 302 | 307): Response {
  return new Response(null, { status, headers: { location: '/login/?session_expired=1' } });
}

/** One privilege fewer; where there is only one, one address fewer; else another end date. */
function alterParameters({ functionName, parameters, now }: FaultedCall): readonly Parameter[] {
  if (functionName !== 'api_token_create' && functionName !== 'api_token_update') return parameters;
  for (const name of ['acl', 'whitelist_ip']) {
    const sent = parameters.filter(([key]) => repeats(key, name));
    if (sent.length > 1) return parameters.filter((parameter) => parameter !== sent.at(-1));
  }
  const others = parameters.filter(([key]) => key !== 'expires_at');
  const expiry = Number(parameters.find(([key]) => key === 'expires_at')?.[1] ?? 0);
  return [...others, ['expires_at', String(expiry > 3600 ? expiry - 3600 : now + 86_400)]];
}

function numbersAsStrings(value: Json): Json {
  return mapLeaves(value, (leaf) => (typeof leaf === 'number' ? String(leaf) : leaf));
}

function mapLeaves(value: Json, change: (leaf: Json) => Json): Json {
  if (isList(value)) return value.map((item) => mapLeaves(item, change));
  if (!isObject(value)) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapLeaves(item, change)]));
}

function emptyMapsAsLists(value: Json): Json {
  if (isList(value)) return value.map(emptyMapsAsLists);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== 0);
  return entries.length === 0
    ? []
    : Object.fromEntries(entries.map(([key, item]) => [key, emptyMapsAsLists(item)]));
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
