import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { token } from '../whm/test-client.ts';
import { planExpiry, widens } from './expiry-plan.ts';

const now = new Date('2026-11-22T16:42:07Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

describe('a new expiry for many', () => {
  it.each([
    ['never-ends', inDays(10), null],
    ['longer', inDays(10), inDays(11)],
    ['shorter', inDays(10), inDays(9)],
    ['shorter', null, inDays(9)],
    ['same', inDays(10), inDays(10)],
    ['same', null, null],
    ['works-again', inDays(-10), inDays(1)],
    ['works-again', inDays(-10), null],
    ['longer', inDays(-10), inDays(-1)],
    ['shorter', inDays(-10), inDays(-11)],
  ] as const)('is told to be %s for one that has %s and gets %s', (effect, before, after) => {
    expect(planExpiry([token('a', { expiresAt: before })], after, now)[0]?.effect).toBe(effect);
  });

  it('sends every setting as it is but for the expiry, and says of each whether it widens it', () => {
    const instant = fc.option(fc.date({ noInvalidDate: true }));
    const someToken = fc.record({
      name: fc.string(),
      privileges: fc.array(fc.string(), { minLength: 1 }),
      allowlist: fc.array(fc.ipV4()),
      expiresAt: instant,
      createdAt: fc.constant(now),
    });
    const end = (date: Date | null) =>
      date === null ? Number.POSITIVE_INFINITY : Math.floor(date.getTime() / 1000);
    fc.assert(
      fc.property(fc.array(someToken), instant, (tokens, expiresAt) => {
        const plan = planExpiry(tokens, expiresAt, now);
        expect(plan.map((planned) => planned.token)).toEqual(tokens);
        for (const { token: before, settings, effect } of plan) {
          const { createdAt: _, ...rest } = before;
          expect(settings).toEqual({ ...rest, expiresAt });
          expect(effect === 'same').toBe(end(expiresAt) === end(before.expiresAt));
          expect(widens[effect]).toBe(end(expiresAt) > end(before.expiresAt));
        }
      }),
    );
  });
});
