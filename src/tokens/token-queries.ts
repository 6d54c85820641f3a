import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { WhmClient } from '../whm/client.ts';
import type { ApiToken } from '../whm/model.ts';

export type TokenList = {
  tokens: readonly ApiToken[];
  /** Sentences the server added to its answer. */
  warnings: readonly string[];
  /** What to add to this browser's clock to get the server's, in milliseconds; 0 when it did not tell. */
  skewMs: number;
  /** When the list arrived, by this browser's clock, in milliseconds since the epoch. */
  listedAt: number;
};

type ReadClock = () => number;

export function tokenListOptions(client: WhmClient, clock: ReadClock) {
  return queryOptions({
    queryKey: ['tokens'],
    queryFn: async ({ signal }): Promise<TokenList> => {
      const { value, warnings, serverTime } = await client.listTokens(signal);
      const listedAt = clock();
      const skewMs = serverTime === null ? 0 : serverTime.getTime() - listedAt;
      return { tokens: value, warnings, skewMs, listedAt };
    },
  });
}

export function accountOptions(client: WhmClient) {
  return queryOptions({
    queryKey: ['account'],
    queryFn: async ({ signal }) => (await client.accountPrivileges(signal)).value,
    staleTime: 5 * 60_000,
  });
}

export function refreshTokens(queryClient: QueryClient) {
  return queryClient.invalidateQueries({ queryKey: ['tokens'] });
}
