import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { streamOf } from './body.ts';
import { compressions } from './compressions.ts';
import type { Incoming } from './incoming.ts';

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
    // No text becomes script or markup by way of the DOM, and nobody can make a policy that says otherwise.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
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

type PageFile = {
  body: Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
  /** Made by the build, in the order in which they are preferred. */
  compressed: readonly { coding: string; body: Uint8Array<ArrayBuffer> }[];
};

/** Answers with the file of this path, from the root of the page. */
export type Pages = (incoming: Pick<Incoming, 'method' | 'headers'>, path: string) => Promise<Response>;

/**
 * Serves the built page from memory: read once at the start, so that no request names a file, and a
 * build that runs meanwhile changes nothing. Throws when the directory cannot be read.
 */
export function createStaticFiles(directory: string): Pages {
  const files = readFiles(directory);

  return async ({ method, headers: asked }, path) => {
    if (method !== 'GET' && method !== 'HEAD') {
      return answerText(405, 'Method not allowed', { allow: 'GET, HEAD' });
    }
    const file = files.get(path);
    if (file === undefined) return answerText(404, 'Not found');

    const headers: Record<string, string> = { ...pageHeaders, ...file.headers };
    if (file.compressed.length > 0) headers.vary = 'accept-encoding';
    if (asked.get('if-none-match')?.includes(file.headers.etag ?? '-')) {
      return new Response(null, { status: 304, headers });
    }
    const accepted = asked.get('accept-encoding') ?? '';
    const chosen = file.compressed.find(({ coding }) => accepts(accepted, coding));
    if (chosen !== undefined) headers['content-encoding'] = chosen.coding;
    // However many ask for it at once: a file is in memory once.
    return new Response(streamOf(chosen?.body ?? file.body), { headers });
  };
}

/** RFC 9110, section 12.5.3; `*` is left aside, for no browser sends it. */
function accepts(header: string, coding: string): boolean {
  return header.split(',').some((part) => {
    const [name = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
    return name === coding && !parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter));
  });
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

/** The page itself is kept nowhere: nor does the browser go back to one that was signed out of. */
function cacheControl(path: string): string {
  if (path === 'index.html') return 'no-store';
  return path.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
}

function readFiles(directory: string): ReadonlyMap<string, PageFile> {
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/');
    // Regular files only: a link could lead out of the directory, a dotfile was not built to be seen.
    if (!entry.isFile() || path.split('/').some((part) => part.startsWith('.'))) continue;
    contents.set(path, new Uint8Array(readFileSync(join(directory, path))));
  }
  const files = new Map<string, PageFile>();
  for (const [path, body] of contents) {
    // A form of another file, not one of its own.
    if (compressions.some(({ suffix }) => path.endsWith(suffix))) continue;
    files.set(`/${path}`, {
      body,
      headers: {
        // The build puts a hash of the content in the names below `assets`.
        'cache-control': cacheControl(path),
        'content-type': contentTypes[extname(path)] ?? 'application/octet-stream',
        // Weak: the same for each coding of the content.
        etag: `W/"${createHash('sha256').update(body).digest('base64url')}"`,
      },
      compressed: compressions.flatMap(({ coding, suffix }) => {
        const small = contents.get(path + suffix);
        return small === undefined ? [] : [{ coding, body: small }];
      }),
    });
  }
  return files;
}
