import type { FetchHandler } from '../whm/fetch-handler.ts';
import { type IncomingHandler, incomingFrom } from './incoming.ts';

/** Lets a handler of the gateway be asked with plain requests, all from one browser. */
export function fromBrowser(handler: IncomingHandler, address = '192.0.2.1'): FetchHandler {
  return (request) => handler(incomingFrom(request, { address, isOld: false }));
}
