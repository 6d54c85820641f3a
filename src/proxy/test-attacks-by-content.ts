import { form, post, type Row } from './test-attack.ts';

// Hostile for what is in them: forms that are none, and what hides between the lines of HTTP.

export const bodies: readonly Row[] = [
  ['a parameter twice', { body: 'api.version=1&api.version=1' }, 400],
  ['no version', { body: '' }, 400],
  ['another version', { body: 'api.version=0' }, 400],
  ['two versions', { body: 'api.version=1&api.version=2' }, 400],
  ['an unknown parameter', { body: 'api.version=1&user=root' }, 400],
  ['__proto__', { body: 'api.version=1&__proto__=x' }, 400],
  ['constructor.prototype', { body: 'api.version=1&constructor.prototype=x' }, 400],
  [
    'a number beyond the limit',
    { ...post('/json-api/api_token_create'), body: 'api.version=1&token_name=a&acl-200=all' },
    400,
  ],
  [
    'a huge number',
    {
      ...post('/json-api/api_token_create'),
      body: 'api.version=1&token_name=a&acl-99999999999999999999=all',
    },
    400,
  ],
  [
    'a number written otherwise',
    { ...post('/json-api/api_token_create'), body: 'api.version=1&token_name=a&acl-01=all' },
    400,
  ],
  ['a numbered single', { ...post('/json-api/api_token_create'), body: 'api.version=1&token_name-0=a' }, 400],
  [
    'one number twice',
    { ...post('/json-api/api_token_create'), body: 'api.version=1&token_name=a&acl-0=a&acl-0=all' },
    400,
  ],
  [
    'an array in brackets',
    { ...post('/json-api/api_token_create'), body: 'api.version=1&token_name=a&acl[]=all' },
    400,
  ],
  ['an API filter', { body: 'api.version=1&api.filter.enable=1' }, 400],
  ['a header in a parameter’s name', { body: 'api.version=1&x%0d%0aHost:evil=1' }, 400],
  ['JSON', { type: 'Content-Type: application/json', body: '{"api.version":1}' }, 415],
  ['plain text, which a form can send across sites', { type: 'Content-Type: text/plain' }, 415],
  ['several parts', { type: 'Content-Type: multipart/form-data; boundary=x' }, 415],
  ['another charset', { type: `${form}; charset=utf-7` }, 415],
  ['no content type', { type: null }, 415],
  ['a sign-in in plain text', { ...post('/gateway/sign-in'), type: 'Content-Type: text/plain' }, 415],
  [
    'a test of a secret in plain text',
    { ...post('/gateway/test-token'), type: 'Content-Type: text/plain' },
    415,
  ],
  ['a sign-in beyond the limit', { ...post('/gateway/sign-in'), length: 'Content-Length: 65537' }, 413],
  [
    'bytes that are not UTF-8',
    {
      ...post('/json-api/api_token_revoke'),
      body: 'api.version=1&token_name=a\xff',
      length: 'Content-Length: 27',
    },
    400,
  ],
  ['a length beyond the limit', { length: 'Content-Length: 65537' }, 413],
  ['a length that is no number', { length: 'Content-Length: 1e1' }, 400],
  ['a length below zero', { length: 'Content-Length: -1' }, 400],
  [
    'a body beyond the limit in chunks',
    { length: 'Transfer-Encoding: chunked', body: `10001\r\n${'a'.repeat(0x10001)}\r\n0\r\n\r\n` },
    413,
  ],
  ['a secret to test and a user', { ...post('/gateway/test-token'), body: 'token=GUESS&user=root' }, 400],
  ['a secret to test, twice', { ...post('/gateway/test-token'), body: 'token=GUESS&token=OTHER' }, 400],
  ['a secret with a header in it', { ...post('/gateway/test-token'), body: 'token=a%0d%0aX-A:b' }, 400],
  ['a secret in the query', { ...post('/gateway/test-token?token=GUESS'), body: '' }, 400],
  ['ten thousand parameters', { body: `api.version=1${'&a=1'.repeat(10_000)}` }, 400],
];

const smuggled = 'POST /json-api/api_token_revoke HTTP/1.1\r\nHost: 127.0.0.1:PORT\r\n\r\n';
export const smuggling: readonly Row[] = [
  ['both a length and chunks', { more: ['Transfer-Encoding: chunked'], body: `0\r\n\r\n${smuggled}` }, 400],
  ['two lengths', { more: ['Content-Length: 0'] }, 400],
  ['two lengths in one', { length: 'Content-Length: 13, 13' }, 400],
  [
    'chunks said twice',
    { length: 'Transfer-Encoding: chunked', more: ['Transfer-Encoding: identity'], body: '0\r\n\r\n' },
    400,
  ],
  ['chunks with a letter more', { length: 'Transfer-Encoding: xchunked', body: '0\r\n\r\n' }, 400],
  ['chunks after a tab', { length: 'Transfer-Encoding:\tchunked, gzip', body: '0\r\n\r\n' }, 400],
  ['a space before the colon', { length: null, more: ['Content-Length : 13'] }, 400],
  ['a folded header', { length: null, more: ['X-A: b', ' Content-Length: 13'] }, 400],
  ['a line feed alone', { more: ['X-A: b\nTransfer-Encoding: chunked'] }, 400],
  ['a carriage return alone', { more: ['X-A: b\rTransfer-Encoding: chunked'] }, 400],
  ['a null byte in a header', { more: ['X-A: b\0c'] }, 400],
  [
    'a chunk size that is no number',
    { length: 'Transfer-Encoding: chunked', body: 'zz\r\n\r\n0\r\n\r\n' },
    400,
  ],
  [
    'a chunk size that overflows',
    { length: 'Transfer-Encoding: chunked', body: 'fffffffffffffffff\r\na\r\n0\r\n\r\n' },
    400,
  ],
  ['another HTTP version', { line: 'POST /json-api/api_token_list HTTP/3.0' }, 400, null],
  ['no version, as in HTTP/0.9', { line: 'POST /json-api/api_token_list' }, 400, null],
  ['a header larger than any', { more: [`X-A: ${'a'.repeat(70_000)}`] }, 431, null],
  [
    'the preface of HTTP/2',
    { line: 'PRI * HTTP/2.0', host: null, site: [], type: null, length: null, body: 'SM\r\n\r\n' },
    400,
    null,
  ],
];
