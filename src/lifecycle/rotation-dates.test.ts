import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDay } from '../tokens/server-time.ts';
import { token } from '../whm/test-client.ts';
import { overlapEnd, overlapEndOn, successorExpiry, successorLives } from './rotation-dates.ts';

const zone = 'America/Chicago';
const at = (text: string) => new Date(text);
const now = at('2026-11-22T18:00:00.789Z');
const yearly = token('billing', {
  createdAt: at('2025-11-25T15:00:00Z'),
  expiresAt: at('2026-11-26T05:59:59Z'),
});

describe('when the old token ends', () => {
  it('is to the second after so many hours', () => {
    expect(overlapEnd('1 hour', now)).toEqual(at('2026-11-22T19:00:00Z'));
    expect(overlapEnd('24 hours', now)).toEqual(at('2026-11-23T18:00:00Z'));
    expect(overlapEnd('7 days', now)).toEqual(at('2026-11-29T18:00:00Z'));
  });

  it('is the end of a day at the server, that is not over', () => {
    expect(overlapEndOn('2026-11-22', now, zone)).toEqual(at('2026-11-23T05:59:59Z'));
    expect(overlapEndOn('2026-11-21', now, zone)).toBeNull();
    expect(overlapEndOn('2027-02-30', now, zone)).toBeNull();
  });
});

describe('how long the new token lives', () => {
  it('is as long as the old one was made for, from today, or until the same instant', () => {
    expect(successorLives(yearly, now)).toEqual(['same-length', 'same-date']);
    expect(successorExpiry(yearly, 'same-length', now, zone)).toEqual(at('2027-11-23T05:59:59Z'));
    expect(successorExpiry(yearly, 'same-date', now, zone)).toBe(yearly.expiresAt);
  });

  it('has no date that has passed', () => {
    const expired = { ...yearly, expiresAt: at('2026-11-22T17:00:00Z') };
    expect(successorLives(expired, now)).toEqual(['same-length']);
  });

  it('has no end when the old one has none', () => {
    const endless = { ...yearly, expiresAt: null };
    expect(successorLives(endless, now)).toEqual(['never']);
    expect(successorExpiry(endless, 'never', now, zone)).toBeNull();
    expect(successorExpiry(endless, 'same-length', now, zone)).toBeNull();
  });

  it('ends with a day of the server’s calendar, in the future, wherever the server is', () => {
    const date = fc.date({ min: at('2015-01-01'), max: at('2035-01-01'), noInvalidDate: true });
    const anyZone = fc.constantFrom(
      'UTC',
      zone,
      'Asia/Kathmandu',
      'Pacific/Chatham',
      'Asia/Beirut',
      'Africa/Cairo',
    );
    fc.assert(
      fc.property(date, date, date, anyZone, (createdAt, expiresAt, today, anywhere) => {
        const end = successorExpiry(token('a', { createdAt, expiresAt }), 'same-length', today, anywhere);
        expect(end?.getTime()).toBeGreaterThan(today.getTime());
        expect(end?.getTime()).toBe(Math.floor((end?.getTime() ?? 0) / 1000) * 1000);
        const next = new Date((end?.getTime() ?? 0) + 1000);
        expect(isoDay(next, anywhere)).not.toBe(isoDay(end ?? next, anywhere));
      }),
    );
  });
});
