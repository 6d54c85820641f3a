import { queryOptions } from '@tanstack/react-query';
import type { WhmClient } from '../whm/client.ts';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import { readGatewayAbout } from '../whm/gateway.ts';

/** How the page reaches WHM: decided once, in main.tsx. */
export type Connection = {
  transport: FetchHandler;
  /** URL that `json-api/FUNCTION` is relative to; ends in a slash. */
  baseUrl: string;
};

export function aboutOptions({ transport, baseUrl }: Connection) {
  return queryOptions({
    queryKey: ['about'],
    queryFn: ({ signal }) => readGatewayAbout(transport, baseUrl, signal),
    staleTime: 60_000,
  });
}

/** Optional: a restricted token may be refused it, and then it is simply not shown. */
export function versionOptions(client: WhmClient) {
  return queryOptions({
    queryKey: ['version'],
    queryFn: async ({ signal }) => (await client.version(signal)).value,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
