import { addressKey } from './address.ts';
import type { Setting } from './client.ts';
import { EVERYTHING, type TokenSettings } from './model.ts';

/**
 * Settings in which two tokens differ, in the order of the form: privileges as sets, addresses as sets of
 * canonical values, expiry by the second. A set that holds `all` equals any other that does, because
 * nothing can be added to everything.
 */
export function differingSettings(a: TokenSettings, b: TokenSettings): readonly Setting[] {
  const differing: Setting[] = [];
  if (a.name !== b.name) differing.push('name');
  if (!samePrivileges(a.privileges, b.privileges)) differing.push('privileges');
  if (epochSeconds(a.expiresAt) !== epochSeconds(b.expiresAt)) differing.push('expiresAt');
  if (!sameSet(a.allowlist.map(addressKey), b.allowlist.map(addressKey))) differing.push('allowlist');
  return differing;
}

function samePrivileges(a: readonly string[], b: readonly string[]): boolean {
  const everything = a.includes(EVERYTHING);
  return everything === b.includes(EVERYTHING) && (everything || sameSet(a, b));
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  const first = new Set(a);
  const second = new Set(b);
  return first.size === second.size && [...first].every((item) => second.has(item));
}

function epochSeconds(instant: Date | null): number | null {
  return instant === null ? null : Math.floor(instant.getTime() / 1000);
}
