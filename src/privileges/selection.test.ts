import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { privilegeGroups, warnedPrivileges } from './catalogue.ts';
import {
  findPrivileges,
  groupsToOffer,
  namesIn,
  preselected,
  type SelectWord,
  selectionAfter,
  withNames,
} from './selection.ts';

const root = { granted: ['all'], denied: [] };
const reseller = {
  granted: ['software-JetBackup5', 'passwd', 'list-accts', 'acct-summary', 'software-Alpha'],
  denied: ['all', 'kill-acct'],
};
const allNames = namesIn(privilegeGroups);
const inGroups = (groups: ReturnType<typeof groupsToOffer>) =>
  groups.map(({ id, privileges }) => [id, ...privileges.map(({ name }) => name)]);

const anyNames = fc.subarray([...allNames, '__proto__', 'software-X', '🙂']);

describe('groupsToOffer', () => {
  it('offers what the account has, by group, and what the manual does not know last and sorted', () => {
    expect(inGroups(groupsToOffer(reseller, []))).toEqual([
      ['initial', 'acct-summary'],
      ['standard-account-information', 'list-accts'],
      ['standard-account-management', 'passwd'],
      ['other', 'software-Alpha', 'software-JetBackup5'],
    ]);
  });

  it('offers what the token has already, so that nothing disappears from it unseen', () => {
    const account = { granted: ['list-accts'], denied: [] };
    expect(inGroups(groupsToOffer(account, ['kill-acct', '__proto__', 'list-accts']))).toEqual([
      ['standard-account-information', 'list-accts'],
      ['standard-account-management', 'kill-acct'],
      ['other', '__proto__'],
    ]);
  });

  it('heads what the manual does not know with words that say so', () => {
    expect(groupsToOffer(reseller, []).at(-1)?.title).toBe('Other: Not in WHM’s manual');
  });

  it.each([
    ['root', root],
    ['an unknown account', null],
  ])('offers the whole catalogue to %s, and never Everything among the rest', (_title, account) => {
    expect(groupsToOffer(account, ['all'])).toEqual(privilegeGroups);
  });

  it('offers nothing to an account that has nothing', () => {
    expect(groupsToOffer({ granted: [], denied: ['list-accts'] }, [])).toEqual([]);
  });

  it('offers every name once: those that are granted and those on the token', () => {
    fc.assert(
      fc.property(anyNames, anyNames, (granted, onToken) => {
        const offered = namesIn(groupsToOffer({ granted, denied: [] }, onToken));
        expect(offered.toSorted()).toEqual([...new Set([...granted, ...onToken])].toSorted());
      }),
    );
  });
});

describe('preselected', () => {
  it('is all that the account has but for the four that WHM warns about', () => {
    expect(preselected(reseller)).toEqual([
      'acct-summary',
      'list-accts',
      'software-Alpha',
      'software-JetBackup5',
    ]);
  });

  it('is the whole catalogue but for the four for root, and never Everything', () => {
    expect(preselected(root)).toEqual(allNames.filter((name) => !warnedPrivileges.includes(name)));
    expect(preselected(root)).toHaveLength(60);
  });

  it('is nothing as long as the account is unknown', () => {
    expect(preselected(null)).toEqual([]);
  });
});

describe('withNames', () => {
  it.each([
    [['b', 'a'], ['c', 'a'], true, ['b', 'a', 'c']],
    [['b', 'a', 'c'], ['a', 'x'], false, ['b', 'c']],
    [[], ['__proto__'], true, ['__proto__']],
    [['a'], [], true, ['a']],
  ])('of %j with %j ticked %s is %j', (selected, names, wanted, result) => {
    expect(withNames(selected, names, wanted)).toEqual(result);
  });

  it('has all of the names once, or none of them, and keeps the others as they were', () => {
    fc.assert(
      fc.property(anyNames, anyNames, fc.boolean(), (selected, names, wanted) => {
        const result = withNames(selected, names, wanted);
        expect(new Set(result).size).toBe(result.length);
        expect(result.filter((name) => names.includes(name))).toHaveLength(wanted ? names.length : 0);
        const untouched = selected.filter((name) => !names.includes(name));
        expect(result.filter((name) => !names.includes(name))).toEqual(untouched);
      }),
    );
  });
});

describe('selectionAfter', () => {
  const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', '__proto__'));

  it('takes all, none or the opposite of some names, and leaves the others as they were', () => {
    fc.assert(
      fc.property(names, names, (selected, some) => {
        const others = selected.filter((name) => !some.includes(name));
        const chosen = (word: SelectWord) => new Set(selectionAfter(word, selected, some));
        expect(chosen('all')).toEqual(new Set([...others, ...some]));
        expect(chosen('none')).toEqual(new Set(others));
        const opposite = some.filter((name) => !selected.includes(name));
        expect(chosen('invert')).toEqual(new Set([...others, ...opposite]));
      }),
    );
  });

  it('is as before when inverted twice', () => {
    fc.assert(
      fc.property(names, names, (selected, some) => {
        const twice = selectionAfter('invert', selectionAfter('invert', selected, some), some);
        expect(new Set(twice)).toEqual(new Set(selected));
        expect(twice).toHaveLength(selected.length);
      }),
    );
  });
});

describe('findPrivileges', () => {
  const groups = groupsToOffer(root, ['software-JetBackup5']);
  const found = (search: string) => namesIn(findPrivileges(groups, search));

  it.each(['', '  \t'])('shows all for %j', (search) => {
    expect(findPrivileges(groups, search)).toBe(groups);
  });

  it.each([
    ['the key', 'KILL-dns', ['kill-dns']],
    ['the title', 'List Accounts', ['list-accts']],
    ['words in any order', ' zones   ADD ', ['create-dns']],
    ['the key of one that the manual does not know', 'jetbackup', ['software-JetBackup5']],
    ['nothing', 'acct-summary jetbackup', []],
    ['signs that mean something elsewhere', '.*', []],
  ])('finds by %s', (_title, search, names) => {
    expect(found(search)).toEqual(names);
  });

  it('finds every privilege by a piece of its description', () => {
    for (const { name, description } of privilegeGroups.flatMap(({ privileges }) => privileges)) {
      expect(found(description.slice(0, 40))).toContain(name);
    }
  });

  it('leaves out groups without a match', () => {
    expect(findPrivileges(groups, 'kill-dns').map(({ id }) => id)).toEqual(['standard-dns']);
  });
});
