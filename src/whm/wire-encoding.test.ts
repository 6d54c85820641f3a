import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TokenSettings } from './model.ts';
import { encodeCreate, encodeUpdate } from './writes.ts';

const settings: TokenSettings = {
  name: 'backup',
  privileges: ['list-accts', 'kill-acct'],
  expiresAt: new Date('2027-01-01T05:59:59.900Z'),
  allowlist: ['10.5.3.0/24', '2001:DB8::1'],
};

describe('encodeCreate', () => {
  it('sends the settings as they are', () => {
    expect(encodeCreate(settings)).toEqual({
      token_name: 'backup',
      acl: ['list-accts', 'kill-acct'],
      expires_at: '1798783199',
      whitelist_ip: ['10.5.3.0/24', '2001:DB8::1'],
    });
  });

  it('sends no address when any will do, and 0 for never', () => {
    expect(encodeCreate({ ...settings, expiresAt: null, allowlist: [] })).toEqual({
      token_name: 'backup',
      acl: ['list-accts', 'kill-acct'],
      expires_at: '0',
    });
  });
});

describe('encodeUpdate', () => {
  it('sends every setting, always', () => {
    const name = fc.string({ minLength: 1 });
    const item = fc.stringMatching(/^[a-z][a-z-]{3,20}$/);
    const someSettings = fc.record({
      name,
      privileges: fc.uniqueArray(item, { minLength: 1, maxLength: 80 }),
      expiresAt: fc.option(fc.date({ min: new Date(1000), noInvalidDate: true })),
      allowlist: fc.array(fc.oneof(fc.ipV4(), fc.ipV6()), { maxLength: 100 }),
    });
    fc.assert(
      fc.property(name, someSettings, (currentName, next) => {
        expect(encodeUpdate(currentName, next)).toEqual({
          token_name: currentName,
          ...(next.name === currentName ? {} : { new_name: next.name }),
          acl: next.privileges.includes('all') ? ['all'] : next.privileges,
          expires_at: next.expiresAt === null ? '0' : String(Math.floor(next.expiresAt.getTime() / 1000)),
          whitelist_ip: next.allowlist.length === 0 ? 'any' : next.allowlist,
        });
      }),
    );
  });

  it('sends the new name only when it is one', () => {
    expect(encodeUpdate('backup', settings)).not.toHaveProperty('new_name');
    expect(encodeUpdate('old', settings)).toMatchObject({ token_name: 'old', new_name: 'backup' });
  });

  it('sends everything as the one privilege all', () => {
    expect(encodeUpdate('x', { ...settings, privileges: ['list-accts', 'all'] }).acl).toEqual(['all']);
  });

  it.each([
    ['no privilege', { privileges: [] }, 'would grant every privilege'],
    ['a blank privilege', { privileges: ['list-accts', ' '] }, 'would grant every privilege'],
    ['an invalid date', { expiresAt: new Date(Number.NaN) }, 'reads 0 as never'],
    ['the instant zero', { expiresAt: new Date(999) }, 'reads 0 as never'],
    ['a blank address', { allowlist: ['10.0.0.1', ''] }, 'could read it as any address'],
    ['the word any among addresses', { allowlist: ['any'] }, 'could read it as any address'],
  ])('refuses to send %s', (_, change, words) => {
    expect(() => encodeUpdate('x', { ...settings, ...change })).toThrow(words);
    expect(() => encodeCreate({ ...settings, ...change })).toThrow(words);
  });
});
