import { reasonsFor } from '../tokens/attention.ts';
import { expiryStatus } from '../tokens/expiry.ts';
import type { TokenInUse } from '../tokens/server.tsx';
import { isSystemToken } from '../tokens/system-tokens.ts';
import type { ApiToken } from '../whm/model.ts';

/**
 * Whether it is ticked only by itself, never along with others: what the server made for itself, and the token
 * that the dashboard signs in with.
 */
function isSpared(name: string, tokenInUse: TokenInUse): boolean {
  return name === tokenInUse || isSystemToken(name);
}

/** The names that *Select all that match* ticks: all that are shown, also those a window does not draw. */
export function selectableNames(shown: readonly ApiToken[], tokenInUse: TokenInUse): readonly string[] {
  return shown.map(({ name }) => name).filter((name) => !isSpared(name, tokenInUse));
}

/**
 * The names from one row to another, in the order shown, without those that are spared in between. Null when one of
 * them is not shown.
 */
export function namesBetween(
  shown: readonly ApiToken[],
  first: string | null,
  last: string,
  tokenInUse: TokenInUse,
): readonly string[] | null {
  const ends = [first, last].map((end) => shown.findIndex(({ name }) => name === end));
  const [from = -1, to = -1] = ends.toSorted((a, b) => a - b);
  if (from < 0) return null;
  return shown
    .slice(from, to + 1)
    .map(({ name }) => name)
    .filter((name) => name === last || !isSpared(name, tokenInUse));
}

export type SmartSelection = { title: string; names: readonly string[] };

/** Groups of those shown that are worth a click of their own; none is empty, and none has what is spared. */
export function smartSelections(
  shown: readonly ApiToken[],
  now: Date,
  tokenInUse: TokenInUse,
): readonly SmartSelection[] {
  const selectable = shown.filter(({ name }) => !isSpared(name, tokenInUse));
  const those = (title: string, belongs: (token: ApiToken) => boolean) => ({
    title,
    names: selectable.filter(belongs).map(({ name }) => name),
  });
  return [
    those('Expired', ({ expiresAt }) => expiryStatus(expiresAt, now) === 'expired'),
    those('Expiring', ({ expiresAt }) => expiryStatus(expiresAt, now) === 'expiring'),
    those('Needs attention', (token) => reasonsFor(token, now).length > 0),
  ].filter(({ names }) => names.length > 0);
}

/** Whether all of some names are ticked, some of them, or none. */
export function shareOf(names: readonly string[], selected: ReadonlySet<string>): 'all' | 'some' | 'none' {
  const count = names.filter((name) => selected.has(name)).length;
  if (count === 0) return 'none';
  return count === names.length ? 'all' : 'some';
}

/** The tokens that are ticked, in the order shown, then those that are not shown; without those held. */
export function chosenTokens(
  tokens: readonly ApiToken[],
  shown: readonly ApiToken[],
  selected: ReadonlySet<string>,
  held: ReadonlySet<string>,
): { chosen: readonly ApiToken[]; notShown: number } {
  const isChosen = ({ name }: ApiToken) => selected.has(name) && !held.has(name);
  const inSight = shown.filter(isChosen);
  const names = new Set(inSight.map(({ name }) => name));
  const others = tokens.filter((token) => isChosen(token) && !names.has(token.name));
  return { chosen: [...inSight, ...others], notShown: others.length };
}

/** Without the names that no token has any more: one that is made under such a name later was not ticked. */
export function stillThere(selected: ReadonlySet<string>, tokens: readonly ApiToken[]): ReadonlySet<string> {
  const names = new Set(tokens.map(({ name }) => name));
  const kept = [...selected].filter((name) => names.has(name));
  return kept.length === selected.size ? selected : new Set(kept);
}
