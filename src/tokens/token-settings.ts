import type { TokenSettings } from '../whm/model.ts';

/**
 * All settings of a token, some of them changed. An update replaces everything and opens wide what it does not
 * name, so nothing is ever left out.
 */
export function settingsOf(
  { name, privileges, expiresAt, allowlist }: TokenSettings,
  changed: Partial<TokenSettings> = {},
): TokenSettings {
  return { name, privileges, expiresAt, allowlist, ...changed };
}
