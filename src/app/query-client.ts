import { QueryClient } from '@tanstack/react-query';
import { WhmError } from '../whm/errors.ts';

/**
 * Reads are tried twice more when the server could not be reached. Nothing else is retried: a refused
 * credential that is tried again feeds the server's brute-force lock, and a write may have happened.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
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
}
