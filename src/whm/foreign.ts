import type { WhmError } from './errors.ts';
import { failure, type Reply } from './exchange.ts';

/**
 * The error for an answer that is not in an envelope of WHM's: log-in pages, pages of a proxy, plain text,
 * nothing at all. `expected` is a noun phrase: what the answer should have been.
 */
export function foreignAnswer(reply: Reply, expected: string): WhmError {
  const isPage = /^[\s\uFEFF]*</.test(reply.text);
  const words = firstWords(reply.text);
  if (reply.redirected || reply.status === 401 || (isPage && isLogIn(reply.text))) {
    return failure(reply, 'signed-out', `The server asks to sign in${words && ': '}${words || '.'}`);
  }
  if (reply.status === 403) {
    return failure(reply, 'forbidden', words || 'The server refused access without a reason (HTTP 403).');
  }
  return failure(reply, 'malformed', notUnderstood(reply, isPage, words), expected);
}

function notUnderstood(reply: Reply, isPage: boolean, words: string): string {
  const { status } = reply;
  if (words === '') return `The server’s answer was empty (HTTP ${status}).`;
  if (status >= 400) return `The server answered with HTTP ${status}: ${words}`;
  if (isPage) return `The server answered with a web page (HTTP ${status}): ${words}`;
  if (/^[\s\uFEFF]*[[{]/.test(reply.text) && !isJson(reply.text)) {
    return `The server’s answer broke off (HTTP ${status}).`;
  }
  return `The server’s answer was not understood (HTTP ${status}): ${words}`;
}

/**
 * WHM's log-in page and its `Token Denied` page, by what makes them so: a password field, a form that posts
 * to `/login`, or the code that the page carries.
 */
function isLogIn(page: string): boolean {
  return /type\s*=\s*["']?password|action\s*=\s*["'][^"']*\/login\b|expired_session|token denied|invalid security token/i.test(
    page,
  );
}

/** The first 200 characters that a person would read; the title only of a page that has nothing else. */
function firstWords(text: string): string {
  const beginning = text.slice(0, 20_000);
  return readable(beginning.replace(/<title\b[\s\S]*?<\/title\s*>/gi, ' ')) || readable(beginning);
}

/** Without tags, scripts, styles and line breaks. */
function readable(text: string): string {
  return text
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<[a-z!/?][^>]*(?:>|$)/gi, ' ')
    .replace(/&(?:nbsp|#160);/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&#0*39;|&apos;/gi, "'")
    .replace(/&amp;/gi, '&')
    .replace(/[\s\uFEFF]+/g, ' ')
    .trim()
    .slice(0, 200)
    .trim();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
