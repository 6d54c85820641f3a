import type { SortKey, StatusFilter, TokenView } from './token-filter.ts';

/* What of the list is shown, and in which order, lives in the query string: a link reproduces it. */

const sortKeys: readonly SortKey[] = ['name', 'privileges', 'created', 'expires'];

const statuses: readonly StatusFilter[] = ['all', 'active', 'expiring', 'expired', 'never', 'attention'];

/** Soonest expiry first: trouble is on top. */
export const defaultView: TokenView = {
  search: '',
  status: 'all',
  month: '',
  sort: 'expires',
  descending: false,
};

const MAX_SEARCH = 100;

/** Reads a query string; what it does not understand is ignored. */
export function viewFromQuery(query: string): TokenView {
  const given = new URLSearchParams(query);
  const sort = given.get('sort') ?? '';
  const key = sort.replace(/^-/, '');
  const status = given.get('status');
  const known = sortKeys.find((candidate) => candidate === key);
  return {
    search: (given.get('search') ?? '').slice(0, MAX_SEARCH),
    status: statuses.find((candidate) => candidate === status) ?? defaultView.status,
    month: /^\d{4}-(0[1-9]|1[0-2])$/.exec(given.get('month') ?? '')?.[0] ?? defaultView.month,
    sort: known ?? defaultView.sort,
    descending: known !== undefined && sort.startsWith('-'),
  };
}

/** The query string of a view, with its question mark; empty for the default. Other parameters are kept. */
export function queryFromView(view: TokenView, current: string): string {
  const query = new URLSearchParams(current);
  const set = (name: string, value: string, absent: string) => {
    if (value === absent) query.delete(name);
    else query.set(name, value);
  };
  set('search', view.search, defaultView.search);
  set('status', view.status, defaultView.status);
  set('month', view.month, defaultView.month);
  set('sort', `${view.descending ? '-' : ''}${view.sort}`, defaultView.sort);
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
