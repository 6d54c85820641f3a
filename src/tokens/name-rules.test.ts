import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiToken } from '../whm/model.ts';
import { nameProblem, nameWarning } from './name-rules.ts';

const token = (name: string): ApiToken => ({
  name,
  privileges: ['list-accts'],
  expiresAt: null,
  allowlist: [],
  createdAt: new Date(0),
});
const isNew = { original: null, names: ['backup', 'Deploy', '__proto__'] };

describe('nameProblem', () => {
  it.each([
    ['', 'Give the token a name: letters, numbers, dashes and underscores.'],
    ['a b', 'A name cannot have spaces: only letters A to Z, numbers, dashes and underscores.'],
    [
      'a\tb\u00a0!',
      'A name cannot have spaces or “!”: only letters A to Z, numbers, dashes and underscores.',
    ],
    ['naïve', 'A name cannot have “ï”: only letters A to Z, numbers, dashes and underscores.'],
    ['🔑', 'A name cannot have “🔑”: only letters A to Z, numbers, dashes and underscores.'],
    ['x'.repeat(51), 'The name has 51 characters; WHM takes at most 50.'],
    ['backup', 'There is a token named backup already. Choose another name.'],
    ['__proto__', 'There is a token named __proto__ already. Choose another name.'],
  ])('says of %j what is wrong and what would be right', (name, sentence) => {
    expect(nameProblem(name, isNew)).toBe(sentence);
  });

  it('takes every name of today’s rule that nobody has', () => {
    const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,50}$/);
    fc.assert(
      fc.property(name, (free) => {
        fc.pre(!isNew.names.includes(free));
        expect(nameProblem(free, isNew)).toBeNull();
      }),
    );
  });

  it('takes no other name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        fc.pre(!/^[A-Za-z0-9_-]{1,50}$/.test(name));
        expect(nameProblem(name, isNew)).toEqual(expect.any(String));
      }),
    );
  });

  it('lets a token keep any name that it has', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        expect(nameProblem(name, { original: token(name), names: [name] })).toBeNull();
      }),
    );
  });
});

describe('nameWarning', () => {
  it.each([
    ['deploy', /^It differs from Deploy only by capital letters\./],
    ['WP-Dashboard', /^WHM keeps this name for its own WordPress dashboard\./],
    ['webpros_dashboard', /^WHM keeps this name/],
    ['reverse_trust_mine', /tokens of its DNS cluster/],
  ])('speaks against %s', (name, sentence) => {
    expect(nameWarning(name, isNew)).toMatch(sentence);
  });

  it.each(['wp-dashboards', 'my_reverse_trust_', 'agent'])('has nothing against %s', (name) => {
    expect(nameWarning(name, isNew)).toBeNull();
  });

  it('does not speak of a name that is not new', () => {
    const kept = { original: token('reverse_trust_ns1'), names: ['reverse_trust_ns1', 'Reverse_trust_ns1'] };
    expect(nameWarning('reverse_trust_ns1', kept)).toBeNull();
  });
});
