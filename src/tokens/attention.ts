import { isHighRisk } from '../privileges/known.ts';
import { parseAddress } from '../whm/address.ts';
import { type ApiToken, EVERYTHING } from '../whm/model.ts';
import { expiryStatus } from './expiry.ts';
import { isVeryWide } from './wide-ranges.ts';

/** Reasons to look at a token, in a few words for its row. Why each matters: attention-why.ts. */
export const reasonWords = {
  expired: 'Expired',
  expiring: 'Expires soon',
  'root-from-anywhere': 'Root from any address',
  'risk-from-anywhere': 'High risk from any address',
  'root-for-ever': 'Root for ever',
  'wide-range': 'Very wide range',
  'old-for-ever': 'Old and never expires',
} as const;

export type Reason = keyof typeof reasonWords;

const YEAR_MS = 365 * 86_400_000;

/** Every reason to look at a token; empty for one that is in order. */
export function reasonsFor(token: ApiToken, now: Date): readonly Reason[] {
  const status = expiryStatus(token.expiresAt, now);
  const root = token.privileges.includes(EVERYTHING);
  const fromAnywhere = token.allowlist.length === 0;
  const old = now.getTime() - token.createdAt.getTime() > YEAR_MS;
  const reasons: readonly (Reason | false)[] = [
    status === 'expired' && 'expired',
    status === 'expiring' && 'expiring',
    root && fromAnywhere && 'root-from-anywhere',
    !root && fromAnywhere && token.privileges.some(isHighRisk) && 'risk-from-anywhere',
    root && status === 'never' && 'root-for-ever',
    wideRangeOf(token) !== null && 'wide-range',
    status === 'never' && old && 'old-for-ever',
  ];
  return reasons.filter((reason) => reason !== false);
}

/** The first range on the list that is wider than any one organisation's network; null when none is. */
export function wideRangeOf({ allowlist }: ApiToken): string | null {
  const isWide = (text: string) => {
    // Only a range can be wide, and there may be a million single addresses.
    if (!text.includes('/')) return false;
    const address = parseAddress(text);
    return address !== null && isVeryWide(address);
  };
  return allowlist.find(isWide) ?? null;
}
