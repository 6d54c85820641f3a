import { describe, expect, it } from 'vitest';
import type { TokenSettings } from '../whm/model.ts';
import { abilityParts, addressWords, asText, privilegeWords, sentenceParts } from './token-sentence.ts';

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

describe('the sentence about a token', () => {
  it('leaves out what cannot be read yet, and says that no privilege is nothing', () => {
    const partly = { privileges: [], expiresAt: undefined, allowlist: undefined };
    expect(asText(sentenceParts(partly, 'UTC'))).toBe('can do nothing yet.');
    expect(asText(sentenceParts({ ...partly, allowlist: [] }, 'UTC'))).toBe(
      'can do nothing yet, from any address.',
    );
    expect(asText(sentenceParts({ ...partly, expiresAt: null }, 'UTC'))).toBe(
      'can do nothing yet, and never expires.',
    );
  });

  it('says what it can do, from where and until which day at the server', () => {
    const can =
      'can set account passwords, list accounts it owns and use software-JetBackup5, from 1 address or range';
    expect(asText(sentenceParts(settings, 'America/Chicago'))).toBe(`${can}, until Sat 20 Feb 2027.`);
    expect(asText(sentenceParts(settings, 'Asia/Kolkata'))).toBe(`${can}, until Sun 21 Feb 2027.`);
  });

  it('makes what is risky weigh more', () => {
    expect(abilityParts(settings.privileges).filter(({ strong }) => strong)).toEqual([
      { text: 'set account passwords', strong: true },
    ]);
  });

  it('says so when nothing limits the token', () => {
    const unlimited = { ...settings, privileges: ['all', 'passwd'], expiresAt: null, allowlist: [] };
    expect(asText(sentenceParts(unlimited, 'UTC'))).toBe(
      'can do everything on the server, as root can, from any address, and never expires.',
    );
  });
});
