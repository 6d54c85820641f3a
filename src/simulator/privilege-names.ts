import catalogue from '../privileges/privileges.json' with { type: 'json' };

/** Every privilege of the catalogue, in its order (docs.cpanel.net, "Edit Reseller Nameservers and Privileges"). */
export const catalogueAcls: readonly string[] = catalogue.categories.flatMap((category) =>
  category.privileges.map((privilege) => privilege.acl),
);

/** The group that WHM's own screen wants complete before it shows its table. */
export const initialAcls: readonly string[] = catalogue.categories
  .filter((category) => category.id === 'initial')
  .flatMap((category) => category.privileges.map((privilege) => privilege.acl));

/** What is installed beside WHM on the simulated server (pattern: guide to WHM plugins, access control lists). */
export const installedAcls: readonly string[] = ['software-JetBackup5', 'software-imunify360'];

/** In the catalogue, but not among the keys that `myprivs` is documented with. */
export const unreportedAcls: ReadonlySet<string> = new Set([
  'connected-applications',
  'public-contact',
  'assign-root-account-enhancements',
]);

const legacyAcls: readonly string[] = ['frontpage', 'nameserver-config', 'disallow-shell', 'res-cart'];

/** Whether the name can exist at all; legacy names and third-party ones that were uninstalled can. */
export function isPrivilegeName(acl: string): boolean {
  return (
    catalogueAcls.includes(acl) || legacyAcls.includes(acl) || /^software-[A-Za-z0-9_-]{1,64}$/.test(acl)
  );
}
