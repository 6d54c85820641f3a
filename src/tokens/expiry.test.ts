import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXPIRING_WITHIN_DAYS, expiryNotice, expiryStatus, expiryWords, howFar, timeLeft } from './expiry.ts';

const chicago = 'America/Chicago';
const at = (text: string) => new Date(text);
/** Noon in Chicago. */
const now = at('2026-11-22T18:00:00Z');
const DAY_MS = 86_400_000;

describe('expiryStatus', () => {
  it.each([
    ['no expiry', null, 'never'],
    ['the very millisecond', now, 'expired'],
    ['one millisecond ahead', new Date(now.getTime() + 1), 'expiring'],
    ['30 days ahead to the millisecond', new Date(now.getTime() + 30 * DAY_MS), 'expiring'],
    ['30 days and a millisecond ahead', new Date(now.getTime() + 30 * DAY_MS + 1), 'active'],
    ['years ago', at('2019-01-01T00:00:00Z'), 'expired'],
  ])('with %s', (_title, expiresAt, status) => {
    expect(expiryStatus(expiresAt, now)).toBe(status);
  });

  it('calls a token expiring within 30 days', () => {
    expect(EXPIRING_WITHIN_DAYS).toBe(30);
  });
});

describe('howFar', () => {
  it.each([
    ['2026-11-22T18:00:00Z', 'just now'],
    ['2026-11-22T17:59:00.001Z', 'just now'],
    ['2026-11-22T18:00:59.999Z', 'in less than a minute'],
    ['2026-11-22T19:00:00Z', 'in 1 hour'],
    ['2026-11-23T05:59:59Z', 'in 11 hours'],
    ['2026-11-22T06:00:00Z', '12 hours ago'],
    ['2026-11-23T06:00:00Z', 'tomorrow'],
    ['2026-11-24T05:59:59Z', 'tomorrow'],
    ['2026-11-24T06:00:00Z', 'in 2 days'],
    ['2026-11-22T05:59:59Z', 'yesterday'],
    ['2026-11-21T05:59:59Z', '2 days ago'],
    ['2027-03-01T18:00:00Z', 'in 99 days'],
    ['2027-03-02T18:00:00Z', 'in 3 months'],
    ['2027-11-22T17:59:59Z', 'in 11 months'],
    ['2027-11-23T05:59:59Z', 'in 1 year'],
    ['2028-11-23T05:59:59Z', 'in 2 years'],
    ['2025-11-22T18:00:00Z', '1 year ago'],
  ])('says of %s: %s', (date, words) => {
    expect(howFar(at(date), now, chicago)).toBe(words);
  });

  it('counts minutes and not days for half an hour over midnight', () => {
    const words = howFar(at('2026-11-23T06:15:00Z'), at('2026-11-23T05:45:00Z'), chicago);
    expect(words).toMatch(/^in 30 min(?:utes)?$/);
  });

  it('counts the server’s midnights, not the browser’s', () => {
    // Midnight comes at 18:15 UTC in Kathmandu and at 18:30 in Kolkata.
    const [date, before] = [at('2026-11-22T18:20:00Z'), at('2026-11-22T17:00:00Z')];
    expect(howFar(date, before, 'UTC')).toBe('in 1 hour');
    expect(howFar(date, before, 'Asia/Kolkata')).toBe('in 1 hour');
    expect(howFar(date, before, 'Asia/Kathmandu')).toBe('tomorrow');
  });

  it('takes the days on which the clocks change for one day each', () => {
    expect(howFar(at('2027-03-15T17:00:00Z'), at('2027-03-13T18:00:00Z'), chicago)).toBe('in 2 days');
    expect(howFar(at('2027-11-08T18:00:00Z'), at('2027-11-06T17:00:00Z'), chicago)).toBe('in 2 days');
    // A day of 25 hours, from its first second to its last.
    expect(howFar(at('2027-11-08T05:59:59Z'), at('2027-11-07T05:00:00Z'), chicago)).toBe('in 24 hours');
  });

  it('never says that the past is to come, nor the other way round', () => {
    const distance = fc.integer({ min: -4000 * DAY_MS, max: 4000 * DAY_MS });
    fc.assert(
      fc.property(distance, fc.constantFrom(chicago, 'Asia/Kolkata', 'UTC'), (ms, zone) => {
        const future = /^in |^tomorrow$/.test(howFar(new Date(now.getTime() + ms), now, zone));
        expect(future).toBe(ms > 0);
      }),
    );
  });
});

describe('expiryWords', () => {
  it.each([
    ['2026-11-25T05:59:59Z', 'Expires in 2 days'],
    ['2026-11-21T18:00:00Z', 'Expired yesterday'],
    ['2027-04-23T04:59:59Z', 'in 5 months'],
  ])('of %s are %j', (expiresAt, words) => {
    expect(expiryWords(at(expiresAt), now, chicago)).toBe(words);
  });
});

describe('timeLeft', () => {
  it.each([
    ['2027-02-21T07:30:00Z', '90 days, 13 hours'],
    ['2026-11-23T18:00:00Z', '1 day, 0 hours'],
    ['2026-11-23T17:59:59Z', '23 hours, 59 minutes'],
    ['2026-11-22T19:01:30Z', '1 hour, 1 minute'],
    ['2026-11-22T17:00:00Z', '0 hours, 0 minutes'],
  ])('until %s is %s', (expiresAt, words) => {
    expect(timeLeft(at(expiresAt), now)).toBe(words);
  });
});

describe('expiryNotice', () => {
  it('says when a token expires, how long that is, and that nothing renews it', () => {
    expect(expiryNotice(at('2026-11-26T05:59:59Z'), now, chicago)).toBe(
      'Expires on Wed 25 Nov 2026 at 23:59:59 server time, in 3 days and 11 hours. WHM does not renew it.',
    );
  });

  it('says when a token expired, how long ago, and that it stays in the list', () => {
    expect(expiryNotice(at('2026-11-22T05:59:59Z'), now, chicago)).toBe(
      'Expired on Sat 21 Nov 2026 at 23:59:59 server time, yesterday. WHM keeps it in the list until it is revoked.',
    );
  });
});
