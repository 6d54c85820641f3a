import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createServerCalendar, serverTimeZone } from './server-time.ts';

function serverText(seconds: number): string {
  return new Date(seconds * 1000).toLocaleString('sv-SE', { timeZone: serverTimeZone });
}

describe('server time', () => {
  it('ends a day at 23:59:59 in Chicago, whatever the day and the season', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
        fc.integer({ min: -800, max: 800 }),
        (now, days) => {
          expect(serverText(createServerCalendar(now.getTime()).endOfDay(days))).toMatch(/ 23:59:59$/);
        },
      ),
    );
  });

  it('counts days by the calendar across a change of the clocks', () => {
    // Clocks went back at 02:00 on 1 November 2026 and forward at 02:00 on 14 March 2027.
    const calendar = createServerCalendar(Date.UTC(2026, 9, 31, 17));
    expect(serverText(calendar.endOfDay(1))).toBe('2026-11-01 23:59:59');
    expect(calendar.endOfDay(1) - calendar.endOfDay(0)).toBe(25 * 3600);
    expect(serverText(calendar.endOfDay(134))).toBe('2027-03-14 23:59:59');
    expect(calendar.endOfDay(134) - calendar.endOfDay(133)).toBe(23 * 3600);
  });

  it('reads a morning right after a change of the clocks', () => {
    const calendar = createServerCalendar(Date.UTC(2026, 9, 31, 17));
    expect(serverText(calendar.at(1, '04:50:00'))).toBe('2026-11-01 04:50:00');
    expect(serverText(calendar.at(134, '04:50:00'))).toBe('2027-03-14 04:50:00');
  });

  it('takes the day from Chicago, not from UTC', () => {
    const calendar = createServerCalendar(Date.UTC(2026, 10, 22, 3));
    expect(serverText(calendar.at(0, '09:14:22'))).toBe('2026-11-21 09:14:22');
  });
});
