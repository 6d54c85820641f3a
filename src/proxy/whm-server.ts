import type { FetchHandler } from '../whm/fetch-handler.ts';
import type { Secret } from './secret.ts';

/** What WHM lets somebody in with (api.docs.cpanel.net, "Guide to API Authentication"). */
export type Credential = {
  user: string;
  method: 'token' | 'password';
  secret: Secret;
  /** One-time code, for a password whose account has two-factor authentication. */
  code: Secret | null;
};

/** A WHM that is managed here, and the way to it. */
export type WhmServer = {
  /** Its part of the address of the page, `/s/NAME/`, when there are several. */
  name: string;
  /** What people call it. */
  label: string;
  upstream: FetchHandler;
  /** Origin of the server, for example `https://whm.example.com:2087`. */
  upstreamUrl: string;
  /** null: each person signs in with their own. */
  credential: Credential | null;
  /** Host, with the port when it is not 2087. */
  host: string;
  simulated: boolean;
  /** IANA name; null: nobody said. */
  timeZone: string | null;
  insecureTls: boolean;
};

/** Where the page of each server is; one server alone has the root. */
export function pagePathOf(server: WhmServer, servers: readonly WhmServer[]): string {
  return servers.length === 1 ? '/' : `/s/${server.name}/`;
}
