import { describe, expect, it } from 'vitest';
import { checkParameters, checkRequest, loopbackHosts } from './guard.ts';
import { incomingFrom } from './incoming.ts';

const allowedHosts = loopbackHosts(4173);
const origin = 'http://127.0.0.1:4173';

type CallOptions = { path?: string; base?: string; method?: string; headers?: Record<string, string> };

function callRequest({
  path = '/json-api/version',
  base = origin,
  method = 'POST',
  headers = {},
}: CallOptions) {
  const sent = new Headers({ 'content-type': 'application/x-www-form-urlencoded' });
  if (!('sec-fetch-site' in headers) && !('origin' in headers)) sent.set('sec-fetch-site', 'same-origin');
  for (const [name, value] of Object.entries(headers)) sent.set(name, value);
  return incomingFrom(new Request(base + path, { method, headers: sent }), {
    address: '127.0.0.1',
    isOld: false,
  });
}

function reasonFor(options: CallOptions) {
  return checkRequest(callRequest(options), { allowedHosts, endpoint: 'call' })?.reason ?? null;
}

function aboutReasonFor(options: CallOptions) {
  const request = callRequest({ path: '/gateway/about', method: 'GET', ...options });
  return checkRequest(request, { allowedHosts, endpoint: 'about' })?.reason ?? null;
}

function parameterReasonFor(name: 'version' | 'api_token_create', body: string) {
  return checkParameters(name, new URLSearchParams(body))?.reason ?? null;
}

describe('checkRequest', () => {
  it('passes a call of the own page', () => {
    expect(reasonFor({})).toBeNull();
  });

  it('passes each loopback name with the listening port', () => {
    expect(reasonFor({ base: 'http://localhost:4173' })).toBeNull();
    expect(reasonFor({ base: 'http://[::1]:4173' })).toBeNull();
    expect(reasonFor({ headers: { host: 'LOCALHOST:4173' } })).toBeNull();
  });

  it('passes port 80 with and without the port', () => {
    const rules = { allowedHosts: loopbackHosts(80), endpoint: 'call' } as const;
    expect(checkRequest(callRequest({ base: 'http://localhost' }), rules)).toBeNull();
    const named = callRequest({ base: 'http://localhost', headers: { host: 'localhost:80' } });
    expect(checkRequest(named, rules)).toBeNull();
  });

  it('refuses a foreign Host, as after DNS rebinding', () => {
    expect(reasonFor({ headers: { host: 'evil.example:4173' } })).toBe('foreign-host');
  });

  it('refuses a foreign host in the address behind an allowed Host header', () => {
    expect(reasonFor({ base: 'http://evil.example:4173', headers: { host: '127.0.0.1:4173' } })).toBe(
      'foreign-host',
    );
  });

  it('refuses an allowed name with another port', () => {
    expect(reasonFor({ headers: { host: '127.0.0.1:4174' } })).toBe('foreign-host');
  });

  it('refuses an allowed name without its port', () => {
    expect(reasonFor({ headers: { host: 'localhost' } })).toBe('foreign-host');
  });

  it('refuses an allowed name with a trailing dot', () => {
    expect(reasonFor({ headers: { host: 'localhost.:4173' } })).toBe('foreign-host');
  });

  it('refuses a request of another site', () => {
    expect(reasonFor({ headers: { 'sec-fetch-site': 'cross-site' } })).toBe('not-same-origin');
  });

  it('refuses a request of the same site, which another port of localhost is', () => {
    expect(reasonFor({ headers: { 'sec-fetch-site': 'same-site' } })).toBe('not-same-origin');
  });

  it('refuses a request that a person typed into the address bar', () => {
    expect(reasonFor({ headers: { 'sec-fetch-site': 'none' } })).toBe('not-same-origin');
  });

  it('refuses a foreign Sec-Fetch-Site even with our own Origin', () => {
    expect(reasonFor({ headers: { 'sec-fetch-site': 'cross-site', origin } })).toBe('not-same-origin');
  });

  it.each(['https://tokens.example.com', 'https://127.0.0.1:4173', 'http://127.0.0.1', 'null'])(
    'refuses the foreign Origin %s, whatever Sec-Fetch-Site says: a proxy without marks is on the way',
    (foreign) => {
      const headers = { 'sec-fetch-site': 'same-origin', origin: foreign };
      expect(reasonFor({ headers })).toBe('not-same-origin');
      expect(reasonFor({ headers: { ...headers, origin } })).toBeNull();
    },
  );

  it.each([
    ['https://tokens.example.com', null],
    // `proxy_set_header Host $host` leaves the port out.
    ['https://tokens.example.com:8443', null],
    ['http://tokens.example.com', 'not-same-origin'],
    ['https://evil.example', 'not-same-origin'],
    ['null', 'not-same-origin'],
  ])('judges the Origin %s behind a proxy that is known', (sent, reason) => {
    const headers = { 'sec-fetch-site': 'same-origin', origin: sent };
    const request = { ...callRequest({ base: 'https://tokens.example.com', headers }), isProxied: true };
    const rules = { allowedHosts: ['tokens.example.com'], endpoint: 'call' } as const;
    expect(checkRequest(request, rules)?.reason ?? null).toBe(reason);
  });

  it('passes our own Origin where the browser sends no Sec-Fetch-Site', () => {
    expect(reasonFor({ headers: { origin } })).toBeNull();
  });

  it('refuses a foreign Origin where the browser sends no Sec-Fetch-Site', () => {
    expect(reasonFor({ headers: { origin: 'http://127.0.0.1:3000' } })).toBe('not-same-origin');
  });

  it('refuses the Origin of a sandboxed page', () => {
    expect(reasonFor({ headers: { origin: 'null' } })).toBe('not-same-origin');
  });

  it('refuses a request with neither Sec-Fetch-Site nor Origin', () => {
    const request = callRequest({});
    request.headers.delete('sec-fetch-site');
    expect(checkRequest(request, { allowedHosts, endpoint: 'call' })?.reason).toBe('not-same-origin');
  });

  it.each([
    '/json-api/createacct',
    '/json-api/',
    '/json-api/version/',
    '/json-api/VERSION',
    '/json-api//version',
    '/json-api/%76ersion',
    '/json-api/version%00',
    '/json-api/__proto__',
    '/json-api/toString',
    '/xml-api/version',
    '/cpsess1234567890/json-api/version',
    '/JSON-API/version',
  ])('refuses the path %s', (path) => {
    expect(reasonFor({ path })).toBe('unknown-path');
  });

  it.each(['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])(
    'refuses %s for a call and says POST',
    (method) => {
      const refusal = checkRequest(callRequest({ method }), { allowedHosts, endpoint: 'call' });
      expect(refusal).toMatchObject({ reason: 'wrong-method', status: 405, allow: 'POST' });
    },
  );

  it('refuses a query string', () => {
    expect(reasonFor({ path: '/json-api/version?api.version=1' })).toBe('query-string');
  });

  it('refuses an empty query string', () => {
    expect(reasonFor({ path: '/json-api/version?' })).toBe('query-string');
  });

  it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', ''])(
    'refuses the content type "%s"',
    (type) => {
      expect(reasonFor({ headers: { 'content-type': type } })).toBe('wrong-content-type');
    },
  );

  it('passes a form in UTF-8 and refuses one in another charset', () => {
    const form = 'application/x-www-form-urlencoded';
    expect(reasonFor({ headers: { 'content-type': `${form};charset=UTF-8` } })).toBeNull();
    expect(reasonFor({ headers: { 'content-type': `${form}; charset=utf-16` } })).toBe('wrong-content-type');
  });

  it('refuses a body that says it is larger than 64 KiB', () => {
    expect(reasonFor({ headers: { 'content-length': '65536' } })).toBeNull();
    expect(reasonFor({ headers: { 'content-length': '65537' } })).toBe('body-too-large');
  });

  it('passes a GET of about from the own page and refuses the rest', () => {
    expect(aboutReasonFor({})).toBeNull();
    expect(aboutReasonFor({ headers: { host: 'evil.example:4173' } })).toBe('foreign-host');
    expect(aboutReasonFor({ headers: { 'sec-fetch-site': 'none' } })).toBe('not-same-origin');
    expect(aboutReasonFor({ method: 'POST' })).toBe('wrong-method');
    expect(aboutReasonFor({ path: '/gateway/about?x' })).toBe('query-string');
    expect(aboutReasonFor({ path: '/gateway/about/' })).toBe('unknown-path');
  });
});

describe('checkParameters', () => {
  const create = 'api.version=1&token_name=x';

  it('passes what the function takes', () => {
    expect(
      parameterReasonFor('api_token_create', `${create}&acl-0=a&acl-199=b&expires_at=0&whitelist_ip=any`),
    ).toBeNull();
  });

  it('refuses a call without api.version', () => {
    expect(parameterReasonFor('version', '')).toBe('wrong-api-version');
  });

  it('refuses another api.version', () => {
    expect(parameterReasonFor('version', 'api.version=0')).toBe('wrong-api-version');
  });

  it('refuses api.version given twice', () => {
    expect(parameterReasonFor('version', 'api.version=1&api.version=0')).toBe('wrong-api-version');
  });

  it.each([
    'user=root',
    'api.filter.enable=1',
    '__proto__=1',
    'constructor=1',
    '__proto__-0=1',
    '-0=1',
    '=1',
  ])('refuses the unknown parameter %s', (parameter) => {
    expect(parameterReasonFor('api_token_create', `${create}&${parameter}`)).toBe('unknown-parameter');
  });

  it('refuses a parameter of another function', () => {
    expect(parameterReasonFor('api_token_create', `${create}&new_name=y`)).toBe('unknown-parameter');
  });

  it('refuses a single parameter twice', () => {
    expect(parameterReasonFor('api_token_create', `${create}&token_name=y`)).toBe('repeated-parameter');
  });

  it('refuses a single parameter with a number', () => {
    expect(parameterReasonFor('api_token_create', `${create}&token_name-0=y`)).toBe('unknown-parameter');
  });

  it('refuses the same number twice', () => {
    expect(parameterReasonFor('api_token_create', `${create}&acl-0=a&acl-0=b`)).toBe('repeated-parameter');
  });

  it.each(['acl-200', 'acl-00', 'acl-01', 'acl-99999999999999999999'])('refuses the number of %s', (key) => {
    expect(parameterReasonFor('api_token_create', `${create}&${key}=a`)).toBe('badly-numbered-parameter');
  });

  it.each(['acl--1', 'acl-1e1', 'acl-', 'acl-1.0'])('does not know %s', (key) => {
    expect(parameterReasonFor('api_token_create', `${create}&${key}=a`)).toBe('unknown-parameter');
  });
});
