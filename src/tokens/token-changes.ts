import { addressKey } from '../whm/address.ts';
import { EVERYTHING, type TokenSettings } from '../whm/model.ts';
import { isCoveredBy } from './allowlist.ts';

export type Effect = 'widens' | 'narrows' | 'neutral';

export type Change =
  | { setting: 'name'; effect: 'neutral'; before: string; after: string }
  | { setting: 'expiresAt'; effect: Effect; before: Date | null; after: Date | null }
  | {
      setting: 'allowlist' | 'privileges';
      effect: Effect;
      added: readonly string[];
      removed: readonly string[];
      kept: number;
      /** The new value is "any address" or "everything"; a list would not say so. */
      unlimited: boolean;
      /** The old value was. */
      wasUnlimited: boolean;
    };

/** What an update would change, and whether the token could do more afterwards. Empty: nothing. */
export function changesBetween(before: TokenSettings, after: TokenSettings): readonly Change[] {
  const changes: Change[] = [];
  if (before.name !== after.name) {
    changes.push({ setting: 'name', effect: 'neutral', before: before.name, after: after.name });
  }
  const [from, to] = [instant(before), instant(after)];
  if (from !== to) {
    const effect = to > from ? 'widens' : 'narrows';
    changes.push({ setting: 'expiresAt', effect, before: before.expiresAt, after: after.expiresAt });
  }
  const addresses = listDifference(before.allowlist, after.allowlist, addressKey);
  if (addresses.added.length + addresses.removed.length > 0) {
    changes.push({
      setting: 'allowlist',
      effect: addressEffect(before.allowlist, after.allowlist),
      ...addresses,
      unlimited: after.allowlist.length === 0,
      wasUnlimited: before.allowlist.length === 0,
    });
  }
  const privileges = listDifference(grants(before), grants(after), (name) => name);
  if (privileges.added.length + privileges.removed.length > 0) {
    const wasUnlimited = before.privileges.includes(EVERYTHING);
    changes.push({
      setting: 'privileges',
      effect: privileges.added.length > 0 && !wasUnlimited ? 'widens' : 'narrows',
      ...privileges,
      unlimited: after.privileges.includes(EVERYTHING),
      wasUnlimited,
    });
  }
  return changes;
}

/** Nothing can be added to everything. */
function grants({ privileges }: TokenSettings): readonly string[] {
  return privileges.includes(EVERYTHING) ? [EVERYTHING] : privileges;
}

/** The same addresses may be written as other ranges: that changes what is sent, not who is let in. */
function addressEffect(before: readonly string[], after: readonly string[]): Effect {
  if (!isCoveredBy(after, before)) return 'widens';
  return isCoveredBy(before, after) ? 'neutral' : 'narrows';
}

/** WHM keeps whole seconds. */
function instant({ expiresAt }: TokenSettings): number {
  return expiresAt === null ? Number.POSITIVE_INFINITY : Math.floor(expiresAt.getTime() / 1000);
}

function listDifference(before: readonly string[], after: readonly string[], key: (text: string) => string) {
  const [had, has] = [new Set(before.map(key)), new Set(after.map(key))];
  const removed = before.filter((entry) => !has.has(key(entry)));
  const added = after.filter((entry) => !had.has(key(entry)));
  return { added, removed, kept: before.length - removed.length };
}
