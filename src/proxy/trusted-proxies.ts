import { BlockList, isIP } from 'node:net';
import { plainAddress } from './plain-address.ts';

/** Proxies that say truly what the browser sent. */
export type TrustedProxies = {
  /** False: there is none, and nobody is believed. */
  any: boolean;
  includes: (address: string) => boolean;
};

export const noProxies: TrustedProxies = { any: false, includes: () => false };

/** From addresses and ranges such as `10.0.0.0/8`; null when one is neither. */
export function trustedProxiesFrom(entries: readonly string[]): TrustedProxies | null {
  const list = new BlockList();
  for (const entry of entries) {
    const [, text = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
    const address = plainAddress(text);
    const longest = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
    // A range of everything trusts everybody: that is no proxy.
    if (longest === 0 || Number(length ?? longest) > longest || Number(length ?? longest) === 0) return null;
    list.addSubnet(address, Number(length ?? longest), longest === 32 ? 'ipv4' : 'ipv6');
  }
  return {
    any: entries.length > 0,
    includes: (address) => isIP(address) !== 0 && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6'),
  };
}
