import { expect, it } from 'vitest';
import { privilegeGroups } from './catalogue.ts';
import { initialPrivilegeNames, isHighRisk } from './known.ts';

it('names the Initial Privileges exactly as the catalogue does', () => {
  expect(initialPrivilegeNames).toEqual(privilegeGroups[0]?.privileges.map(({ name }) => name));
});

it('takes exactly those privileges for high-risk that the catalogue does', () => {
  for (const { name, risk } of privilegeGroups.flatMap(({ privileges }) => privileges)) {
    expect([name, isHighRisk(name)]).toEqual([name, risk === 'high']);
  }
});
