import { isWhmFunction, rulesOf, type WhmFunction } from '../whm/functions.ts';
import type { Incoming } from './incoming.ts';

/** Largest body of a call: a token with 100 addresses and 200 privileges needs about 12 KiB. */
export const maxCallBytes = 64 * 1024;

const maxNumber = 199;

const refusals = {
  'foreign-host': {
    status: 403,
    sentence: 'The Host of this request is not a name this gateway answers to.',
  },
  'not-same-origin': { status: 403, sentence: 'Only the page that this gateway serves may call it.' },
  'unknown-path': { status: 404, sentence: 'The gateway has nothing at this address.' },
  'wrong-method': { status: 405, sentence: 'The gateway does not accept this method here.' },
  'query-string': {
    status: 400,
    sentence: 'The gateway accepts no query string; parameters go in the body.',
  },
  'wrong-content-type': {
    status: 415,
    sentence: 'The gateway accepts application/x-www-form-urlencoded in UTF-8 only.',
  },
  'body-too-large': { status: 413, sentence: 'The body of this request is larger than 64 KiB.' },
  'malformed-body': { status: 400, sentence: 'The body of this request is not UTF-8 text.' },
  'wrong-api-version': { status: 400, sentence: 'The request must say api.version=1, once.' },
  'unknown-parameter': {
    status: 400,
    sentence: 'The request has a parameter that this function does not take.',
  },
  'repeated-parameter': { status: 400, sentence: 'The request gives the same parameter twice.' },
  'badly-numbered-parameter': {
    status: 400,
    sentence: 'The request numbers a parameter in a way this gateway does not accept (0 to 199).',
  },
  'malformed-sign-in': {
    status: 400,
    sentence: 'Give a WHM user and an API token or a password, in the form WHM gives them.',
  },
} as const satisfies Record<string, { status: number; sentence: string }>;

export type RefusalReason = keyof typeof refusals;

export type Refusal = {
  reason: RefusalReason;
  status: number;
  sentence: string;
  /** For `wrong-method`: what the `Allow` header must say (RFC 9110, section 15.5.6). */
  allow: string | null;
};

export type GuardRules = {
  /** Values of the Host header that are this server: host, with the port. */
  allowedHosts: readonly string[];
  endpoint: Endpoint;
};

const endpoints = {
  call: { method: 'POST', hasForm: true, isAt: (path: string) => functionOfPath(path) !== null },
  about: { method: 'GET', hasForm: false, isAt: (path: string) => path === '/gateway/about' },
  'token-in-use': { method: 'GET', hasForm: false, isAt: (path: string) => path === '/gateway/token-in-use' },
  'sign-in': { method: 'POST', hasForm: true, isAt: (path: string) => path === '/gateway/sign-in' },
  'sign-out': { method: 'POST', hasForm: false, isAt: (path: string) => path === '/gateway/sign-out' },
  /** Signs in once with a secret that the page was just given. */
  test: { method: 'POST', hasForm: true, isAt: (path: string) => path === '/gateway/test-token' },
} as const;

export type Endpoint = keyof typeof endpoints;

const callPrefix = '/json-api/';

const ownEndpoints = ['token-in-use', 'sign-in', 'sign-out', 'test'] as const;

/** What a path is meant for. Any path that nothing is at counts as a call, or else as `about`. */
export function endpointOf(pathname: string): Endpoint {
  if (pathname.startsWith(callPrefix)) return 'call';
  return ownEndpoints.find((endpoint) => endpoints[endpoint].isAt(pathname)) ?? 'about';
}

type RequestHead = Pick<Incoming, 'url' | 'method' | 'headers' | 'isProxied'>;

export function refuse(reason: RefusalReason, allow: string | null = null): Refusal {
  return { reason, ...refusals[reason], allow };
}

/** The Host values of a server that listens on this port of the loopback interface. */
export function loopbackHosts(port: number, defaultPort: 80 | 443 = 80): readonly string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  // Browsers leave the port out when it is the scheme's own (URL standard, "default port").
  return names.flatMap((name) => (port === defaultPort ? [name, `${name}:${port}`] : [`${name}:${port}`]));
}

/**
 * The Host values of a server that is known by these public names. A name without a port may be asked for at
 * the port of https and, without a proxy before it, at the one listened on.
 */
export function publicHosts(names: readonly string[], port: number | null): readonly string[] {
  return names.flatMap((name) => {
    if (/:\d+$/.test(name)) return [name];
    return [name, `${name}:443`, ...(port === null ? [] : [`${name}:${port}`])];
  });
}

/** The WHM function that this path names, exactly; null for every other path. */
export function functionOfPath(pathname: string): WhmFunction | null {
  if (!pathname.startsWith(callPrefix)) return null;
  const name = pathname.slice(callPrefix.length);
  return isWhmFunction(name) ? name : null;
}

/** Whether a request is for this host: DNS rebinding brings a foreign name to a loopback address. */
export function isForeignHost(
  request: Pick<RequestHead, 'url' | 'headers'>,
  allowedHosts: readonly string[],
): boolean {
  const allowed = allowedHosts.map((host) => host.toLowerCase());
  const host = request.headers.get('host')?.toLowerCase() ?? new URL(request.url).host;
  return !allowed.includes(host) || !hostsOf(request.url).some((name) => allowed.includes(name));
}

/** Everything that can be judged before the body is read. */
export function checkRequest(request: RequestHead, rules: GuardRules): Refusal | null {
  if (isForeignHost(request, rules.allowedHosts)) return refuse('foreign-host');
  if (!isSameOrigin(request)) return refuse('not-same-origin');

  const url = new URL(request.url);
  const { method, hasForm, isAt } = endpoints[rules.endpoint];
  if (!isAt(url.pathname)) return refuse('unknown-path');
  if (request.method !== method) return refuse('wrong-method', method);
  // `url.search` is empty for a lone question mark.
  if (request.url.includes('?')) return refuse('query-string');
  return hasForm ? checkBodyHeaders(request.headers) : null;
}

function checkBodyHeaders(headers: Headers): Refusal | null {
  const type = headers.get('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded(?:\s*;\s*charset="?utf-8"?)?$/i.test(type.trim())) {
    return refuse('wrong-content-type');
  }
  const length = headers.get('content-length');
  if (length !== null && !(Number(length) <= maxCallBytes)) return refuse('body-too-large');
  return null;
}

/**
 * Fetch metadata first, because no script can forge it; `Origin` for browsers that do not send it (MDN,
 * Sec-Fetch-Site; OWASP Cross-Site Request Forgery Prevention Cheat Sheet, "Fetch Metadata headers").
 * A request with neither does not come from our page. `same-site` is refused on purpose: another port
 * of localhost is the same site.
 *
 * Where `Origin` comes too it must be ours: behind a proxy that leaves no mark the browser's word is about the
 * proxy's name, not about this server's.
 */
function isSameOrigin(request: RequestHead): boolean {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site === null) return origin !== null && origin === new URL(request.url).origin;
  return site === 'same-origin' && (origin === null || isOwnOrigin(origin, request));
}

/** A proxy that the settings name may leave the port out of the Host that it passes on. */
function isOwnOrigin(origin: string, { url, isProxied }: RequestHead): boolean {
  const own = new URL(url);
  if (!isProxied) return origin === own.origin;
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname } = new URL(origin);
  return protocol === own.protocol && hostname === own.hostname;
}

/** The host of a URL, also with the default port that the URL standard takes away. */
function hostsOf(address: string): readonly string[] {
  const url = new URL(address);
  return url.port === '' ? [url.host, `${url.host}:${url.protocol === 'https:' ? 443 : 80}`] : [url.host];
}

/** Whether the parameters are ones that this function takes, in the one notation that our client uses. */
export function checkParameters(name: WhmFunction, parameters: URLSearchParams): Refusal | null {
  const versions = parameters.getAll('api.version');
  if (versions.length !== 1 || versions[0] !== '1') return refuse('wrong-api-version');

  const seen = new Set<string>();
  for (const key of parameters.keys()) {
    if (seen.has(key)) return refuse('repeated-parameter');
    seen.add(key);
    if (key === 'api.version') continue;
    const reason = reasonAgainst(name, key);
    if (reason !== null) return refuse(reason);
  }
  return null;
}

function reasonAgainst(name: WhmFunction, key: string): RefusalReason | null {
  if (kindOf(name, key) !== null) return null;
  const [, base = '', number = ''] = /^(.+)-(\d+)$/.exec(key) ?? [];
  if (kindOf(name, base) !== 'many') return 'unknown-parameter';
  return String(Number(number)) === number && Number(number) <= maxNumber ? null : 'badly-numbered-parameter';
}

function kindOf(name: WhmFunction, key: string): 'one' | 'many' | null {
  const { parameters } = rulesOf(name);
  // hasOwn: `__proto__` and `constructor` are not parameters.
  return Object.hasOwn(parameters, key) ? (parameters[key] ?? null) : null;
}
