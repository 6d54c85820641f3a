import { queryOptions } from '@tanstack/react-query';
import { firstPaint } from '../ui/lazily.tsx';
import type { WhmClient } from '../whm/client.ts';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import { type GatewayAbout, readGatewayAbout, readTokenInUse } from '../whm/gateway.ts';

/** How the page reaches WHM: decided once, in main.tsx. */
export type Connection = {
  transport: FetchHandler;
  /** URL that `json-api/FUNCTION` is relative to; ends in a slash. */
  baseUrl: string;
};

export const aboutKey = ['about'] as const;

/** `lastUser` is who is signed in, or was last. */
type About = GatewayAbout & { lastUser: string | null };

/**
 * Another account’s page would take the place of one that shows a secret, and nobody could see that again: the news
 * waits until the secret was dealt with, when this is asked again. Until then the gateway refuses this page’s calls.
 */
function isHeld({ lastUser }: About, { user }: GatewayAbout): boolean {
  return (
    user !== null && lastUser !== null && user !== lastUser && document.getElementById('secret') !== null
  );
}

export function aboutOptions({ transport, baseUrl }: Connection) {
  return queryOptions({
    queryKey: aboutKey,
    queryFn: async ({ signal, client }) => {
      const told = await readGatewayAbout(transport, baseUrl, signal);
      const before = client.getQueryData<About>(aboutKey);
      return before && isHeld(before, told)
        ? before
        : { ...told, lastUser: told.user ?? before?.lastUser ?? null };
    },
    staleTime: 60_000,
  });
}

/** A question of its own, because the gateway has to ask the server for it: the list does not wait for that. */
export function tokenInUseOptions({ transport, baseUrl }: Connection) {
  return queryOptions({
    queryKey: ['token-in-use'],
    queryFn: async ({ signal }) => {
      await firstPaint;
      return readTokenInUse(transport, baseUrl, signal);
    },
    staleTime: 60_000,
  });
}

/** Optional: a restricted token may be refused it, and then it is simply not shown. */
export function versionOptions(client: WhmClient) {
  return queryOptions({
    queryKey: ['version'],
    queryFn: async ({ signal }) => {
      await firstPaint;
      return (await client.version(signal)).value;
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
