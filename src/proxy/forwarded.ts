import type { Incoming } from './incoming.ts';
import { plainAddress } from './plain-address.ts';
import type { TrustedProxies } from './trusted-proxies.ts';

/** Why a request is not taken although no rule of the gateway was broken: it took another way in. */
export type WrongWay = 'unknown-proxy' | 'not-through-proxy' | 'not-https' | 'unclear';

/** What a proxy leaves on a request (RFC 9110, section 7.6.3; RFC 7239), and a browser does not. */
const marks = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * The request as the browser sent it to the proxy. Without trusted proxies none may be on the way: it would
 * let other machines in to what is meant for this one. With them every request must come from one of their
 * addresses, and must have reached it over https: whoever can go around the proxy would send a credential over
 * the network unprotected.
 *
 * Of `X-Forwarded-For` the last address that no trusted proxy wrote about itself counts; what stands before
 * it is the browser's own claim (MDN, X-Forwarded-For, "Selecting an IP address").
 */
export function throughProxy(incoming: Incoming, trustedProxies: TrustedProxies): Incoming | WrongWay {
  if (!trustedProxies.any) {
    // Proxies that were not told otherwise still speak HTTP/1.0, and may leave no other mark.
    const isMarked = incoming.isOld || marks.some((name) => incoming.headers.has(name));
    return isMarked ? 'unknown-proxy' : incoming;
  }
  const proxy = incoming.address;
  if (!trustedProxies.includes(proxy)) return 'not-through-proxy';
  if (incoming.headers.get('x-forwarded-proto')?.toLowerCase() !== 'https') return 'not-https';

  const host = incoming.headers.get('x-forwarded-host') ?? incoming.headers.get('host') ?? '';
  const target = /^https?:\/\/[^/]+(\/.*)$/s.exec(incoming.url)?.[1];
  if (target === undefined || !/^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host)) return 'unclear';
  const url = `https://${host}${target}`;
  if (!URL.canParse(url)) return 'unclear';

  const headers = new Headers(incoming.headers);
  headers.set('host', host);
  const claimed = (incoming.headers.get('x-forwarded-for') ?? '').split(',').map(plainAddress);
  const address = claimed.findLast((one) => one !== '' && !trustedProxies.includes(one)) ?? proxy;
  return { ...incoming, url, headers, address, isProxied: true };
}
