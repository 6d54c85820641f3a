import { plainAddress } from './plain-address.ts';

/** Who is at the other end of a connection. */
export type Caller = {
  address: string;
  /** HTTP/1.0: no browser of this century. */
  isOld: boolean;
};

/**
 * What the gateway needs to know of a request. Not the `Request` itself: behind a trusted proxy the address
 * that the browser asked for, and the browser's own, are other than those of the socket.
 */
export type Incoming = Pick<Request, 'url' | 'method' | 'headers' | 'body' | 'signal'> & {
  /** IP address of the browser, as far as it is known. */
  address: string;
  isOld: boolean;
  /** It came through a proxy that the settings name. */
  isProxied: boolean;
};

export type IncomingHandler = (incoming: Incoming) => Promise<Response>;

export function incomingFrom(request: Request, { address, isOld }: Caller): Incoming {
  const { url, method, headers, body, signal } = request;
  // On a socket for both kinds of IP, an IPv4 address is written like one of IPv6, and all are of one network.
  const plain = plainAddress(address) || address;
  return { url, method, headers, body, signal, address: plain, isOld, isProxied: false };
}
