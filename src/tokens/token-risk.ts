import { privilegeNamed } from '../privileges/catalogue.ts';
import { isHighRisk } from '../privileges/known.ts';
import { parseAddress } from '../whm/address.ts';
import { EVERYTHING } from '../whm/model.ts';
import type { ReadableSettings } from './token-form.ts';

export type CombinedRisk = { title: string; advice: string };

/**
 * One warning for what is harmless alone and not together: much power, and no limit on where or for how
 * long it can be used. Null when there is nothing to warn about. What cannot be read is not warned about.
 */
export function combinedRisk({
  privileges,
  expiresAt,
  allowlist,
}: Omit<ReadableSettings, 'name'>): CombinedRisk | null {
  const root = privileges.includes(EVERYTHING);
  const risky = privileges.filter(isHighRisk);
  const anywhere =
    allowlist?.length === 0 || (allowlist?.some((entry) => parseAddress(entry)?.prefix === 0) ?? false);
  if ((!root && risky.length === 0) || (!anywhere && expiresAt !== null)) return null;
  const power = root ? 'Root access' : 'High risk';
  const limits = [anywhere && 'from any address', expiresAt === null && 'without an end'].filter(Boolean);
  const remedies = [
    anywhere && 'limit the IPs',
    expiresAt === null && 'give it an end date',
    root ? 'choose privileges one by one' : `take off ${listed(risky)}`,
  ].filter((remedy) => remedy !== false);
  return {
    title: `${power} ${limits.join(' and ')}.`,
    advice: `Whoever gets hold of the secret can use it${anywhere ? ' from wherever they are' : ''}${expiresAt === null ? ' for ever' : ''}. Better: ${remedies.slice(0, -1).join(', ')} or ${remedies.at(-1)}.`,
  };
}

function listed(names: readonly string[]): string {
  if (names.length > 2) return `some of the ${names.length} high-risk privileges`;
  return names.map((name) => privilegeNamed(name).title).join(' and ');
}
