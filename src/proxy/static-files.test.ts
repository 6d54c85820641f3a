import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { precompress } from './precompress.ts';
import { createTestServers, scriptText, sendRaw } from './test-server.ts';

const { start, stop, remove, pageDirectory } = createTestServers();

afterEach(stop);
afterAll(remove);

describe('the page', () => {
  it('has the strict headers and is kept nowhere', async () => {
    const response = await fetch((await start()).url);
    expect(await response.text()).toContain('<title>page</title>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types 'none'",
    );
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(response.headers.get('permissions-policy')).toContain('clipboard-write=(self)');
    expect(response.headers.has('access-control-allow-origin')).toBe(false);
  });

  it('has the strict headers on what is not found, too', async () => {
    const response = await fetch(`${(await start()).url}nothing`);
    expect(response.status).toBe(404);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('keeps hashed files for good', async () => {
    const response = await fetch(`${(await start()).url}assets/app-1a2b3c.js`);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('is not sent again to a browser that has it, but asked about each time', async () => {
    const script = `${(await start()).url}theme.js`;
    const { headers } = await fetch(script);
    expect(headers.get('cache-control')).toBe('no-cache');
    const etag = headers.get('etag') ?? '';
    expect((await fetch(script, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(script, { headers: { 'if-none-match': 'W/"other"' } })).status).toBe(200);
  });

  it('answers HEAD without a body', async () => {
    const response = await fetch((await start()).url, { method: 'HEAD' });
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('is for reading only', async () => {
    const response = await fetch((await start()).url, { method: 'POST', body: 'x' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('ignores a range that makes no sense', async () => {
    const response = await fetch((await start()).url, { headers: { range: 'bytes=5-2' } });
    expect(response.status).toBe(200);
  });

  it.each([
    '/../outside.txt',
    '/assets/../../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/..%5coutside.txt',
    '/..\\outside.txt',
    '/%252e%252e/outside.txt',
    '//outside.txt',
    '/link.txt',
    '/.hidden',
    '/assets/',
    '/assets',
    '/index.html%00',
    '/__proto__',
    '/%',
  ])('does not give out %s', async (target) => {
    const { port } = await start();
    const answer = await sendRaw(port, [`GET ${target} HTTP/1.1`, `Host: 127.0.0.1:${port}`]);
    expect(answer).toMatch(/^HTTP\/1\.1 (?:400|404) /);
    expect(answer).not.toContain('outside');
  });
});

describe('a compressed file', () => {
  /** As it comes over the network: `fetch` would unpack it. */
  async function get(path: string, encoding: string) {
    precompress(pageDirectory);
    const { port } = await start();
    return new Promise<{ headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
      const headers = { 'accept-encoding': encoding };
      request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
      })
        .on('error', reject)
        .end();
    });
  }

  it.each([
    ['br, gzip', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['gzip;q=1.0, br;q=0', 'gzip', gunzipSync],
  ])('goes to a browser that says %s as %s', async (asked, coding, unpack) => {
    const { headers, body } = await get('/assets/app-1a2b3c.js', asked);
    expect(headers).toMatchObject({ 'content-encoding': coding, vary: 'accept-encoding' });
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(unpack(body).toString()).toBe(scriptText);
  });

  it.each(['', 'identity', 'br;q=0, gzip;q=0.000', 'brr'])('stays as it is for %s', async (asked) => {
    const { headers, body } = await get('/assets/app-1a2b3c.js', asked);
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers.vary).toBe('accept-encoding');
    expect(body.toString()).toBe(scriptText);
  });

  it('is no file of its own, and is not made when it would be larger', async () => {
    const { body } = await get('/assets/app-1a2b3c.js.br', 'br');
    expect(body.toString()).toBe('Not found\n');
    expect(readdirSync(join(pageDirectory, 'assets')).toSorted()).toEqual([
      'app-1a2b3c.js',
      'app-1a2b3c.js.br',
      'app-1a2b3c.js.gz',
      'tiny-1a2b3c.css',
    ]);
  });
});
