import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDay } from '../tokens/server-time.ts';
import { judgeTokens, tokensInView } from '../tokens/token-filter.ts';
import type { ApiToken } from '../whm/model.ts';
import { MOST_NAMES, timelineOf } from './timeline.ts';

const zone = 'America/Chicago';
const now = new Date('2026-11-22T16:42:07Z');

function token(name: string, expiresAt: string | Date | null): ApiToken {
  return {
    name,
    expiresAt: expiresAt === null ? null : new Date(expiresAt),
    privileges: ['list-accts'],
    allowlist: [],
    createdAt: new Date('2026-01-01T00:00:00Z'),
  };
}

/** Clocks change at midnight in Santiago and Beirut; Kathmandu is a quarter of an hour off. */
const anyZone = fc.constantFrom(
  'UTC',
  zone,
  'Europe/Paris',
  'Asia/Kathmandu',
  'America/Santiago',
  'Asia/Beirut',
  'Pacific/Apia',
);

const DAY_MS = 86_400_000;

const anyNow = fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2032, 0) }).map((ms) => new Date(ms));

/** Tokens that expire from a year before to two years after, in whole seconds. */
const anyCase = fc
  .record({
    zone: anyZone,
    now: anyNow,
    ends: fc.array(fc.option(fc.integer({ min: -365 * 86_400, max: 730 * 86_400 })), { maxLength: 60 }),
  })
  .map(({ ends, ...rest }) => ({
    ...rest,
    tokens: ends.map((seconds, index) =>
      token(`token-${index}`, seconds === null ? null : new Date(rest.now.getTime() + seconds * 1000)),
    ),
  }));

describe('timelineOf', () => {
  it('goes from the beginning of today to the end of the month a year from now, at the server', () => {
    const { from, to, months } = timelineOf([], now, zone);
    expect(new Date(from)).toEqual(new Date('2026-11-22T06:00:00Z'));
    expect(new Date(to)).toEqual(new Date('2027-12-01T06:00:00Z'));
    expect(months.map(({ key }) => key)).toEqual([
      ...['2026-11', '2026-12', '2027-01', '2027-02', '2027-03', '2027-04', '2027-05', '2027-06'],
      ...['2027-07', '2027-08', '2027-09', '2027-10', '2027-11'],
    ]);
    // Summer time has begun by then.
    expect(new Date(months[5]?.from ?? 0)).toEqual(new Date('2027-04-01T05:00:00Z'));
  });

  it('counts every token once: in its month, later, before, or never', () => {
    const { months, later, pins } = timelineOf(
      [
        token('past', '2026-10-31T04:59:59Z'),
        token('yesterday', '2026-11-22T05:59:59Z'),
        token('b', '2027-02-21T05:59:59Z'),
        token('a', '2027-02-21T05:59:59Z'),
        token('soon', '2026-11-26T05:59:59Z'),
        token('last', '2027-12-01T05:59:59Z'),
        token('later', '2027-12-01T06:00:00Z'),
        token('never', null),
      ],
      now,
      zone,
    );
    const counted = months.filter(({ count }) => count > 0);
    expect(counted.map(({ key, count, soon, past }) => [key, count, soon, past])).toEqual([
      ['2026-11', 2, 1, 1],
      ['2027-02', 2, 0, 0],
      ['2027-11', 1, 0, 0],
    ]);
    expect(counted[0]?.first.map(({ name }) => name)).toEqual(['yesterday', 'soon']);
    expect(later).toBe(1);
    expect(pins?.map(({ names, soon }) => [names, soon])).toEqual([
      [['soon'], true],
      [['b', 'a'], false],
      [['last'], false],
    ]);
  });

  it('has months that follow each other and begin where the calendar of the server says', () => {
    fc.assert(
      fc.property(anyZone, anyNow, (anywhere, moment) => {
        const { from, to, months } = timelineOf([], moment, anywhere);
        const ends = [...months.slice(1).map((month) => month.from), to];
        expect(months.map((month) => month.to)).toEqual(ends);
        expect(isoDay(new Date(from), anywhere)).toBe(isoDay(moment, anywhere));
        expect(isoDay(new Date(from - 1), anywhere)).not.toBe(isoDay(moment, anywhere));
        for (const { key, from: start } of months.slice(1)) {
          expect(isoDay(new Date(start), anywhere)).toBe(`${key}-01`);
          expect(isoDay(new Date(start - 1), anywhere).slice(0, 7)).not.toBe(key);
        }
        // A year at least, and a month more at most.
        expect(to - moment.getTime()).toBeGreaterThanOrEqual(365 * DAY_MS);
        expect(to - from).toBeLessThan(400 * DAY_MS);
      }),
    );
  });

  it('counts for a month what the list shows for it, and loses no token', () => {
    fc.assert(
      fc.property(anyCase, ({ tokens, now: moment, zone: anywhere }) => {
        const { months, later } = timelineOf(tokens, moment, anywhere);
        const judged = judgeTokens(tokens, moment);
        const view = { search: '', status: 'all', sort: 'name', descending: false } as const;
        for (const { key, count, soon, past } of months) {
          const shown = (status: 'all' | 'expiring' | 'expired') =>
            tokensInView(judged, { ...view, status, month: key }, anywhere).length;
          expect([count, soon, past]).toEqual([shown('all'), shown('expiring'), shown('expired')]);
        }
        const firstMonth = months[0]?.key ?? '';
        const never = tokens.filter(({ expiresAt }) => expiresAt === null).length;
        const before = tokens.filter(
          ({ expiresAt }) => expiresAt && isoDay(expiresAt, anywhere) < firstMonth,
        ).length;
        const inMonths = months.reduce((sum, { count }) => sum + count, 0);
        expect(never + before + inMonths + later).toBe(tokens.length);
      }),
    );
  });

  it('marks each instant to come, in order, or none where there are too many, whatever the order of the tokens', () => {
    fc.assert(
      fc.property(anyCase, ({ tokens, now: moment, zone: anywhere }) => {
        const { from, to, pins } = timelineOf(tokens, moment, anywhere);
        const ends = tokens
          .flatMap(({ expiresAt }) => (expiresAt ? [expiresAt.getTime()] : []))
          .filter((end) => end > moment.getTime() && end >= from && end < to)
          .toSorted((a, b) => a - b);
        expect(pins?.flatMap(({ at, names }) => names.map(() => at)) ?? null).toEqual(
          ends.length > 30 ? null : ends,
        );
        const other = timelineOf(tokens.toReversed(), moment, anywhere);
        expect(other.pins?.map(({ at }) => at)).toEqual(pins?.map(({ at }) => at));
      }),
    );
  });

  it('keeps no more names of a month than are read out', () => {
    const tokens = Array.from({ length: 10_000 }, (_, index) => token(`t${index}`, '2027-02-21T05:59:59Z'));
    const { months, pins } = timelineOf(tokens, now, zone);
    expect(months[3]).toMatchObject({ key: '2027-02', count: 10_000 });
    expect(months[3]?.first).toHaveLength(MOST_NAMES);
    expect(pins).toBeNull();
  });
});
