import type { ApiToken } from '../whm/model.ts';
import { type ExpiryStatus, expiryStatus } from './expiry.ts';

export type StatusFilter = 'all' | ExpiryStatus;

export type StatusCounts = Readonly<Record<StatusFilter, number>>;

export function countByStatus(tokens: readonly ApiToken[], now: Date): StatusCounts {
  const counts = { all: tokens.length, active: 0, expiring: 0, expired: 0, never: 0 };
  for (const token of tokens) counts[expiryStatus(token.expiresAt, now)] += 1;
  return counts;
}

/** Tokens whose name contains the search text, whatever its case, and whose status is wanted. */
export function filterTokens(
  tokens: readonly ApiToken[],
  filter: { search: string; status: StatusFilter },
  now: Date,
): readonly ApiToken[] {
  const wanted = filter.search.trim().toLowerCase();
  return tokens.filter(
    (token) =>
      (wanted === '' || token.name.toLowerCase().includes(wanted)) &&
      (filter.status === 'all' || expiryStatus(token.expiresAt, now) === filter.status),
  );
}

/** By expiry, soonest first and never last: trouble is on top. Then by name. */
export function sortByExpiry(tokens: readonly ApiToken[]): readonly ApiToken[] {
  const instant = (token: ApiToken) => token.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
  // Infinity minus Infinity is NaN, so equal instants are compared first.
  return tokens.toSorted((a, b) =>
    instant(a) === instant(b) ? compareNames(a.name, b.name) : instant(a) - instant(b),
  );
}

const collator = new Intl.Collator('en', { numeric: true });

/** Natural order: `node-2` before `node-10`. */
export const compareNames = collator.compare;
