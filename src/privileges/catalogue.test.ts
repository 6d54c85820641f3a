import { describe, expect, it } from 'vitest';
import { everything, isCatalogued, privilegeGroups, privilegeNamed, warnedPrivileges } from './catalogue.ts';

const catalogued = privilegeGroups.flatMap(({ privileges }) => privileges);

describe('the catalogue', () => {
  it('has the 63 privileges of WHM’s manual beside Everything, each in one of 19 groups and named once', () => {
    expect(privilegeGroups).toHaveLength(19);
    expect(catalogued).toHaveLength(63);
    expect(new Set(catalogued.map(({ name }) => name)).size).toBe(63);
    expect(new Set(privilegeGroups.map(({ id }) => id)).size).toBe(19);
  });

  it('begins with the Initial Privileges under WHM’s own heading', () => {
    expect(privilegeGroups[0]?.title).toBe('Basic: Initial Privileges');
  });

  it('keeps Everything apart from the groups', () => {
    expect(catalogued.map(({ name }) => name)).not.toContain('all');
    expect(everything).toMatchObject({ name: 'all', title: 'All Features', risk: 'root' });
  });

  it('has a title and a description for every privilege', () => {
    const silent = catalogued.filter(({ title, description }) => title === '' || description === '');
    expect(silent).toEqual([]);
  });

  it('gives a reason for exactly those that are risky', () => {
    for (const { name, risk, riskReason } of [...catalogued, everything]) {
      expect([name, riskReason !== null]).toEqual([name, risk !== null]);
    }
  });

  it('marks the ten of high risk, and none but Everything as root', () => {
    expect(catalogued.filter(({ risk }) => risk === 'high')).toHaveLength(10);
    expect(catalogued.filter(({ risk }) => risk === 'root')).toEqual([]);
  });
});

describe('privilegeNamed', () => {
  it('finds a privilege by its name on the server', () => {
    expect(privilegeNamed('passwd')).toMatchObject({
      name: 'passwd',
      title: 'Change Passwords',
      risk: 'high',
    });
    expect(privilegeNamed('list-accts')).toMatchObject({
      title: 'List Accounts',
      risk: null,
      riskReason: null,
    });
  });

  it.each(['software-JetBackup5', '__proto__', 'constructor', '🙂', 'LIST-ACCTS'])(
    'lets the unknown %s stand for itself',
    (name) => {
      expect(privilegeNamed(name)).toEqual({
        name,
        title: name,
        description: '',
        risk: null,
        riskReason: null,
      });
      expect(isCatalogued(name)).toBe(false);
    },
  );
});

describe('isCatalogued', () => {
  it('knows every privilege of a group, and Everything', () => {
    expect(catalogued.filter(({ name }) => !isCatalogued(name))).toEqual([]);
    expect(isCatalogued('all')).toBe(true);
  });
});

describe('warnedPrivileges', () => {
  it('are the four that WHM’s manual warns about', () => {
    expect(warnedPrivileges).toEqual(['all', 'passwd', 'create-user-session', 'manage-api-tokens']);
  });
});
