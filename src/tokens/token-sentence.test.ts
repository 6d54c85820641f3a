import { describe, expect, it } from 'vitest';
import type { TokenSettings } from '../whm/model.ts';
import { addressWords, privilegeWords, tokenSentence } from './token-sentence.ts';

const settings: TokenSettings = {
  name: 'backup',
  privileges: ['list-accts', 'passwd', 'software-JetBackup5'],
  expiresAt: new Date('2027-02-21T05:59:59Z'),
  allowlist: ['10.5.3.0/24'],
};

describe('privilegeWords', () => {
  it.each([
    [[], '0 privileges'],
    [['list-accts'], '1 privilege'],
    [['passwd'], '1 privilege, 1 of high risk'],
    [['list-accts', 'passwd', 'quota', '__proto__'], '4 privileges, 2 of high risk'],
    [['list-accts', 'all'], 'Everything'],
  ])('of %j are %j', (names, words) => {
    expect(privilegeWords(names)).toBe(words);
  });
});

describe('addressWords', () => {
  it.each([
    [[], 'from any address'],
    [['10.0.0.1'], 'from 1 address or range'],
    [['10.0.0.1', '::/0'], 'from 2 addresses or ranges'],
  ])('of %j are %j', (allowlist, words) => {
    expect(addressWords(allowlist)).toBe(words);
  });
});

describe('tokenSentence', () => {
  it('says what the token can do, from where and until which day at the server', () => {
    expect(tokenSentence(settings, 'America/Chicago')).toBe(
      'gets 3 privileges, 1 of high risk, from 1 address or range, until Sat 20 Feb 2027.',
    );
    expect(tokenSentence(settings, 'Asia/Kolkata')).toBe(
      'gets 3 privileges, 1 of high risk, from 1 address or range, until Sun 21 Feb 2027.',
    );
  });

  it('says so when nothing limits the token', () => {
    const unlimited = { ...settings, privileges: ['all'], expiresAt: null, allowlist: [] };
    expect(tokenSentence(unlimited, 'UTC')).toBe(
      'can do everything on the server, as root can, from any address, and never expires.',
    );
  });
});
