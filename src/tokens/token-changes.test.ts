import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingSettings } from '../whm/differences.ts';
import type { TokenSettings } from '../whm/model.ts';
import { changesBetween } from './token-changes.ts';

const at = (text: string) => new Date(text);
const dateOrNull = (text: string | null) => (text === null ? null : at(text));

const settings: TokenSettings = {
  name: 'backup',
  privileges: ['list-accts', 'acct-summary'],
  expiresAt: at('2027-01-01T05:59:59Z'),
  allowlist: ['10.5.3.0/24', '2001:db8::1'],
};

/** Few values, many of them the same written differently, so that equal settings come up often. */
const anySettings: fc.Arbitrary<TokenSettings> = fc.record({
  name: fc.constantFrom('backup', ' backup', '__proto__', '🚀'),
  privileges: fc.subarray(['all', 'list-accts', 'acct-summary', '__proto__'], { minLength: 1 }),
  expiresAt: fc.constantFrom(
    null,
    at('2027-01-01T05:59:59Z'),
    at('2027-01-01T05:59:59.700Z'),
    at('2027-01-01T06:00:00Z'),
  ),
  allowlist: fc.subarray(['10.5.3.1', '10.5.3.1/32', '2001:db8::1', '2001:DB8:0::1', 'any']),
});

describe('changesBetween', () => {
  it('names exactly the settings that differ, and none when none does', () => {
    fc.assert(
      fc.property(anySettings, anySettings, (before, after) => {
        const changed = changesBetween(before, after).map(({ setting }) => setting);
        expect(changed.toSorted()).toEqual(differingSettings(before, after).toSorted());
      }),
      { numRuns: 1000 },
    );
  });

  it('finds nothing between settings that are only written differently', () => {
    const same = {
      name: 'backup',
      privileges: ['acct-summary', 'list-accts'],
      expiresAt: at('2027-01-01T05:59:59.999Z'),
      allowlist: ['2001:0db8:0000:0000:0000:0000:0000:0001', '10.5.3.0/24'],
    };
    expect(changesBetween(settings, same)).toEqual([]);
  });

  it('finds nothing between everything and everything with some privileges named besides', () => {
    const everything = { ...settings, privileges: ['all'] };
    const named = { ...settings, privileges: ['all', 'list-accts'] };
    expect(changesBetween(named, everything)).toEqual([]);
    expect(changesBetween(everything, named)).toEqual([]);
  });

  it('names a new name as neither widening nor narrowing', () => {
    expect(changesBetween(settings, { ...settings, name: 'Backup' })).toEqual([
      { setting: 'name', effect: 'neutral', before: 'backup', after: 'Backup' },
    ]);
  });

  it.each([
    ['2027-01-01T05:59:59Z', '2027-01-01T06:00:00Z', 'widens'],
    ['2027-01-01T05:59:59Z', '2027-01-01T05:59:58Z', 'narrows'],
    ['2027-01-01T05:59:59Z', null, 'widens'],
    [null, '2099-01-01T05:59:59Z', 'narrows'],
  ])('from expiry %s to %s %s', (from, to, effect) => {
    const [before, after] = [dateOrNull(from), dateOrNull(to)];
    const changes = changesBetween({ ...settings, expiresAt: before }, { ...settings, expiresAt: after });
    expect(changes).toEqual([{ setting: 'expiresAt', effect, before, after }]);
  });

  it('lists addresses that come, go and stay', () => {
    const after = { ...settings, allowlist: ['2001:DB8::1', '192.0.2.1'] };
    expect(changesBetween(settings, after)).toEqual([
      {
        setting: 'allowlist',
        effect: 'widens',
        added: ['192.0.2.1'],
        removed: ['10.5.3.0/24'],
        kept: 1,
        unlimited: false,
        wasUnlimited: false,
      },
    ]);
  });

  it.each([
    ['one address fewer', ['10.5.3.0/24', '::1'], ['::1'], 'narrows'],
    ['a part of a range', ['10.5.3.0/24'], ['10.5.3.128/25'], 'narrows'],
    ['a wider range', ['10.5.3.0/24'], ['10.5.2.0/23'], 'widens'],
    ['the aligned form of a range', ['10.5.3.9/24'], ['10.5.3.0/24'], 'neutral'],
    ['a range instead of its halves', ['10.5.3.0/25', '10.5.3.128/25'], ['10.5.3.0/24'], 'neutral'],
    ['a range twice over', ['10.5.3.0/24'], ['10.5.3.0/24', '10.5.3.7'], 'neutral'],
    ['any address', ['10.5.3.0/24'], [], 'widens'],
    ['no longer any address', [], ['0.0.0.0/0'], 'narrows'],
  ])('judges the addresses by who is let in: %s', (_title, before, after, effect) => {
    const changes = changesBetween({ ...settings, allowlist: before }, { ...settings, allowlist: after });
    expect(changes).toMatchObject([
      {
        setting: 'allowlist',
        effect,
        unlimited: after.length === 0,
        wasUnlimited: before.length === 0,
      },
    ]);
  });

  it('lists privileges that come, go and stay', () => {
    const after = { ...settings, privileges: ['kill-acct', 'list-accts'] };
    expect(changesBetween(settings, after)).toEqual([
      {
        setting: 'privileges',
        effect: 'widens',
        added: ['kill-acct'],
        removed: ['acct-summary'],
        kept: 1,
        unlimited: false,
        wasUnlimited: false,
      },
    ]);
  });

  it.each([
    [['list-accts', 'passwd'], ['list-accts'], 'narrows', false, false],
    [['list-accts'], ['list-accts', '__proto__'], 'widens', false, false],
    [['list-accts'], ['all'], 'widens', false, true],
    [['all'], ['list-accts', 'passwd'], 'narrows', true, false],
  ])('from privileges %j to %j %s', (before, after, effect, wasUnlimited, unlimited) => {
    const changes = changesBetween({ ...settings, privileges: before }, { ...settings, privileges: after });
    expect(changes).toMatchObject([{ setting: 'privileges', effect, wasUnlimited, unlimited }]);
  });
});
