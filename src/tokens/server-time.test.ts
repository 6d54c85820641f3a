import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calendarDaysBetween,
  clockTime,
  fullMonthsBetween,
  isKnownZone,
  isoDay,
  longDay,
  longInstant,
  offsetLabel,
  stamp,
} from './server-time.ts';

const chicago = 'America/Chicago';
const at = (text: string) => new Date(text);

const zones = [
  'UTC',
  chicago,
  'Europe/London',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Kiritimati',
  'America/St_Johns',
];
/** The platform's own view of each zone, written `2027-02-20 23:59:59`. */
const platform = new Map(
  zones.map((zone) => [
    zone,
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }),
  ]),
);
const anyInstant = fc.date({
  min: at('2000-01-01T00:00:00Z'),
  max: at('2099-12-31T00:00:00Z'),
  noInvalidDate: true,
});

describe('the server’s wall clock', () => {
  it('reads as the platform’s own does, in every zone and at every instant', () => {
    fc.assert(
      fc.property(anyInstant, fc.constantFrom(...zones), (date, zone) => {
        expect(`${isoDay(date, zone)} ${clockTime(date, zone)}`).toBe(platform.get(zone)?.format(date));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['the last second of winter time', '2027-03-14T07:59:59Z', '2027-03-14', '01:59:59', 'UTC−6'],
    ['the first second of summer time', '2027-03-14T08:00:00Z', '2027-03-14', '03:00:00', 'UTC−5'],
    ['the last second of summer time', '2027-11-07T06:59:59Z', '2027-11-07', '01:59:59', 'UTC−5'],
    ['the hour that comes twice, again', '2027-11-07T07:00:00Z', '2027-11-07', '01:00:00', 'UTC−6'],
    ['midnight', '2027-01-01T06:00:00Z', '2027-01-01', '00:00:00', 'UTC−6'],
    ['the second before midnight', '2027-01-01T05:59:59.999Z', '2026-12-31', '23:59:59', 'UTC−6'],
    ['a leap day', '2028-02-29T18:00:00Z', '2028-02-29', '12:00:00', 'UTC−6'],
  ])('shows %s in Chicago', (_title, instant, day, time, offset) => {
    expect(isoDay(at(instant), chicago)).toBe(day);
    expect(clockTime(at(instant), chicago)).toBe(time);
    expect(offsetLabel(at(instant), chicago)).toBe(offset);
  });

  it('writes a date as WHM does, month first', () => {
    expect(stamp(at('2027-02-06T05:04:03Z'), chicago)).toEqual({ day: '02 05 2027', time: '23:04:03' });
  });

  it('writes the long forms with the weekday and the month in letters', () => {
    expect(longDay(at('2027-02-21T05:59:59Z'), chicago)).toBe('Sat 20 Feb 2027');
    expect(longInstant(at('2027-02-21T05:59:59Z'), chicago)).toBe('Sat 20 Feb 2027, 23:59:59');
    expect(longInstant(at('2026-12-31T18:30:00Z'), 'Asia/Kolkata')).toBe('Fri 1 Jan 2027, 00:00:00');
  });
});

describe('offsetLabel', () => {
  it.each([
    ['UTC', 'UTC'],
    ['Europe/London', 'UTC'],
    ['Asia/Kolkata', 'UTC+5:30'],
    ['Asia/Kathmandu', 'UTC+5:45'],
    ['America/St_Johns', 'UTC−3:30'],
    ['Pacific/Kiritimati', 'UTC+14'],
  ])('writes the winter offset of %s as %s', (zone, label) => {
    expect(offsetLabel(at('2027-01-15T12:00:00Z'), zone)).toBe(label);
  });

  it('is the offset at that date, not at the present', () => {
    expect(offsetLabel(at('2027-07-15T12:00:00Z'), 'Europe/London')).toBe('UTC+1');
    expect(offsetLabel(at('2027-07-15T12:00:00Z'), 'Australia/Lord_Howe')).toBe('UTC+10:30');
  });
});

describe('calendarDaysBetween', () => {
  it.each([
    ['one second over midnight', '2027-01-01T05:59:59Z', '2027-01-01T06:00:00Z', 1],
    ['a whole day but for its midnight', '2027-01-01T06:00:00Z', '2027-01-02T05:59:59Z', 0],
    ['the 23 hours of the first summer day', '2027-03-14T06:00:00Z', '2027-03-15T05:00:00Z', 1],
    ['24 of the 25 hours of the last summer day', '2027-11-07T05:00:00Z', '2027-11-08T05:59:59Z', 0],
    ['over a leap day', '2028-02-28T18:00:00Z', '2028-03-01T18:00:00Z', 2],
    ['backwards over the year', '2027-01-01T18:00:00Z', '2026-12-31T18:00:00Z', -1],
  ])('counts %s', (_title, from, to, days) => {
    expect(calendarDaysBetween(at(from), at(to), chicago)).toBe(days);
  });

  it('depends on where the midnight is', () => {
    const [from, to] = [at('2027-01-01T18:00:00Z'), at('2027-01-01T18:20:00Z')];
    expect(calendarDaysBetween(from, to, chicago)).toBe(0);
    expect(calendarDaysBetween(from, to, 'Asia/Kolkata')).toBe(0);
    expect(calendarDaysBetween(from, to, 'Asia/Kathmandu')).toBe(1);
  });
});

describe('fullMonthsBetween', () => {
  it.each([
    ['a month to the second', '2027-01-15T18:00:00Z', '2027-02-15T18:00:00Z', 1],
    ['a month but for one second', '2027-01-15T18:00:00Z', '2027-02-15T17:59:59Z', 0],
    ['a month over the change of the clocks', '2027-03-01T18:00:00Z', '2027-04-01T17:00:00Z', 1],
    ['a year', '2026-11-22T18:00:00Z', '2027-11-22T18:00:00Z', 12],
    ['over the end of a year', '2026-11-22T18:00:00Z', '2027-02-22T18:00:00Z', 3],
    ['a leap day to the next 28 February', '2028-02-29T18:00:00Z', '2029-02-28T18:00:00Z', 11],
    ['into the past', '2027-02-22T18:00:00Z', '2026-11-22T18:00:00Z', -3],
  ])('counts %s', (_title, from, to, months) => {
    expect(fullMonthsBetween(at(from), at(to), chicago)).toBe(months);
  });
});

describe('isKnownZone', () => {
  it.each([
    [chicago, true],
    ['Asia/Kathmandu', true],
    ['UTC', true],
    ['America/Springfield', false],
    ['', false],
    ['__proto__', false],
    ['constructor', false],
  ])('of %j is %s', (zone, known) => {
    expect(isKnownZone(zone)).toBe(known);
  });
});
