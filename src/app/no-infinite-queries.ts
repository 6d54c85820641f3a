/**
 * Stands in for query-core's paging (vite.config.ts), which every QueryClient brings along and the dashboard never
 * asks for.
 */
function notUsed(): never {
  throw new Error('The dashboard has no infinite queries.');
}

export { notUsed as hasNextPage, notUsed as hasPreviousPage, notUsed as infiniteQueryBehavior };
