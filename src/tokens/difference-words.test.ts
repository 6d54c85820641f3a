import { describe, expect, it } from 'vitest';
import type { TokenSettings } from '../whm/model.ts';
import { differenceWords } from './difference-words.ts';

const zone = 'America/Chicago';
const sent: TokenSettings = {
  name: 'agent',
  privileges: ['list-accts', 'acct-summary'],
  expiresAt: new Date('2027-02-21T05:59:59Z'),
  allowlist: ['192.0.2.1', '2001:db8::1'],
};
const words = (answered: Partial<TokenSettings>) => differenceWords(sent, { ...sent, ...answered }, zone);

describe('differenceWords', () => {
  it('has none for an answer that says the same in another way', () => {
    expect(
      words({ privileges: ['acct-summary', 'list-accts'], allowlist: ['2001:0db8:0::1', '192.0.2.1'] }),
    ).toBeNull();
  });

  it.each<[string, Partial<TokenSettings>, string]>([
    ['another name', { name: 'Agent' }, 'The server named it Agent.'],
    ['no expiry', { expiresAt: null }, 'The server made it never expire.'],
    [
      'another expiry',
      { expiresAt: new Date('2027-02-20T06:00:00Z') },
      'The server has it expire on Sat 20 Feb 2027, 00:00:00.',
    ],
    ['any address', { allowlist: [] }, 'The server lets it work from any address.'],
    [
      'other addresses',
      { allowlist: ['192.0.2.1', '10.0.0.0/8'] },
      'The IPs in the server’s answer also have 10.0.0.0/8 and lack 2001:db8::1.',
    ],
    ['everything', { privileges: ['all'] }, 'The server granted it Everything.'],
    [
      'fewer privileges',
      { privileges: ['list-accts'] },
      'The privileges in the server’s answer lack Account Summary.',
    ],
  ])('names %s with its value', (_title, answered, sentence) => {
    expect(words(answered)).toBe(sentence);
  });

  it('names each of several', () => {
    expect(words({ name: 'b', expiresAt: null })).toBe(
      'The server named it b. The server made it never expire.',
    );
  });

  it('lists what any address was narrowed to', () => {
    expect(differenceWords({ ...sent, allowlist: [] }, sent, zone)).toBe(
      'The IPs in the server’s answer are now 192.0.2.1, 2001:db8::1.',
    );
  });
});
