import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createTestServers, sendRaw } from './test-server.ts';

const { start, stop, remove } = createTestServers();

afterEach(stop);
afterAll(remove);

describe('the page', () => {
  it('has the strict headers and is asked for again each time', async () => {
    const response = await fetch((await start()).url);
    expect(await response.text()).toContain('<title>page</title>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
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

  it('is not sent again to a browser that has it', async () => {
    const { url } = await start();
    const etag = (await fetch(url)).headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
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
