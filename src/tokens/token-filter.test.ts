import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiToken } from '../whm/model.ts';
import {
  countByStatus,
  judgeTokens,
  type SortKey,
  sortByName,
  type TokenView,
  tokensInView,
} from './token-filter.ts';

const now = new Date('2026-11-22T18:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

function token(name: string, expiresAt: Date | null, more: Partial<ApiToken> = {}): ApiToken {
  return { name, expiresAt, privileges: ['list-accts'], allowlist: [], createdAt: inDays(-10), ...more };
}

const tokens = [
  token('node-10', inDays(400), { createdAt: inDays(-3) }),
  token('Backup Agent', null, { privileges: ['all'] }),
  token('node-2', inDays(3), { privileges: ['a', 'b', 'c'] }),
  token('__proto__', inDays(-1)),
  token('🚀 deploy', inDays(400), { privileges: ['a', 'b'] }),
];
const names = (list: readonly ApiToken[]) => list.map(({ name }) => name);
const plain: TokenView = { search: '', status: 'all', month: '', sort: 'name', descending: false };
const inView = (list: readonly ApiToken[], view: Partial<TokenView>) =>
  tokensInView(judgeTokens(sortByName(list), now), { ...plain, ...view }, 'America/Chicago');

const anyToken = fc
  .record({
    name: fc.constantFrom('a', 'B', 'node-2', 'node-10', '__proto__', 'with space'),
    days: fc.option(fc.integer({ min: -40, max: 40 })),
    age: fc.nat(800),
    privileges: fc.subarray(['all', 'passwd', 'list-accts', 'ssl'], { minLength: 1 }),
  })
  .map(({ name, days, age, privileges }) =>
    token(name, days === null ? null : inDays(days), { createdAt: inDays(-age), privileges }),
  );
const anyTokens = fc.array(anyToken, { maxLength: 30 });
const anyView = fc.record({
  search: fc.constantFrom('', 'node', 'x', ' A '),
  status: fc.constantFrom('all', 'active', 'expiring', 'expired', 'never', 'attention'),
  sort: fc.constantFrom<SortKey>('name', 'privileges', 'created', 'expires'),
  descending: fc.boolean(),
});
const statuses = ['active', 'expiring', 'expired', 'never'] as const;

describe('countByStatus', () => {
  it('counts each status, all, and those that need attention', () => {
    expect(countByStatus(judgeTokens(tokens, now))).toEqual({
      all: 5,
      active: 2,
      expiring: 1,
      expired: 1,
      never: 1,
      attention: 3,
    });
    expect(countByStatus([])).toEqual({ all: 0, active: 0, expiring: 0, expired: 0, never: 0, attention: 0 });
  });

  it('says how many tokens each filter shows, and every token is in exactly one status', () => {
    fc.assert(
      fc.property(anyTokens, (list) => {
        const counts = countByStatus(judgeTokens(list, now));
        const shown = statuses.map((status) => inView(list, { status }));
        expect(shown.map(({ length }) => length)).toEqual(statuses.map((status) => counts[status]));
        expect(new Set(shown.flat())).toEqual(new Set(list));
        expect(shown.flat()).toHaveLength(list.length);
        expect(inView(list, { status: 'attention' })).toHaveLength(counts.attention);
      }),
    );
  });
});

describe('tokensInView', () => {
  it.each([
    ['', 'all', ['__proto__', 'Backup Agent', 'node-2', 'node-10', '🚀 deploy']],
    ['   ', 'all', ['__proto__', 'Backup Agent', 'node-2', 'node-10', '🚀 deploy']],
    ['NODE', 'all', ['node-2', 'node-10']],
    [' backup a ', 'all', ['Backup Agent']],
    ['proto', 'all', ['__proto__']],
    ['🚀', 'all', ['🚀 deploy']],
    ['.*', 'all', []],
    ['node', 'expiring', ['node-2']],
    ['node', 'expired', []],
    ['', 'active', ['node-10', '🚀 deploy']],
    ['', 'never', ['Backup Agent']],
    ['', 'attention', ['__proto__', 'Backup Agent', 'node-2']],
  ] as const)('by %j among %s shows %j', (search, status, shown) => {
    expect(names(inView(tokens, { search, status }))).toEqual(shown);
  });

  it.each([
    ['name', false, ['__proto__', 'Backup Agent', 'node-2', 'node-10', '🚀 deploy']],
    ['name', true, ['🚀 deploy', 'node-10', 'node-2', 'Backup Agent', '__proto__']],
    ['expires', false, ['__proto__', 'node-2', 'node-10', '🚀 deploy', 'Backup Agent']],
    ['expires', true, ['node-10', '🚀 deploy', 'node-2', '__proto__', 'Backup Agent']],
    ['created', true, ['node-10', '__proto__', 'Backup Agent', 'node-2', '🚀 deploy']],
    ['privileges', true, ['Backup Agent', 'node-2', '🚀 deploy', '__proto__', 'node-10']],
  ] as const)('sorted by %s, descending %s, gives %j', (sort, descending, shown) => {
    expect(names(inView(tokens, { sort, descending }))).toEqual(shown);
  });

  it('shows the tokens of a month by the calendar of the server, expired or not', () => {
    const ends = [
      '2026-11-01T04:59:59Z',
      '2026-11-01T05:00:00Z',
      '2026-12-01T05:59:59Z',
      '2026-12-01T06:00:00Z',
    ];
    const list = [...ends.map((end) => token(end, new Date(end))), token('never', null)];
    expect(names(inView(list, { month: '2026-11' }))).toEqual([ends[1], ends[2]]);
    expect(names(inView(list, { month: '2026-11', search: '12-01' }))).toEqual([ends[2]]);
    expect(names(inView(list, { month: '2026-11', status: 'expired' }))).toEqual([ends[1]]);
  });

  it('never loses or repeats a token that the filter wants, in any order', () => {
    fc.assert(
      fc.property(anyTokens, anyView, (list, view) => {
        const before = [...list];
        const shown = inView(list, view);
        const wanted = judgeTokens(list, now)
          .filter(({ status, attention }) => ['all', status, attention && 'attention'].includes(view.status))
          .filter(({ lowerName }) => lowerName.includes(view.search.trim().toLowerCase()))
          .map((judged) => judged.token);
        expect(list).toEqual(before);
        expect(shown).toHaveLength(wanted.length);
        expect(new Set(shown)).toEqual(new Set(wanted));
      }),
    );
  });

  it('puts tokens that never expire last, whichever way it sorts by expiry', () => {
    fc.assert(
      fc.property(anyTokens, fc.boolean(), (list, descending) => {
        const endless = inView(list, { sort: 'expires', descending }).map(
          ({ expiresAt }) => expiresAt === null,
        );
        expect(endless).toEqual(endless.toSorted((a, b) => Number(a) - Number(b)));
      }),
    );
  });
});

describe('sortByName', () => {
  const sorted = (names: readonly string[]) =>
    sortByName(names.map((name) => token(name, null))).map(({ name }) => name);

  it('counts numbers and puts small letters and capitals together', () => {
    expect(sorted(['node-10', 'Beta', 'node-2', 'alpha', 'node-1'])).toEqual([
      'alpha',
      'Beta',
      'node-1',
      'node-2',
      'node-10',
    ]);
  });

  it('orders names of letters and numbers as Intl.Collator does', () => {
    const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'accent' });
    const anyName = fc.stringMatching(/^[a-zA-Z]{0,3}[0-9]{1,12}[a-z]{0,2}[0-9]{0,3}$/);
    fc.assert(
      fc.property(fc.array(anyName), (names) => {
        const inOrder = sorted(names);
        expect(inOrder.every((name, i) => i === 0 || collator.compare(inOrder[i - 1] ?? '', name) <= 0)).toBe(
          true,
        );
      }),
    );
  });
});
