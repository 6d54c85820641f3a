import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { token } from '../whm/test-client.ts';
import { type BulkAct, ownLast, revokeAll, revokeExpired } from './bulk-act.ts';

const now = new Date('2026-11-22T16:42:07Z');
const past = new Date('2026-11-21T16:42:07Z');
const own = 'dashboard';
const list = [
  token('expired', { expiresAt: past }),
  token('expired-and-held', { expiresAt: past }),
  token('valid'),
  token('reverse_trust_ns1', { expiresAt: past }),
  token(own, { expiresAt: past }),
];
const given = { tokens: list, now, tokenInUse: own, held: new Set(['expired-and-held']) };

function inShort(act: BulkAct) {
  if (act.kind !== 'revoke') throw new Error('It is not a revocation.');
  return {
    going: act.tokens.map(({ name }) => name),
    kept: Object.fromEntries(act.kept.map(({ name, why }) => [name, why])),
  };
}

describe('Revoke All', () => {
  it('takes every token but the own one and those that are about to go', () => {
    expect(inShort(revokeAll(given))).toEqual({
      going: ['expired', 'valid', 'reverse_trust_ns1'],
      kept: { 'expired-and-held': 'held', [own]: 'in-use' },
    });
  });
});

describe('Revoke expired', () => {
  it('takes the expired ones but for those that nobody has picked and somebody needs', () => {
    expect(inShort(revokeExpired(given))).toEqual({
      going: ['expired'],
      kept: { 'expired-and-held': 'held', reverse_trust_ns1: 'system', [own]: 'in-use' },
    });
  });

  it('takes none that works, at whatever time it is asked', () => {
    const anyExpiry = fc.option(fc.date({ noInvalidDate: true }));
    fc.assert(
      fc.property(fc.array(anyExpiry), fc.date({ noInvalidDate: true }), (expiries, at) => {
        const tokens = expiries.map((expiresAt, index) => token(`t${index}`, { expiresAt }));
        const act = revokeExpired({ tokens, now: at, tokenInUse: null, held: new Set() });
        for (const { expiresAt } of act.tokens) expect(expiresAt !== null && expiresAt <= at).toBe(true);
        const rest = tokens.filter((one) => !act.tokens.includes(one));
        for (const { expiresAt } of rest) expect(expiresAt === null || expiresAt > at).toBe(true);
      }),
    );
  });
});

describe('the order of a run', () => {
  it('is the one given, with the own token last', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', own, 'c'));
    fc.assert(
      fc.property(names, (chosen) => {
        const ordered = ownLast(
          chosen.map((name) => ({ name })),
          own,
        ).map(({ name }) => name);
        const others = chosen.filter((name) => name !== own);
        expect(ordered).toEqual(chosen.includes(own) ? [...others, own] : others);
      }),
    );
  });
});
