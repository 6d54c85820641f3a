import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { WhmError } from '../whm/errors.ts';
import { aboutKey } from './facts-queries.ts';

/**
 * When a call says that nobody is signed in, the gateway is asked whether that is so: what it answers
 * decides what is shown (App.tsx). The error itself stays where it happened.
 *
 * Reads are tried twice more when the server could not be reached. Nothing else is retried: a refused
 * credential that is tried again feeds the server's brute-force lock, and a write may have happened.
 */
export function createQueryClient(): QueryClient {
  const askAgain = (error: Error) => {
    if (error instanceof WhmError && error.kind === 'signed-out') {
      void queryClient.invalidateQueries({ queryKey: aboutKey });
    }
  };
  const queryClient = new QueryClient({
    queryCache: new QueryCache({ onError: askAgain }),
    // What a failed write was retold as keeps the first error as its cause (token-queries.ts).
    mutationCache: new MutationCache({
      onError: (error) => askAgain(error.cause instanceof Error ? error.cause : error),
    }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 2 && error instanceof WhmError && error.kind === 'unreachable',
        retryDelay: (attempt) => 400 * 2 ** attempt,
        refetchOnWindowFocus: false,
        // What main.tsx asked for before the first drawing is not asked for again by it, least of all after
        // a refusal.
        refetchOnMount: false,
        retryOnMount: false,
        // The browser's idea of being online says nothing about a server on the same machine or network.
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  return queryClient;
}
