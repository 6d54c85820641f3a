import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiToken } from '../whm/model.ts';
import { token } from '../whm/test-client.ts';
import {
  chosenTokens,
  namesBetween,
  selectableNames,
  shareOf,
  smartSelections,
  stillThere,
} from './selection.ts';
import { ticked } from './use-selection.ts';

const own = 'dashboard';
const now = new Date('2026-11-22T16:42:07Z');
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);
const named = (...names: readonly string[]) => names.map((name) => token(name));
const namesOf = (tokens: readonly ApiToken[]) => tokens.map(({ name }) => name);

/** Names as a list may hold them, the ones that acts on many leave out among them. */
const someTokens = fc
  .uniqueArray(
    fc.constantFrom('a', 'b', 'c', 'd', 'e', own, 'reverse_trust_ns1', 'WP-Dashboard', '__proto__'),
  )
  .map((names) => named(...names));
const someNames = fc.array(fc.constantFrom<string>('a', 'b', 'c', own, 'reverse_trust_ns1', 'gone'));
const someSet = someNames.map((names): ReadonlySet<string> => new Set(names));

describe('ticking', () => {
  it('changes the names given and no other, and twice is once', () => {
    fc.assert(
      fc.property(someSet, someNames, fc.boolean(), (before, names, on) => {
        const after = ticked(before, names, on);
        for (const name of names) expect(after.has(name)).toBe(on);
        for (const name of before) if (!names.includes(name)) expect(after.has(name)).toBe(true);
        for (const name of after) expect(before.has(name) || (on && names.includes(name))).toBe(true);
        expect(ticked(after, names, on)).toEqual(after);
      }),
    );
  });
});

describe('the names from one row to another', () => {
  it('are those shown in between, in order, with what was pointed at and without what is spared', () => {
    const shown = named('a', 'reverse_trust_ns1', 'b', own, 'c');
    expect(namesBetween(shown, 'a', 'c', own)).toEqual(['a', 'b', 'c']);
    expect(namesBetween(shown, 'c', 'a', own)).toEqual(['a', 'b', 'c']);
    expect(namesBetween(shown, 'b', own, own)).toEqual(['b', own]);
    expect(namesBetween(shown, 'b', 'b', own)).toEqual(['b']);
  });

  it('are not known when one of them is not shown', () => {
    expect(namesBetween(named('a', 'b'), 'gone', 'b', own)).toBeNull();
    expect(namesBetween(named('a', 'b'), null, 'b', own)).toBeNull();
    expect(namesBetween([], 'a', 'a', own)).toBeNull();
  });

  it('are the same from either end, one after the other, whatever is shown', () => {
    fc.assert(
      fc.property(someTokens, fc.nat(), fc.nat(), (shown, one, other) => {
        fc.pre(shown.length > 0);
        const all = namesOf(shown);
        const [first = '', last = ''] = [all[one % all.length], all[other % all.length]];
        const between = namesBetween(shown, first, last, own) ?? [];
        expect(between).toContain(last);
        expect(between).toEqual(all.filter((name) => between.includes(name)));
        const spared = between.filter((name) => !selectableNames(shown, own).includes(name));
        expect(spared.every((name) => name === last)).toBe(true);
        const back = namesBetween(shown, last, first, own) ?? [];
        const plain = (names: readonly string[]) =>
          names.filter((name) => selectableNames(shown, own).includes(name));
        expect(plain(back)).toEqual(plain(between));
      }),
    );
  });
});

describe('all that match', () => {
  it('are those shown but for the dashboard’s own and those that the server made for itself', () => {
    const shown = named('a', own, 'reverse_trust_ns1', 'WP-Dashboard', 'b');
    expect(selectableNames(shown, own)).toEqual(['a', 'b']);
    expect(selectableNames(shown, null)).toEqual(['a', own, 'b']);
  });

  it('are ticked all, some of them or none', () => {
    expect(shareOf(['a', 'b'], new Set(['a', 'b', 'c']))).toBe('all');
    expect(shareOf(['a', 'b'], new Set(['b']))).toBe('some');
    expect(shareOf(['a', 'b'], new Set(['c']))).toBe('none');
    expect(shareOf([], new Set(['c']))).toBe('none');
  });
});

describe('smart selections', () => {
  it('have the members of those shown, and are left out when they have none', () => {
    const shown = [
      token('gone-1', { expiresAt: inDays(-1), allowlist: ['192.0.2.1'] }),
      token('soon-1', { expiresAt: inDays(30), allowlist: ['192.0.2.1'] }),
      token('later-1', { expiresAt: inDays(31), allowlist: ['192.0.2.1'] }),
      token('root-1', { expiresAt: inDays(90), privileges: ['all'] }),
    ];
    expect(smartSelections(shown, now, own)).toEqual([
      { title: 'Expired', names: ['gone-1'] },
      { title: 'Expiring', names: ['soon-1'] },
      { title: 'Needs attention', names: ['gone-1', 'soon-1', 'root-1'] },
    ]);
    expect(smartSelections([], now, own)).toEqual([]);
  });

  it('never have what is spared', () => {
    const expired = ['a', own, 'reverse_trust_ns1'].map((name) => token(name, { expiresAt: inDays(-1) }));
    for (const { names } of smartSelections(expired, now, own)) expect(names).toEqual(['a']);
  });
});

describe('the tokens chosen', () => {
  it('are each ticked token once that is not held, those shown first and in their order', () => {
    fc.assert(
      fc.property(someTokens, fc.func(fc.boolean()), someSet, someSet, (tokens, isShown, selected, held) => {
        const shown = tokens.filter(({ name }) => isShown(name)).toReversed();
        const { chosen, notShown } = chosenTokens(tokens, shown, selected, held);
        const names = namesOf(chosen);
        expect(names.toSorted()).toEqual(
          namesOf(tokens)
            .filter((name) => selected.has(name) && !held.has(name))
            .toSorted(),
        );
        const inSight = names.slice(0, names.length - notShown);
        expect(inSight).toEqual(namesOf(shown).filter((name) => names.includes(name)));
        expect(names.slice(inSight.length).some((name) => namesOf(shown).includes(name))).toBe(false);
      }),
    );
  });
});

describe('names that no token has any more', () => {
  it('are forgotten, and the rest is the very same set when there are none', () => {
    fc.assert(
      fc.property(someTokens, someSet, (tokens, selected) => {
        const kept = stillThere(selected, tokens);
        expect([...kept]).toEqual([...selected].filter((name) => namesOf(tokens).includes(name)));
        expect(stillThere(kept, tokens)).toBe(kept);
      }),
    );
  });
});
