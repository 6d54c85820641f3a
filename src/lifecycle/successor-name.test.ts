import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameProblem } from '../tokens/name-rules.ts';
import { copyName, likelySuccessorNames, successorName } from './successor-name.ts';

const long = 'n'.repeat(50);
const names = (...list: readonly string[]) => new Set(list);

describe('successorName', () => {
  it.each([
    ['billing', [], 'billing-2'],
    ['billing-2', [], 'billing-3'],
    ['billing-9', [], 'billing-10'],
    ['billing-99', [], 'billing-100'],
    ['billing', ['billing-2', 'Billing-3'], 'billing-4'],
    ['billing-2', ['billing', 'billing-3'], 'billing-4'],
    // Not numbers that a rotation gave.
    ['backup-2024', [], 'backup-2024-2'],
    ['node-01', [], 'node-01-2'],
    ['node-1', [], 'node-1-2'],
    ['node-2', ['node-1', 'node-3'], 'node-2-2'],
    ['-2', [], '-2-2'],
    // Names that WHM would not take today.
    ['my token é', [], 'my-token--2'],
    ['🚀', [], 'token-2'],
    ['', [], 'token-2'],
    ['__proto__', [], '__proto__-2'],
    [long, [], `${long.slice(0, 48)}-2`],
    [long, [`${long.slice(0, 48)}-2`], `${long.slice(0, 48)}-3`],
  ])('of %j beside %j', (name, others, expected) => {
    expect(successorName(name, names(name, ...others))).toBe(expected);
  });

  it('is a name that WHM takes and nobody has, whatever the old name is and however many are taken', () => {
    const name = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 70 }),
      fc.stringMatching(/^[A-Za-z0-9_-]{40,60}$/),
      fc.stringMatching(/^[a-z]{1,3}-[0-9]{1,3}$/),
    );
    fc.assert(
      fc.property(name, fc.nat(120), fc.boolean(), (old, taken, copy) => {
        const next = copy ? copyName : successorName;
        const all = names(old);
        for (let round = 0; round < taken; round += 1) all.add(next(old, all));
        expect(all.size).toBe(taken + 1);
        const given = next(old, all);
        expect(nameProblem(given, { original: null, names: [...all] })).toBeNull();
        expect([...all].map((other) => other.toLowerCase())).not.toContain(given.toLowerCase());
      }),
      { numRuns: 60 },
    );
  });

  it('is found again from the old name, as long as not more than eight were taken', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{1,60}$/), fc.nat(8), (old, taken) => {
        const all = names(old);
        for (let round = 0; round < taken; round += 1) all.add(successorName(old, all));
        // Names given to others before are not this token's.
        expect(likelySuccessorNames(old, names(old))).toContain(successorName(old, all));
      }),
    );
  });
});

describe('copyName', () => {
  it.each([
    ['billing', [], 'billing-copy'],
    ['billing', ['billing-copy'], 'billing-copy-2'],
    ['billing-copy', [], 'billing-copy-2'],
    ['billing-copy-2', ['billing-copy'], 'billing-copy-3'],
    ['billing-2', [], 'billing-2-copy'],
    [long, [], `${long.slice(0, 45)}-copy`],
  ])('of %j beside %j', (name, others, expected) => {
    expect(copyName(name, names(name, ...others))).toBe(expected);
  });

  it('is never taken for a rotation', () => {
    expect(likelySuccessorNames('billing', names('billing', 'billing-copy-2'))).not.toContain(
      'billing-copy-2',
    );
  });
});
