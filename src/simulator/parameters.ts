import { quote, Refusal } from './envelopes.ts';

/** One parameter as sent: the name with its number, if it has one. */
export type Parameter = readonly [name: string, value: string];

/** `problem`: why the parameters could not be read; the caller is told once the credential is accepted. */
export type ReadParameters = { parameters: readonly Parameter[]; problem: string | null };

/** Far above any honest call (100 addresses and 70 privileges are about 8 KB). */
const maximumLength = 256 * 1024;

/** From the query string and, for POST, from a form or JSON body. Never throws. */
export async function readParameters(request: Request): Promise<ReadParameters> {
  const search = new URL(request.url).search;
  if (search.length > maximumLength) return unreadable('The query string is too long.');
  const query = [...new URLSearchParams(search)];
  if (request.method !== 'POST') return { parameters: query, problem: null };

  let body: string;
  try {
    body = await request.text();
  } catch {
    return unreadable('The request body could not be read.');
  }
  if (body.length > maximumLength) return unreadable('The request body is too long.');
  if (body === '') return { parameters: query, problem: null };

  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') {
    return { parameters: [...query, ...new URLSearchParams(body)], problem: null };
  }
  if (type === 'application/json') return readJson(body, query);
  return unreadable('A request body must be application/x-www-form-urlencoded or application/json.');
}

/**
 * `{"api.version":1,"token_name":"x","acl-0":"list-accts"}`. A key cannot repeat in JSON, so several
 * values are numbered; lists, and true/false (documented never to be used), are refused.
 */
function readJson(body: string, query: readonly Parameter[]): ReadParameters {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return unreadable('The request body is not valid JSON.');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    return unreadable('The JSON body must be an object of parameters.');
  }
  const parameters: Parameter[] = [...query];
  const entries: [string, unknown][] = Object.entries(parsed);
  for (const [name, value] of entries) {
    if (typeof value !== 'string' && typeof value !== 'number') {
      return unreadable(`The parameter ${quote(name)} must be a string or a number.`);
    }
    parameters.push([name, String(value)]);
  }
  return { parameters, problem: null };
}

function unreadable(problem: string): ReadParameters {
  return { parameters: [], problem };
}

/** The only value of a parameter that does not repeat. */
export function oneValue(parameters: readonly Parameter[], name: string): string | undefined {
  const values = parameters.filter(([key]) => key === name);
  if (values.length > 1) throw new Refusal(`The parameter ${quote(name)} was given more than once.`);
  return values[0]?.[1];
}

/**
 * Values of a parameter that repeats, by number (`acl-0`, `acl-1`; samples count from 0 or from 1), by
 * duplicate key, or both (documented at api.docs.cpanel.net). Without duplicates.
 */
export function manyValues(parameters: readonly Parameter[], name: string): readonly string[] {
  return [...new Set(parameters.filter(([key]) => repeats(key, name)).map(([, value]) => value))];
}

/** Whether `key` carries a value of the repeated parameter `name`. */
export function repeats(key: string, name: string): boolean {
  return key === name || (key.startsWith(`${name}-`) && /^\d{1,6}$/.test(key.slice(name.length + 1)));
}

/** Unix seconds of `expires_at`; `0` and absent both mean never (documented), as does `null` here. */
export function expiryOf(parameters: readonly Parameter[]): number | null {
  const text = oneValue(parameters, 'expires_at');
  if (text === undefined) return null;
  if (!/^\d{1,11}$/.test(text)) {
    throw new Refusal(
      `The parameter “expires_at” must be a whole number of Unix seconds, not ${quote(text)}.`,
    );
  }
  return Number(text) === 0 ? null : Number(text);
}
