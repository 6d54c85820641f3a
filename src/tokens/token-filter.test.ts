import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiToken } from '../whm/model.ts';
import { compareNames, countByStatus, filterTokens, sortByExpiry } from './token-filter.ts';

const now = new Date('2026-11-22T18:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

function token(name: string, expiresAt: Date | null): ApiToken {
  return { name, expiresAt, privileges: ['list-accts'], allowlist: [], createdAt: new Date(0) };
}

const tokens = [
  token('node-10', inDays(400)),
  token('Backup Agent', null),
  token('node-2', inDays(3)),
  token('__proto__', inDays(-1)),
  token('🚀 deploy', inDays(400)),
];
const names = (list: readonly ApiToken[]) => list.map(({ name }) => name);

const anyToken = fc
  .record({
    name: fc.constantFrom('a', 'B', 'node-2', 'node-10', '__proto__', 'with space'),
    days: fc.option(fc.integer({ min: -40, max: 40 })),
  })
  .map(({ name, days }) => token(name, days === null ? null : inDays(days)));
const anyTokens = fc.array(anyToken, { maxLength: 30 });
const statuses = ['active', 'expiring', 'expired', 'never'] as const;

describe('countByStatus', () => {
  it('counts each status and all', () => {
    expect(countByStatus(tokens, now)).toEqual({ all: 5, active: 2, expiring: 1, expired: 1, never: 1 });
    expect(countByStatus([], now)).toEqual({ all: 0, active: 0, expiring: 0, expired: 0, never: 0 });
  });

  it('says how many tokens each filter shows, and every token is in exactly one', () => {
    fc.assert(
      fc.property(anyTokens, (list) => {
        const counts = countByStatus(list, now);
        const shown = statuses.map((status) => filterTokens(list, { search: '', status }, now));
        expect(shown.map(({ length }) => length)).toEqual(statuses.map((status) => counts[status]));
        expect(new Set(shown.flat())).toEqual(new Set(list));
        expect(shown.flat()).toHaveLength(list.length);
      }),
    );
  });
});

describe('filterTokens', () => {
  it.each([
    ['', 'all', ['node-10', 'Backup Agent', 'node-2', '__proto__', '🚀 deploy']],
    ['   ', 'all', ['node-10', 'Backup Agent', 'node-2', '__proto__', '🚀 deploy']],
    ['NODE', 'all', ['node-10', 'node-2']],
    [' backup a ', 'all', ['Backup Agent']],
    ['proto', 'all', ['__proto__']],
    ['🚀', 'all', ['🚀 deploy']],
    ['.*', 'all', []],
    ['node', 'expiring', ['node-2']],
    ['node', 'expired', []],
    ['', 'active', ['node-10', '🚀 deploy']],
    ['', 'never', ['Backup Agent']],
  ] as const)('by %j among %s shows %j', (search, status, shown) => {
    expect(names(filterTokens(tokens, { search, status }, now))).toEqual(shown);
  });
});

describe('sortByExpiry', () => {
  it('puts the soonest first, never last, and equal ones by name', () => {
    const never = [token('node-10', null), token('node-9', null)];
    expect(names(sortByExpiry([...never, ...tokens]))).toEqual([
      '__proto__',
      'node-2',
      '🚀 deploy',
      'node-10',
      'Backup Agent',
      'node-9',
      'node-10',
    ]);
  });

  it('neither loses nor repeats a token, leaves the given list alone, and never puts a later one first', () => {
    fc.assert(
      fc.property(anyTokens, (list) => {
        const before = [...list];
        const sorted = sortByExpiry(list);
        expect(list).toEqual(before);
        expect(sorted).toHaveLength(list.length);
        expect(new Set(sorted)).toEqual(new Set(list));
        const instants = sorted.map(({ expiresAt }) => expiresAt?.getTime() ?? Number.POSITIVE_INFINITY);
        expect(instants).toEqual(instants.toSorted((a, b) => (a === b ? 0 : a - b)));
      }),
    );
  });
});

describe('compareNames', () => {
  it('counts numbers and puts small letters and capitals together', () => {
    expect(['node-10', 'Beta', 'node-2', 'alpha', 'node-1'].toSorted(compareNames)).toEqual([
      'alpha',
      'Beta',
      'node-1',
      'node-2',
      'node-10',
    ]);
  });
});
