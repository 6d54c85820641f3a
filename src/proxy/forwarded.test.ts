import { describe, expect, it } from 'vitest';
import { throughProxy } from './forwarded.ts';
import { incomingFrom } from './incoming.ts';
import { noProxies, type TrustedProxies, trustedProxiesFrom } from './trusted-proxies.ts';

const proxies = trustedProxiesFrom(['10.0.0.1', '10.0.0.2']);

function arrive(
  headers: Record<string, string>,
  from = '10.0.0.1',
  trusted: TrustedProxies | null = proxies,
  isOld = false,
) {
  const request = new Request('http://127.0.0.1:4173/gateway/about?x', { headers });
  if (trusted === null) throw new Error('no proxies');
  return throughProxy(incomingFrom(request, { address: from, isOld }), trusted);
}

const plain = {
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'tokens.example.com',
  'x-forwarded-for': '192.0.2.7',
};

function passed(headers: Record<string, string>, from?: string) {
  const incoming = arrive(headers, from);
  if (typeof incoming === 'string') throw new Error(incoming);
  return { url: incoming.url, host: incoming.headers.get('host'), address: incoming.address };
}

it('sees the request as the browser sent it to the proxy', () => {
  expect(passed(plain)).toEqual({
    url: 'https://tokens.example.com/gateway/about?x',
    host: 'tokens.example.com',
    address: '192.0.2.7',
  });
});

it('knows the proxy by its IPv4 address on a socket for both kinds', () => {
  expect(passed(plain, '::ffff:10.0.0.1').address).toBe('192.0.2.7');
});

it('takes the Host for the name when the proxy leaves it as it is', () => {
  const { 'x-forwarded-host': _, ...others } = plain;
  expect(passed({ ...others, host: 'tokens.example.com' }).url).toContain('https://tokens.example.com/');
});

it.each([
  ['what the browser claims itself', '203.0.113.9, 192.0.2.7', '192.0.2.7'],
  ['the address of a second proxy', '192.0.2.7, 10.0.0.2', '192.0.2.7'],
  ['what is no address', 'unknown, <script>', '10.0.0.1'],
  ['an empty header', '', '10.0.0.1'],
  ['a port', '192.0.2.7:50123', '192.0.2.7'],
])('does not take %s for the browser’s address', (_title, header, address) => {
  expect(passed({ ...plain, 'x-forwarded-for': header }).address).toBe(address);
});

describe('refuses', () => {
  it('a request that goes around the proxy, whatever it says', () => {
    expect(arrive(plain, '192.0.2.7')).toBe('not-through-proxy');
  });

  it.each(['http', '', 'https, http', 'wss'])('one that reached the proxy over %s', (proto) => {
    expect(arrive({ ...plain, 'x-forwarded-proto': proto })).toBe('not-https');
  });

  it.each(['a, b', 'user@host', 'host/path', 'host:x', ''])('one for the host %s', (name) => {
    expect(arrive({ ...plain, 'x-forwarded-host': name })).toBe('unclear');
  });
});

describe('where no proxy is trusted', () => {
  it.each([
    ['Forwarded', 'for=192.0.2.7;proto=https'],
    ['Via', '1.1 proxy'],
    ['X-Forwarded-For', '192.0.2.7'],
    ['X-Forwarded-Host', 'tokens.example.com'],
    ['X-Forwarded-Proto', 'https'],
    ['X-Real-IP', '192.0.2.7'],
  ])('a request with %s is refused, for a proxy lets other machines in', (name, value) => {
    expect(arrive({ [name]: value }, '127.0.0.1', noProxies)).toBe('unknown-proxy');
  });

  it('a request of HTTP/1.0 is refused, for no browser sends it', () => {
    expect(arrive({}, '127.0.0.1', noProxies, true)).toBe('unknown-proxy');
  });

  it('a request without any is what it says', () => {
    const incoming = arrive({}, '::ffff:10.0.0.1', noProxies);
    expect(incoming).toMatchObject({
      url: 'http://127.0.0.1:4173/gateway/about?x',
      address: '10.0.0.1',
      isProxied: false,
    });
  });
});
