import type { Address } from '../whm/address.ts';

/** Wider than any one organisation's network: /16 for IPv4, /32 for IPv6. */
export function isVeryWide({ family, prefix }: Address): boolean {
  return prefix < (family === 4 ? 16 : 32);
}
