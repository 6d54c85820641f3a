import { describe, expect, it } from 'vitest';
import type { ApiToken } from '../whm/model.ts';
import { type Reason, reasonsFor, reasonWords } from './attention.ts';
import { whyItMatters } from './attention-why.ts';

const now = new Date('2026-11-22T18:00:00Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

const quiet: ApiToken = {
  name: 'quiet',
  privileges: ['list-accts'],
  expiresAt: inDays(60),
  allowlist: [],
  createdAt: inDays(-10),
};

const cases: readonly [string, Partial<ApiToken>, readonly Reason[]][] = [
  ['a limited token with a far expiry', {}, []],
  ['one that expired', { expiresAt: inDays(-1) }, ['expired']],
  ['one that expires at this very second', { expiresAt: now }, ['expired']],
  ['one that expires within 30 days', { expiresAt: inDays(30) }, ['expiring']],
  ['one that expires just after 30 days', { expiresAt: new Date(inDays(30).getTime() + 1000) }, []],
  [
    'root level without expiry, from one address',
    { privileges: ['all'], expiresAt: null, allowlist: ['192.0.2.1'] },
    ['root-for-ever'],
  ],
  ['root level from any address', { privileges: ['all'] }, ['root-from-anywhere']],
  ['high risk from any address', { privileges: ['passwd', 'ssl'] }, ['risk-from-anywhere']],
  ['high risk from one address', { privileges: ['passwd'], allowlist: ['192.0.2.1'] }, []],
  ['a range of exactly /16', { allowlist: ['10.5.0.0/16'] }, []],
  ['a range wider than /16', { allowlist: ['192.0.2.1', '10.0.0.0/15'] }, ['wide-range']],
  ['an IPv6 range of exactly /32', { allowlist: ['2001:db8::/32'] }, []],
  ['an IPv6 range wider than /32', { allowlist: ['2001:db8::/31'] }, ['wide-range']],
  ['text that is no address', { allowlist: ['somewhere'] }, []],
  ['no expiry and a year old', { expiresAt: null, createdAt: inDays(-365) }, []],
  ['no expiry and older than a year', { expiresAt: null, createdAt: inDays(-366) }, ['old-for-ever']],
  [
    'everything at once, gravest first',
    { privileges: ['all'], expiresAt: null, createdAt: inDays(-900), allowlist: [] },
    ['root-from-anywhere', 'root-for-ever', 'old-for-ever'],
  ],
];

describe('reasonsFor', () => {
  it.each(cases)('finds in %s %j: %j', (_, part, reasons) => {
    expect(reasonsFor({ ...quiet, ...part }, now)).toEqual(reasons);
  });
});

describe('whyItMatters', () => {
  it('says why in one sentence, a different one for each reason', () => {
    const reasons = cases.flatMap(([, , found]) => found);
    expect(new Set(reasons)).toEqual(new Set(Object.keys(reasonWords)));
    const sentences = new Set(reasons.map((reason) => whyItMatters(reason, quiet)));
    expect(sentences.size).toBe(Object.keys(reasonWords).length);
    for (const sentence of sentences) expect(sentence).toMatch(/^\S.*\.$/);
  });

  it('names the range that is too wide', () => {
    expect(whyItMatters('wide-range', { ...quiet, allowlist: ['192.0.2.1', '10.0.0.0/8'] })).toContain(
      '10.0.0.0/8',
    );
  });
});
