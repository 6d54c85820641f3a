import type { Incoming } from './incoming.ts';

type Head = Pick<Incoming, 'url' | 'headers'>;

/**
 * A cookie for each server. With `__Host-` no other host can set or see it (RFC 6265bis, section 4.1.3.2);
 * browsers accept that name over https only. Ports do not separate cookies, so a port is in the name.
 */
function cookieName({ url }: Head, server: string): string {
  const { protocol, port } = new URL(url);
  return `${protocol === 'https:' ? '__Host-' : ''}whm-session-${server}${port === '' ? '' : `-${port}`}`;
}

/** The id that the browser sent; null also when it sent two, one of which somebody else must have planted. */
export function sessionIdOf(head: Head, server: string): string | null {
  const prefix = `${cookieName(head, server)}=`;
  const sent = (head.headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix));
  const [only] = sent;
  if (only === undefined || sent.length > 1) return null;
  return only.slice(prefix.length);
}

/** The `Set-Cookie` value. No `Max-Age`: it goes when the browser is closed. */
export function sessionCookie(head: Head, server: string, id: string): string {
  return `${cookieName(head, server)}=${id}; ${attributes(head)}`;
}

export function endedCookie(head: Head, server: string): string {
  return `${cookieName(head, server)}=; ${attributes(head)}; Max-Age=0`;
}

function attributes({ url }: Head): string {
  const secure = new URL(url).protocol === 'https:' ? '; Secure' : '';
  return `Path=/; HttpOnly; SameSite=Strict${secure}`;
}
