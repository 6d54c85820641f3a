import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differingSettings } from '../whm/differences.ts';
import type { ApiToken } from '../whm/model.ts';
import { settingsOf } from './token-settings.ts';

const instant = fc.option(
  fc.date({ min: new Date('2001-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
);
const anyToken: fc.Arbitrary<ApiToken> = fc.record({
  name: fc.string(),
  privileges: fc.array(fc.constantFrom('all', 'list-accts', '__proto__', 'passwd'), { minLength: 1 }),
  expiresAt: instant,
  allowlist: fc.array(fc.ipV4()),
  createdAt: fc.constant(new Date('2026-01-01')),
});

it('carries every setting and no more, and changes those that are named alone', () => {
  fc.assert(
    fc.property(anyToken, instant, (before, expiresAt) => {
      const settings = settingsOf(before, { expiresAt });
      expect(Object.keys(settings).toSorted()).toEqual(['allowlist', 'expiresAt', 'name', 'privileges']);
      expect(settings.expiresAt).toBe(expiresAt);
      expect(differingSettings(before, settings).filter((setting) => setting !== 'expiresAt')).toEqual([]);
      expect(differingSettings(before, settingsOf(before))).toEqual([]);
    }),
  );
});
