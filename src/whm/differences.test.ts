import { describe, expect, it } from 'vitest';
import { differingSettings } from './differences.ts';
import type { TokenSettings } from './model.ts';

const settings: TokenSettings = {
  name: 'backup',
  privileges: ['list-accts', 'acct-summary'],
  expiresAt: new Date('2027-01-01T05:59:59Z'),
  allowlist: ['10.5.3.0/24', '2001:db8::1'],
};

describe('differingSettings', () => {
  it('finds no difference between values that are only written differently', () => {
    const same = {
      ...settings,
      privileges: ['acct-summary', 'list-accts', 'acct-summary'],
      expiresAt: new Date('2027-01-01T05:59:59.700Z'),
      allowlist: ['2001:0DB8:0000:0000:0000:0000:0000:0001', '10.5.3.0/24'],
    };
    expect(differingSettings(settings, same)).toEqual([]);
  });

  it.each([
    ['name', { name: 'Backup' }],
    ['privileges', { privileges: ['list-accts'] }],
    ['privileges', { privileges: ['list-accts', 'kill-acct'] }],
    ['privileges', { privileges: ['list-accts', 'acct-summary', 'all'] }],
    ['expiresAt', { expiresAt: null }],
    ['expiresAt', { expiresAt: new Date('2027-01-01T06:00:00Z') }],
    ['allowlist', { allowlist: [] }],
    ['allowlist', { allowlist: ['10.5.3.0/24', '2001:db8::2'] }],
    ['allowlist', { allowlist: ['10.5.3.0/24', '2001:db8::1', 'what is this'] }],
  ])('names %s when it becomes %j, whichever of the two comes first', (setting, change) => {
    expect(differingSettings(settings, { ...settings, ...change })).toEqual([setting]);
    expect(differingSettings({ ...settings, ...change }, settings)).toEqual([setting]);
  });

  it('names every setting that differs, in the order of the form', () => {
    const other = { name: 'other', privileges: ['all'], expiresAt: null, allowlist: [] };
    expect(differingSettings(settings, other)).toEqual(['name', 'privileges', 'expiresAt', 'allowlist']);
  });

  it('takes everything with some privileges named besides for everything', () => {
    const asked = { ...settings, privileges: ['all'] };
    expect(differingSettings(asked, { ...settings, privileges: ['all', 'list-accts'] })).toEqual([]);
  });
});
