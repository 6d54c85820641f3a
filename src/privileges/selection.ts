import { canGrant, type KnownAccount } from './account.ts';
import {
  isCatalogued,
  type Privilege,
  type PrivilegeGroup,
  privilegeGroups,
  privilegeNamed,
  warnedPrivileges,
} from './catalogue.ts';

/**
 * The groups to offer: what the account can grant, plus what the token already has, so that nothing
 * disappears from a token unseen. Names that the catalogue does not know come last, in their own group.
 */
export function groupsToOffer(account: KnownAccount, onToken: readonly string[]): readonly PrivilegeGroup[] {
  const shown = (name: string) => canGrant(account, name) || onToken.includes(name);
  const known = privilegeGroups
    .map((group) => ({ ...group, privileges: group.privileges.filter((entry) => shown(entry.name)) }))
    .filter((group) => group.privileges.length > 0);
  const others = [...new Set([...(account?.granted ?? []), ...onToken])]
    .filter((name) => !isCatalogued(name))
    .sort();
  if (others.length === 0) return known;
  return [
    ...known,
    { id: 'other', title: 'Other: Not in WHM’s manual', privileges: others.map(privilegeNamed) },
  ];
}

/** The groups of the given privileges, with nothing else in them. */
export function groupsOf(names: readonly string[]): readonly PrivilegeGroup[] {
  return groupsToOffer({ granted: names, denied: [] }, []);
}

/** What a new token starts with: all that the account has, as WHM preselects, but for the four it warns about. */
export function preselected(account: KnownAccount): readonly string[] {
  if (account === null) return [];
  return namesIn(groupsToOffer(account, [])).filter((name) => !warnedPrivileges.includes(name));
}

export function namesIn(groups: readonly PrivilegeGroup[]): readonly string[] {
  return groups.flatMap((group) => group.privileges.map((entry) => entry.name));
}

/** Adds or removes names, keeping the order of those that stay. */
export function withNames(
  selected: readonly string[],
  names: readonly string[],
  wanted: boolean,
): readonly string[] {
  if (!wanted) return selected.filter((name) => !names.includes(name));
  return [...selected, ...names.filter((name) => !selected.includes(name))];
}

/** From the names selected to those that are after it. */
export type SelectionChange = (selected: readonly string[]) => readonly string[];

export type SelectWord = 'all' | 'none' | 'invert';

/** The selection after all, none or the opposite of `names` was asked for. */
export function selectionAfter(
  word: SelectWord,
  selected: readonly string[],
  names: readonly string[],
): readonly string[] {
  if (word !== 'invert') return withNames(selected, names, word === 'all');
  const had = names.filter((name) => selected.includes(name));
  const hadNot = names.filter((name) => !selected.includes(name));
  return withNames(withNames(selected, had, false), hadNot, true);
}

/** Privileges whose title, description or name contains every word of the search. */
export function findPrivileges(groups: readonly PrivilegeGroup[], search: string): readonly PrivilegeGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return groups;
  const matches = ({ title, description, name }: Privilege) => {
    const text = `${title} ${description} ${name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups
    .map((group) => ({ ...group, privileges: group.privileges.filter(matches) }))
    .filter((group) => group.privileges.length > 0);
}
