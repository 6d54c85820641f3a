import { type ApiToken, EVERYTHING, MAX_NAME_LENGTH } from '../whm/model.ts';
import { reasonsFor } from './attention.ts';
import { type ExpiryStatus, expiryStatus } from './expiry.ts';
import { isoDay } from './server-time.ts';

/*
 * From the tokens of an answer to the rows of the table, in steps that are each done only when what they
 * depend on changes: names are compared once per answer, tokens judged once per answer and tick of the clock.
 */

export type StatusFilter = 'all' | ExpiryStatus | 'attention';

export type SortKey = 'name' | 'privileges' | 'created' | 'expires';

export type TokenView = {
  search: string;
  status: StatusFilter;
  /** `2027-03`: those that expire in this month of the server's calendar; empty: whenever they do. */
  month: string;
  sort: SortKey;
  descending: boolean;
};

/** A token with what filtering asks of it. */
export type JudgedToken = {
  token: ApiToken;
  lowerName: string;
  status: ExpiryStatus;
  attention: boolean;
};

/** Natural order: `node-2` before `node-10`, and capitals with small letters. */
export function sortByName(tokens: readonly ApiToken[]): readonly ApiToken[] {
  return tokens
    .map((token) => ({ token, key: naturalKey(token.name) }))
    .sort((a, b) => compare(a.key, b.key) || compare(a.token.name, b.token.name))
    .map(({ token }) => token);
}

/**
 * Names in natural order are those of their keys. Not `Intl.Collator`: the first use of Intl in a page costs a tenth
 * of the time to the first row (docs/benchmarks.md), and names are ASCII.
 */
function naturalKey(name: string): string {
  return name.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(MAX_NAME_LENGTH, '0'));
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** In the order given. */
export function judgeTokens(tokens: readonly ApiToken[], now: Date): readonly JudgedToken[] {
  return tokens.map((token) => ({
    token,
    lowerName: token.name.toLowerCase(),
    status: expiryStatus(token.expiresAt, now),
    attention: reasonsFor(token, now).length > 0,
  }));
}

export type StatusCounts = Readonly<Record<StatusFilter, number>>;

export function countByStatus(judged: readonly JudgedToken[]): StatusCounts {
  const counts = { all: judged.length, active: 0, expiring: 0, expired: 0, never: 0, attention: 0 };
  for (const { status, attention } of judged) {
    counts[status] += 1;
    if (attention) counts.attention += 1;
  }
  return counts;
}

/**
 * The tokens to show, in order. `byName` is sorted by name, which decides between equals in either direction.
 * The search is for names that contain it, whatever the case. Tokens that never expire come last in both
 * directions: nobody looks for them by date.
 */
export function tokensInView(
  byName: readonly JudgedToken[],
  view: TokenView,
  zone: string,
): readonly ApiToken[] {
  const wanted = view.search.trim().toLowerCase();
  const shown = byName
    .filter(
      ({ token, lowerName, status, attention }) =>
        (wanted === '' || lowerName.includes(wanted)) &&
        (view.month === '' || (token.expiresAt && isoDay(token.expiresAt, zone).startsWith(view.month))) &&
        (view.status === 'all' || view.status === status || (view.status === 'attention' && attention)),
    )
    .map(({ token }) => token);
  if (view.sort === 'name') return view.descending ? shown.toReversed() : shown;
  const value = sortValues[view.sort];
  const sign = view.descending ? -1 : 1;
  return shown.toSorted((a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return sign * (x - y);
  });
}

const sortValues: Record<Exclude<SortKey, 'name'>, (token: ApiToken) => number | null> = {
  created: (token) => token.createdAt.getTime(),
  expires: (token) => token.expiresAt?.getTime() ?? null,
  // Everything is more than any number of privileges; a finite number, for two of them must be equal.
  privileges: ({ privileges }) =>
    privileges.includes(EVERYTHING) ? Number.MAX_SAFE_INTEGER : privileges.length,
};
