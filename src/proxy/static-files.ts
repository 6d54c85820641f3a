import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { FetchHandler } from '../whm/fetch-handler.ts';

/**
 * OWASP HTTP Security Response Headers Cheat Sheet; the page needs nothing but its own files, and no
 * one else may hold it in a frame or a window.
 */
const pageHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), clipboard-read=(), clipboard-write=(self), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

type PageFile = { body: Uint8Array<ArrayBuffer>; headers: Record<string, string> };

/**
 * Serves the built page from memory: read once at the start, so that no request names a file, and a
 * build that runs meanwhile changes nothing. Throws when the directory cannot be read.
 */
export function createStaticFiles(directory: string): FetchHandler {
  const files = readFiles(directory);

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return answerText(405, 'Method not allowed', { allow: 'GET, HEAD' });
    }
    const { pathname } = new URL(request.url);
    const file = files.get(pathname === '/' ? '/index.html' : pathname);
    if (file === undefined) return answerText(404, 'Not found');

    const headers = { ...pageHeaders, ...file.headers };
    if (request.headers.get('if-none-match') === file.headers.etag) {
      return new Response(null, { status: 304, headers });
    }
    return new Response(file.body, { headers });
  };
}

/** An answer of the page's server that is not a file; it carries the same strict headers. */
export function answerText(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, {
    status,
    headers: {
      ...pageHeaders,
      'cache-control': 'no-store',
      'content-type': 'text/plain; charset=utf-8',
      ...headers,
    },
  });
}

function readFiles(directory: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/');
    // Regular files only: a link could lead out of the directory, a dotfile was not built to be seen.
    if (!entry.isFile() || path.split('/').some((part) => part.startsWith('.'))) continue;
    const body = new Uint8Array(readFileSync(join(directory, path)));
    files.set(`/${path}`, {
      body,
      headers: {
        // The build puts a hash of the content in the names below `assets`.
        'cache-control': path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
        etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
      },
    });
  }
  return files;
}
