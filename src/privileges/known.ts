/*
 * What the list needs to know of privileges. The whole catalogue, with titles and reasons, loads with the
 * form; known.test.ts holds these names equal to it.
 */

/** The first group of WHM's manual: WHM shows its own token table only to accounts that have all of it. */
export const initialPrivilegeNames: readonly string[] = [
  'acct-summary',
  'basic-system-info',
  'basic-whm-functions',
  'connected-applications',
  'cors-proxy-get',
  'cpanel-api',
  'cpanel-integration',
  'create-user-session',
  'digest-auth',
  'generate-email-config',
  'list-pkgs',
  'manage-api-tokens',
  'manage-dns-records',
  'manage-oidc',
  'manage-styles',
  'mysql-info',
  'ns-config',
  'public-contact',
  'ssl-info',
  'track-email',
];

const highRiskNames: ReadonlySet<string> = new Set([
  'clustering',
  'create-user-session',
  'demo-setup',
  'edit-account',
  'limit-bandwidth',
  'locale-edit',
  'manage-api-tokens',
  'passwd',
  'quota',
  'rearrange-accts',
]);

export function isHighRisk(name: string): boolean {
  return highRiskNames.has(name);
}
