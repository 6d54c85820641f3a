import { describe, expect, it } from 'vitest';
import { canGrant, isDenied, isRootLevel, type KnownAccount, missingInitialPrivileges } from './account.ts';
import { initialPrivilegeNames } from './known.ts';

const root = { granted: ['all'], denied: ['list-accts', 'acct-summary'] };
const reseller = {
  granted: ['list-accts', 'software-JetBackup5'],
  denied: ['all', 'ssl-info', 'acct-summary'],
};
const accounts: [string, KnownAccount][] = [
  ['an unknown account', null],
  ['root', root],
  ['a reseller', reseller],
];

describe('an account', () => {
  it('is root-level when it has Everything', () => {
    expect(isRootLevel(root)).toBe(true);
    expect(isRootLevel(reseller)).toBe(false);
  });

  it.each([
    ['list-accts', [true, true, true]],
    ['software-JetBackup5', [true, true, true]],
    ['acct-summary', [true, true, false]],
    ['all', [true, true, false]],
    ['not-mentioned', [true, true, false]],
    ['__proto__', [true, true, false]],
  ])('can grant %s when it is unknown, is root, or has it', (name, expected) => {
    expect(accounts.map(([, account]) => canGrant(account, name))).toEqual(expected);
  });

  it.each([
    ['list-accts', [false, false, false]],
    ['acct-summary', [false, false, true]],
    ['not-mentioned', [false, false, false]],
    ['__proto__', [false, false, false]],
  ])('is denied %s only when the server said so, and root never', (name, expected) => {
    expect(accounts.map(([, account]) => isDenied(account, name))).toEqual(expected);
  });
});

describe('missingInitialPrivileges', () => {
  it('are those the server said the account does not have, in the manual’s order', () => {
    expect(missingInitialPrivileges(reseller)).toEqual(['acct-summary', 'ssl-info']);
    expect(
      missingInitialPrivileges({ granted: [], denied: [...initialPrivilegeNames, 'kill-acct'] }),
    ).toEqual(initialPrivilegeNames);
  });

  it('are none when the account is unknown, mentions none, or has Everything', () => {
    expect(missingInitialPrivileges(null)).toEqual([]);
    expect(missingInitialPrivileges({ granted: [], denied: [] })).toEqual([]);
    expect(missingInitialPrivileges({ granted: ['all'], denied: initialPrivilegeNames })).toEqual([]);
  });
});
