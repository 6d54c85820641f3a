import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultView, queryFromView, viewFromQuery } from './list-view.ts';
import type { SortKey, StatusFilter, TokenView } from './token-filter.ts';

describe('viewFromQuery', () => {
  it.each([
    ['', defaultView],
    [
      '?search=node&status=expired&month=2027-03&sort=-created',
      { search: 'node', status: 'expired', month: '2027-03', sort: 'created', descending: true },
    ],
    ['?sort=-expires', { ...defaultView, descending: true }],
    ['?status=attention', { ...defaultView, status: 'attention' }],
    ['?status=everything&sort=colour', defaultView],
    ['?month=2027-13', defaultView],
    ['?month=2027-3', defaultView],
    ['?month=-2027-03', defaultView],
    ['?sort=-', defaultView],
    ['?sort=--name', { ...defaultView, sort: 'expires' }],
    ['?status=__proto__&sort=constructor', defaultView],
    ['?utm=1&search=a%20b', { ...defaultView, search: 'a b' }],
    ['?search=%zz', { ...defaultView, search: '%zz' }],
  ])('reads %j', (query, view) => {
    expect(viewFromQuery(query)).toEqual(view);
  });

  it('takes any text without throwing, and never more than 100 characters to search for', () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        expect(viewFromQuery(`?search=${query}${query.repeat(20)}`).search.length).toBeLessThanOrEqual(100);
      }),
    );
  });
});

describe('queryFromView', () => {
  it('is empty for the default view', () => {
    expect(queryFromView(defaultView, '')).toBe('');
  });

  it('keeps parameters that are not its own', () => {
    expect(queryFromView({ ...defaultView, status: 'never' }, '?lang=en&status=all')).toBe(
      '?lang=en&status=never',
    );
  });

  it('is read back as the same view', () => {
    const anyView: fc.Arbitrary<TokenView> = fc.record({
      search: fc.string({ maxLength: 100, unit: 'grapheme-ascii' }),
      status: fc.constantFrom<StatusFilter>('all', 'active', 'expiring', 'expired', 'never', 'attention'),
      month: fc.constantFrom('', '2027-03', '2026-12'),
      sort: fc.constantFrom<SortKey>('name', 'privileges', 'created', 'expires'),
      descending: fc.boolean(),
    });
    fc.assert(
      fc.property(anyView, (view) => {
        expect(viewFromQuery(queryFromView(view, ''))).toEqual(view);
      }),
    );
  });
});
