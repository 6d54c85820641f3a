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

/**
 * Reads again what a write or an outage may have changed: the list, what the account may do, and which token the
 * dashboard itself uses, for that may have been renamed. Not the optional facts: a restricted token is refused
 * them, and repeated refusals feed the server's brute-force lock.
 */
export async function refreshTokens(queryClient: QueryClient): Promise<void> {
  const keys = ['tokens', 'account', 'about', 'token-in-use'];
  await Promise.all(keys.map((key) => queryClient.invalidateQueries({ queryKey: [key] })));
}
