import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingSettings } from '../whm/differences.ts';
import { token } from '../whm/test-client.ts';
import { canRenew, renewals } from './renew.ts';

const zone = 'America/Chicago';
const at = (text: string) => new Date(text);
const now = at('2026-11-22T18:00:00Z');
const inShort = (expiresAt: Date | null) =>
  renewals(token('a', { expiresAt }), now, zone).map(
    ({ lifetime, day, effect }) => `${lifetime}: ${day}, ${effect}`,
  );

describe('renewals', () => {
  it('are counted from today at the server, not from the old date', () => {
    expect(inShort(at('2026-11-26T05:59:59Z'))).toEqual([
      '7 days: 2026-11-29, longer',
      '30 days: 2026-12-22, longer',
      '60 days: 2027-01-21, longer',
      '90 days: 2027-02-20, longer',
      '1 year: 2027-11-22, longer',
    ]);
  });

  it('bring an expired token back to life, and say so', () => {
    expect(new Set(inShort(at('2025-08-31T00:00:00Z')).map((words) => words.split(', ')[1]))).toEqual(
      new Set(['revives']),
    );
  });

  it('say when a preset would end the token earlier than it ends now, or changes nothing', () => {
    expect(inShort(at('2026-12-23T05:59:59Z')).map((words) => words.split(', ')[1])).toEqual([
      'shorter',
      'same',
      'longer',
      'longer',
      'longer',
    ]);
    expect(inShort(null)[4]).toBe('1 year: 2027-11-22, shorter');
  });

  it('send everything and change nothing but the expiry, whatever the token is', () => {
    const instant = fc.option(fc.date({ min: at('2001-01-01'), max: at('2100-01-01'), noInvalidDate: true }));
    const settings = fc.record({
      privileges: fc.array(fc.constantFrom('all', 'list-accts', '__proto__', 'software-X'), { minLength: 1 }),
      allowlist: fc.array(fc.oneof(fc.ipV4(), fc.ipV6())),
      expiresAt: instant,
    });
    fc.assert(
      fc.property(fc.string(), settings, (name, given) => {
        const before = token(name, given);
        for (const renewal of renewals(before, now, zone)) {
          expect(Object.keys(renewal.settings).toSorted()).toEqual([
            'allowlist',
            'expiresAt',
            'name',
            'privileges',
          ]);
          expect(renewal.settings.expiresAt).toEqual(renewal.expiresAt);
          const others = differingSettings(before, renewal.settings).filter(
            (setting) => setting !== 'expiresAt',
          );
          expect(others).toEqual([]);
          expect(renewal.expiresAt > now).toBe(true);
        }
      }),
    );
  });
});

describe('canRenew', () => {
  it('is true of tokens that expire soon or have expired', () => {
    const can = (expiresAt: Date | null) => canRenew(token('a', { expiresAt }), now);
    expect(can(at('2026-11-21T00:00:00Z'))).toBe(true);
    expect(can(at('2026-12-01T00:00:00Z'))).toBe(true);
    expect(can(at('2027-12-01T00:00:00Z'))).toBe(false);
    expect(can(null)).toBe(false);
  });
});
