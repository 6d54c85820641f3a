import { EVERYTHING } from '../whm/model.ts';
import catalogue from './privileges.json' with { type: 'json' };

export type Privilege = {
  /** Name on the server: `list-accts`. */
  name: string;
  title: string;
  description: string;
  risk: 'root' | 'high' | null;
  /** Why it is risky; null when it is not. */
  riskReason: string | null;
};

export type PrivilegeGroup = {
  id: string;
  /** WHM's own heading, such as `Standard: Account Management`. */
  title: string;
  privileges: readonly Privilege[];
};

function riskFrom(risk: string | null): Privilege['risk'] {
  return risk === 'root' || risk === 'high' ? risk : null;
}

const allGroups: readonly PrivilegeGroup[] = catalogue.categories.map(({ id, title, privileges }) => ({
  id,
  title,
  privileges: privileges.map(({ acl, risk, ...rest }) => ({ ...rest, name: acl, risk: riskFrom(risk) })),
}));

const byName = new Map(allGroups.flatMap((group) => group.privileges).map((entry) => [entry.name, entry]));

/** Every group of WHM's manual but Everything, which stands apart in the form. */
export const privilegeGroups: readonly PrivilegeGroup[] = allGroups.filter(
  (group) => group.id !== 'root-everything',
);

export const everything: Privilege = privilegeNamed(EVERYTHING);

/** What the catalogue knows; an unknown name (third-party, newer WHM) stands for itself. */
export function privilegeNamed(name: string): Privilege {
  return byName.get(name) ?? { name, title: name, description: '', risk: null, riskReason: null };
}

export function isCatalogued(name: string): boolean {
  return byName.has(name);
}

/** The four that WHM's manual warns about: a token that holds one can step outside its own limits. */
export const warnedPrivileges: readonly string[] = [
  EVERYTHING,
  'passwd',
  'create-user-session',
  'manage-api-tokens',
];
