import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDay } from './expiry-input.ts';

const zone = 'America/Chicago';

describe('readDay', () => {
  it.each([
    ['2027-3-1', '2027-03-01'],
    ['2027/03/01', '2027-03-01'],
    ['20270301', '2027-03-01'],
    [' 2027-03-01 23:59:59 ', '2027-03-01'],
    ['03 01 2027 23:59:59', '2027-03-01'],
    ['1 Mar 2027', '2027-03-01'],
    ['Mon 1 March 2027, 23:59:59', '2027-03-01'],
    ['March 1st, 2027', '2027-03-01'],
    ['1.3.2027', '2027-03-01'],
    ['3/14/2027', '2027-03-14'],
    ['14/3/2027', '2027-03-14'],
    // The day at the server, which is not the day written.
    ['2027-03-01T03:00:00Z', '2027-02-28'],
    ['2027-03-01T23:59:59-06:00', '2027-03-01'],
    ['2027-02-30', '2027-02-30'],
  ])('reads %s as %s', (text, day) => {
    expect(readDay(text, zone)).toEqual({ kind: 'day', day });
  });

  it('does not choose between day and month', () => {
    expect(readDay('3/4/2027', zone)).toEqual({ kind: 'unclear', readings: ['2027-03-04', '2027-04-03'] });
  });

  it.each(['', 'soon', 'next spring', '2027', '2027-03', '27-3-1', 'mar 2027'])(
    'does not read “%s”',
    (text) => {
      expect(readDay(text, zone)).toBeNull();
    },
  );

  it('reads every day as it is written by the form, and throws for no text', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const text = date.toISOString().slice(0, 10);
        expect(readDay(text, zone)).toEqual({ kind: 'day', day: text });
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => void readDay(text, zone)));
  });
});
