import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dayAfter, endOfDay, lifetimes, oneYearAhead } from './expiry-dates.ts';
import { isoDay } from './server-time.ts';

const chicago = 'America/Chicago';
const at = (text: string) => new Date(text);
const DAY_MS = 86_400_000;

/** Half-hour offsets, and clocks that change at or just before midnight, where a day ends oddly. */
const zones = [
  chicago,
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'America/Scoresbysund',
  'America/Santiago',
  'America/Havana',
  'Africa/Cairo',
  'Asia/Beirut',
  'Pacific/Easter',
  'Atlantic/Cape_Verde',
];
const browserZones = ['UTC', chicago, 'Asia/Kolkata', 'Pacific/Chatham', 'America/Nuuk'];
const anyDay = fc
  .integer({ min: Date.UTC(2026, 0, 1) / DAY_MS, max: Date.UTC(2037, 11, 31) / DAY_MS })
  .map((number) => new Date(number * DAY_MS).toISOString().slice(0, 10));

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('endOfDay', () => {
  it.each([
    ['the day before summer time', '2027-03-13', chicago, '2027-03-14T05:59:59.000Z'],
    ['the day on which summer time begins', '2027-03-14', chicago, '2027-03-15T04:59:59.000Z'],
    ['the day before summer time ends', '2027-11-06', chicago, '2027-11-07T04:59:59.000Z'],
    ['the day on which summer time ends', '2027-11-07', chicago, '2027-11-08T05:59:59.000Z'],
    ['the last day of a year', '2026-12-31', chicago, '2027-01-01T05:59:59.000Z'],
    ['a leap day', '2028-02-29', chicago, '2028-03-01T05:59:59.000Z'],
    ['a day in Greenwich', '2027-02-20', 'UTC', '2027-02-20T23:59:59.000Z'],
    ['a day at +5:30', '2027-02-20', 'Asia/Kolkata', '2027-02-20T18:29:59.000Z'],
    ['a day at +5:45', '2027-02-20', 'Asia/Kathmandu', '2027-02-20T18:14:59.000Z'],
    ['a change of half an hour', '2027-04-04', 'Australia/Lord_Howe', '2027-04-04T13:29:59.000Z'],
    ['a day at +14', '2027-01-01', 'Pacific/Kiritimati', '2027-01-01T09:59:59.000Z'],
    ['the last day of four digits', '9999-12-31', chicago, '+010000-01-01T05:59:59.000Z'],
  ])('is 23:59:59 at the server: %s', (_title, day, zone, instant) => {
    expect(endOfDay(day, zone)?.toISOString()).toBe(instant);
  });

  it('is the later of two when 23:59:59 comes twice', () => {
    // Clocks in Beirut go back from midnight to 23:00.
    expect(endOfDay('2027-10-30', 'Asia/Beirut')?.toISOString()).toBe('2027-10-30T21:59:59.000Z');
  });

  it('is the last second there is when 23:59:59 is skipped', () => {
    // Clocks in Ittoqqortoormiit go forward from 23:00 to midnight.
    expect(endOfDay('2027-03-27', 'America/Scoresbysund')?.toISOString()).toBe('2027-03-28T00:59:59.000Z');
  });

  it.each([
    '2027-02-30',
    '2027-02-29',
    '2100-02-29',
    '2027-04-31',
    '2027-13-01',
    '2027-00-10',
    '2027-01-00',
    '0050-01-01',
    '2027-3-01',
    '27-03-01',
    '2027/03/01',
    '2027-03-01T00:00',
    ' 2027-03-01',
    '2027-03-01\n',
    '٢٠٢٧-٠٣-٠١',
    '__proto__',
    '',
  ])('is nothing for %j', (text) => {
    expect(endOfDay(text, chicago)).toBeNull();
  });

  it('is nothing for a day that the zone never had', () => {
    expect(endOfDay('2011-12-30', 'Pacific/Apia')).toBeNull();
  });

  it.each(browserZones)('ends its day to the second in every zone, in a browser in %s', (browserZone) => {
    vi.stubEnv('TZ', browserZone);
    const oddDays = fc.constantFrom('2027-03-27', '2027-04-03', '2027-10-28', '2027-10-30');
    fc.assert(
      fc.property(fc.oneof(anyDay, oddDays), fc.constantFrom(...zones), (day, zone) => {
        const end = endOfDay(day, zone);
        if (end === null) throw new Error(`${day} is a day`);
        expect(isoDay(end, zone)).toBe(day);
        expect(isoDay(new Date(end.getTime() + 1000), zone) > day).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('oneYearAhead', () => {
  it.each([
    ['a plain day', '2026-11-22T18:00:00Z', chicago, '2027-11-22'],
    ['a leap day', '2028-02-29T18:00:00Z', chicago, '2029-02-28'],
    ['28 February before a leap year', '2027-02-28T18:00:00Z', chicago, '2028-02-28'],
    ['the evening of the server’s New Year’s Eve', '2027-01-01T05:59:59Z', chicago, '2027-12-31'],
    ['its New Year', '2027-01-01T06:00:00Z', chicago, '2028-01-01'],
    ['a zone that is a day ahead', '2026-12-31T18:30:00Z', 'Asia/Kolkata', '2028-01-01'],
  ])('from %s', (_title, now, zone, day) => {
    expect(oneYearAhead(at(now), zone)).toBe(day);
  });
});

describe('dayAfter', () => {
  it.each([
    ['7 days', '2026-11-29'],
    ['30 days', '2026-12-22'],
    ['60 days', '2027-01-21'],
    ['90 days', '2027-02-20'],
    ['1 year', '2027-11-22'],
  ] as const)('of %s from 22 November 2026 is %s', (lifetime, day) => {
    expect(dayAfter(lifetime, at('2026-11-22T18:00:00Z'), chicago)).toBe(day);
  });

  it('offers the lifetimes in order of length', () => {
    expect(lifetimes).toEqual(['7 days', '30 days', '60 days', '90 days', '1 year']);
  });

  it.each([
    ['over a leap day', '2028-02-23T18:00:00Z', '2028-03-01'],
    ['over the beginning of summer time', '2027-03-08T05:30:00Z', '2027-03-14'],
    ['over its end', '2027-11-07T04:30:00Z', '2027-11-13'],
  ])('counts calendar days %s', (_title, now, day) => {
    expect(dayAfter('7 days', at(now), chicago)).toBe(day);
  });

  it.each(browserZones)('is as many days ahead as it says, in a browser in %s', (browserZone) => {
    vi.stubEnv('TZ', browserZone);
    const now = fc.oneof(
      fc.date({ min: at('2026-01-01T00:00:00Z'), max: at('2036-01-01T00:00:00Z'), noInvalidDate: true }),
      // A week before clocks go forward late on a Saturday evening: in Scoresbysund, and in a browser in Nuuk.
      fc.constant(at('2027-03-21T01:30:00Z')),
    );
    fc.assert(
      fc.property(now, fc.constantFrom(...zones), (date, zone) => {
        const distance = Date.parse(dayAfter('7 days', date, zone)) - Date.parse(isoDay(date, zone));
        expect(distance).toBe(7 * DAY_MS);
      }),
      { numRuns: 300 },
    );
  });
});
