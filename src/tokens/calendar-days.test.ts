import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayAfterKey, weeksOf, within } from './calendar-days.ts';

const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('9998-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('weeksOf', () => {
  it('has every day of the month once, in order, under its weekday', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const weeks = weeksOf(day);
        const days = weeks.flat().filter((each) => each !== null);
        const month = day.slice(0, 7);
        const last = addDays(addMonths(`${month}-01`, 1), -1);
        expect(days[0]).toBe(`${month}-01`);
        expect(days.at(-1)).toBe(last);
        expect(days).toHaveLength(Number(last.slice(8)));
        expect(days).toContain(day);
        for (const week of weeks) {
          expect(week).toHaveLength(7);
          expect(week.some((each) => each !== null)).toBe(true);
          week.forEach((each, index) => {
            if (each !== null) expect(new Date(each).getUTCDay()).toBe((index + 1) % 7);
          });
        }
      }),
    );
  });

  it('has six weeks where a month needs them, and four where it does not', () => {
    expect(weeksOf('2027-08-15')).toHaveLength(6);
    expect(weeksOf('2027-02-15')).toHaveLength(4);
  });
});

describe('addMonths', () => {
  it.each([
    ['2027-01-31', 1, '2027-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2027-03-31', -1, '2027-02-28'],
    ['2027-01-15', -1, '2026-12-15'],
  ])('leads from %s by %i to %s', (day, months, then) => {
    expect(addMonths(day, months)).toBe(then);
  });
});

describe('dayAfterKey', () => {
  // A Wednesday.
  const day = '2027-03-31';
  it.each([
    ['ArrowLeft', false, '2027-03-30'],
    ['ArrowRight', false, '2027-04-01'],
    ['ArrowUp', false, '2027-03-24'],
    ['ArrowDown', false, '2027-04-07'],
    ['Home', false, '2027-03-29'],
    ['End', false, '2027-04-04'],
    ['PageUp', false, '2027-02-28'],
    ['PageDown', false, '2027-04-30'],
    ['PageUp', true, '2026-03-31'],
    ['PageDown', true, '2028-03-31'],
  ])('leads with %s (shift %s) to %s', (key, shiftKey, then) => {
    expect(dayAfterKey(day, { key, shiftKey })).toBe(then);
  });

  it('leads nowhere with other keys', () => {
    for (const key of ['Enter', 'Tab', 'a']) expect(dayAfterKey(day, { key, shiftKey: false })).toBeNull();
  });
});

describe('within', () => {
  it('keeps to the days that can be chosen', () => {
    expect(within('2026-11-21', '2026-11-22')).toBe('2026-11-22');
    expect(within('2026-11-23', '2026-11-22')).toBe('2026-11-23');
    expect(within(addDays('9999-12-31', 1), '2026-11-22')).toBe('9999-12-31');
  });
});
