import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { abilitiesOf, abilityOf } from './abilities.ts';
import { everything, privilegeGroups } from './catalogue.ts';
import { isHighRisk } from './known.ts';
import { namesIn } from './selection.ts';

const catalogued = namesIn(privilegeGroups);

describe('abilitiesOf', () => {
  it('has words for every privilege of the catalogue but Everything, and for no other', () => {
    expect(Object.keys(abilityOf).toSorted()).toEqual([...catalogued].sort());
    expect(abilityOf).not.toHaveProperty(everything.name);
  });

  it('says verbs of one object together, what matters most first', () => {
    const names = ['list-accts', 'kill-acct', 'passwd', 'create-acct', 'suspend-acct'];
    expect(abilitiesOf(names)).toEqual({
      named: [
        { text: 'create, suspend and terminate accounts', risky: false },
        { text: 'set account passwords', risky: true },
        { text: 'list accounts it owns', risky: false },
      ],
      others: 0,
      riskyOthers: 0,
    });
  });

  it('names what the catalogue does not know as it is', () => {
    expect(abilitiesOf(['software-X', '__proto__']).named).toEqual([
      { text: 'use software-X', risky: false },
      { text: 'use __proto__', risky: false },
    ]);
  });

  it('is empty for nothing', () => {
    expect(abilitiesOf([])).toEqual({ named: [], others: 0, riskyOthers: 0 });
  });

  it('never leaves a high-risk privilege unsaid, and counts all that it does not say', () => {
    fc.assert(
      fc.property(fc.subarray([...catalogued, 'software-X', 'software-Y']), (names) => {
        const { named, others, riskyOthers } = abilitiesOf(names);
        expect(named.length).toBeLessThanOrEqual(4);
        expect(others).toBeGreaterThanOrEqual(riskyOthers);
        expect(named.length > 0).toBe(names.length > 0);
        expect(named.some(({ risky }) => risky) || riskyOthers > 0).toBe(names.some(isHighRisk));
      }),
    );
  });
});
