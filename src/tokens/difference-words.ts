import { privilegeNamed } from '../privileges/catalogue.ts';
import { shortAddress } from '../whm/address.ts';
import type { TokenSettings } from '../whm/model.ts';
import { longInstant } from './server-time.ts';
import { type Change, changesBetween } from './token-changes.ts';

/** In which way the server's answer is not what was sent, in sentences; null when it is. */
export function differenceWords(sent: TokenSettings, answered: TokenSettings, zone: string): string | null {
  const differences = changesBetween(sent, answered).map((change) => words(change, zone));
  return differences.length === 0 ? null : differences.join(' ');
}

function words(change: Change, zone: string): string {
  switch (change.setting) {
    case 'name':
      return `The server named it ${change.after}.`;
    case 'expiresAt':
      return change.after === null
        ? 'The server made it never expire.'
        : `The server has it expire on ${longInstant(change.after, zone)}.`;
    case 'allowlist':
      if (change.unlimited) return 'The server lets it work from any address.';
      return listWords('The IPs', change, change.added.map(shortAddress), change.removed.map(shortAddress));
    case 'privileges': {
      if (change.unlimited) return 'The server granted it Everything.';
      const title = (name: string) => privilegeNamed(name).title;
      return listWords('The privileges', change, change.added.map(title), change.removed.map(title));
    }
  }
}

function listWords(
  what: string,
  { wasUnlimited }: { wasUnlimited: boolean },
  added: readonly string[],
  removed: readonly string[],
): string {
  const more = added.length > 0 && `${wasUnlimited ? 'are now' : 'also have'} ${added.join(', ')}`;
  const less = removed.length > 0 && !wasUnlimited && `lack ${removed.join(', ')}`;
  return `${what} in the server’s answer ${[more, less].filter(Boolean).join(' and ')}.`;
}
