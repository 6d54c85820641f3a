import type { SortKey, TokenView } from './token-filter.ts';

const words: Record<SortKey, { title: string; ascending: string; descending: string }> = {
  name: { title: 'Name', ascending: 'A to Z', descending: 'Z to A' },
  privileges: { title: 'Privileges', ascending: 'fewest first', descending: 'most first' },
  created: { title: 'Created', ascending: 'oldest first', descending: 'newest first' },
  expires: { title: 'Expires', ascending: 'soonest first', descending: 'latest first' },
};

/** `Expires, soonest first` */
export function sortWords({ sort, descending }: Pick<TokenView, 'sort' | 'descending'>): string {
  return `${words[sort].title}, ${descending ? words[sort].descending : words[sort].ascending}`;
}

/** Every order there is, for a choice where there are no headings to press. */
export const orders: readonly Pick<TokenView, 'sort' | 'descending'>[] = (
  ['expires', 'name', 'created', 'privileges'] as const
).flatMap((sort) => [
  { sort, descending: false },
  { sort, descending: true },
]);
