import { get, post, type Row, sameOrigin } from './test-attack.ts';

// Hostile for who sends them: another site, another name, a proxy, somebody without a session.

export const crossSite: readonly Row[] = [
  [
    'a form of another site',
    { site: ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: navigate', 'Origin: https://evil.example'] },
    403,
  ],
  [
    'an image of another site',
    { ...get('/json-api/api_token_list'), site: ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Dest: image'] },
    403,
  ],
  [
    'a script element of another site',
    { ...get('/json-api/api_token_list'), site: ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Dest: script'] },
    403,
  ],
  [
    'a frame of another site',
    { ...get('/gateway/about'), site: ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Dest: iframe'] },
    403,
  ],
  [
    'a fetch of another site',
    { site: ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: cors', 'Origin: https://evil.example'] },
    403,
  ],
  ['a fetch without CORS', { site: ['Sec-Fetch-Site: cross-site', 'Sec-Fetch-Mode: no-cors'] }, 403],
  [
    'a preflight',
    {
      line: 'OPTIONS /json-api/api_token_list HTTP/1.1',
      site: [
        'Sec-Fetch-Site: cross-site',
        'Origin: https://evil.example',
        'Access-Control-Request-Method: POST',
      ],
      length: null,
      body: '',
    },
    403,
  ],
  [
    'another port of this machine',
    { site: ['Sec-Fetch-Site: same-site', 'Origin: http://127.0.0.1:1'] },
    403,
  ],
  ['an address typed by hand', { site: ['Sec-Fetch-Site: none'] }, 403],
  ['no sign of where it comes from', { site: [] }, 403],
  ['Origin: null, as from a sandboxed frame', { site: ['Origin: null'] }, 403],
  ['the origin of another site', { site: ['Origin: https://evil.example'] }, 403],
  ['our origin with another scheme', { site: ['Origin: https://127.0.0.1:PORT'] }, 403],
  ['our origin with another port', { site: ['Origin: http://127.0.0.1:1'] }, 403],
  ['an origin that begins like ours', { site: ['Origin: http://127.0.0.1:PORT.evil.example'] }, 403],
  ['a referrer of ours and nothing else', { site: ['Referer: http://127.0.0.1:PORT/'] }, 403],
  [
    'two answers to where it comes from',
    { site: ['Sec-Fetch-Site: same-origin', 'Sec-Fetch-Site: cross-site'] },
    403,
  ],
  [
    'our origin against Sec-Fetch-Site',
    { site: ['Sec-Fetch-Site: cross-site', 'Origin: http://127.0.0.1:PORT'] },
    403,
  ],
  [
    'a sign-in form of another site',
    { ...post('/gateway/sign-in'), site: ['Sec-Fetch-Site: cross-site'] },
    403,
  ],
  ['a sign-out of another site', { ...post('/gateway/sign-out'), site: ['Sec-Fetch-Site: cross-site'] }, 403],
  [
    'a test of a secret of another site',
    { ...post('/gateway/test-token'), site: ['Sec-Fetch-Site: cross-site'], body: 'token=GUESS' },
    403,
  ],
];

export const rebinding: readonly Row[] = [
  ['a name that was bound to this address', { host: 'Host: evil.example:PORT' }, 403],
  ['a name without a port', { host: 'Host: evil.example' }, 403],
  ['our address without the port', { host: 'Host: 127.0.0.1' }, 403],
  ['another port', { host: 'Host: 127.0.0.1:1' }, 403],
  ['a trailing dot', { host: 'Host: localhost.:PORT' }, 403, 400],
  ['another name of the loopback', { host: 'Host: 127.0.0.2:PORT' }, 403],
  ['the loopback in decimal', { host: 'Host: 2130706433:PORT' }, 403, 400],
  ['every address', { host: 'Host: 0.0.0.0:PORT' }, 403],
  ['an IPv4 address in IPv6', { host: 'Host: [::ffff:127.0.0.1]:PORT' }, 403, 400],
  ['a zone in IPv6', { host: 'Host: [::1%25lo]:PORT' }, 403, 400],
  ['a user in the host', { host: 'Host: 127.0.0.1:PORT@evil.example' }, 403, 400],
  ['a host that ends like ours', { host: 'Host: evil.example#127.0.0.1:PORT' }, 403, 400],
  ['no host', { host: null }, 400],
  ['an empty host', { host: 'Host:' }, 400, 403],
  ['two hosts', { more: ['Host: evil.example'] }, 400, 403],
  ['an absolute address of ours', post('http://127.0.0.1:PORT/json-api/api_token_list'), 400],
  ['an absolute address of another', post('http://evil.example/json-api/api_token_list'), 400],
  [
    'X-Forwarded-Host and no proxy',
    { host: 'Host: evil.example', more: ['X-Forwarded-Host: 127.0.0.1:PORT', 'X-Forwarded-Proto: https'] },
    403,
  ],
];

export const proxies: readonly Row[] = [
  ['one that names the browser', { more: ['X-Forwarded-For: 192.0.2.7'] }, 403],
  ['one that names what it was asked for', { more: ['X-Forwarded-Host: tokens.example.com'] }, 403],
  ['one that says https', { more: ['X-Forwarded-Proto: https'] }, 403],
  ['one that says nothing but Via', { more: ['Via: 1.1 cache'] }, 403],
  ['one that says Forwarded', { more: ['Forwarded: for=192.0.2.7;host=tokens.example.com'] }, 403],
  ['one that says X-Real-IP', { more: ['X-Real-IP: 192.0.2.7'] }, 403],
  [
    'one that says nothing, in the page of another name',
    { site: [sameOrigin, 'Origin: https://tokens.example.com'] },
    403,
  ],
  [
    'one that says nothing, in a revocation',
    {
      ...post('/json-api/api_token_revoke'),
      site: [sameOrigin, 'Origin: https://tokens.example.com'],
      body: 'api.version=1&token_name=victim',
    },
    403,
  ],
  ['one that speaks https for us', { site: [sameOrigin, 'Origin: https://127.0.0.1:PORT'] }, 403],
  ['one that listens at another port', { site: [sameOrigin, 'Origin: http://127.0.0.1:1'] }, 403],
  ['one that says nothing, for a sandboxed page', { site: [sameOrigin, 'Origin: null'] }, 403],
  ['one of the old kind that says nothing', { line: 'POST /json-api/api_token_list HTTP/1.0' }, 403],
];

export const cookies: readonly Row[] = [
  [
    'a cookie of somebody’s making',
    { more: ['Cookie: whm-session-test-PORT=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'] },
    401,
  ],
  [
    'a cookie of another name',
    { more: ['Cookie: __Host-whm-session-test=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'] },
    401,
  ],
  ['two cookies of the name', { more: ['Cookie: whm-session-test-PORT=a; whm-session-test-PORT=b'] }, 401],
  ['a cookie named __proto__', { more: ['Cookie: __proto__=whm-session-test'] }, 401],
  ['WHM’s own cookie', { more: ['Cookie: whostmgrsession=root%3aabc'] }, 401],
  ['a credential in a header', { more: ['Authorization: whm root:SERVERSECRET'] }, 401],
  ['a one-time code in a header', { more: ['X-CPANEL-OTP: 123456'] }, 401],
  ['a secret to test', { ...post('/gateway/test-token'), body: 'token=GUESS' }, 401],
  ['the name of somebody who may be signed in', { more: ['X-WHM-User: root'] }, 401],
];
