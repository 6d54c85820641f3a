import { differingSettings } from '../whm/differences.ts';
import type { ApiToken } from '../whm/model.ts';
import { z } from '../whm/zod.ts';
import { likelySuccessorNames } from './successor-name.ts';

/** What this browser keeps of a rotation it made: names and a date, no secret. */
export type RememberedRotation = {
  old: string;
  successor: string;
  /** When the successor was made, in seconds since 1970: a token made anew under its name is another one. */
  madeAt: number;
};

export type RotationPair = {
  successor: ApiToken;
  oldName: string;
  /** The old token; null: it is gone, and its name is free for the successor. */
  old: ApiToken | null;
  /** `browser`: this browser made the rotation. `names`: it looks like one, by names and dates. */
  knownFrom: 'browser' | 'names';
};

const DAY_MS = 86_400_000;

/** By names and dates alone: an old token that ends later than so many days after the new one was made is no old one. */
export const LONGEST_GUESSED_OVERLAP_DAYS = 31;

/**
 * The tokens that belong together because one replaces the other, each old and each new one once. What this
 * browser remembers outranks what names and dates say. A pair whose old token is gone is known from this browser
 * only: a name that ends in a number proves nothing by itself.
 */
export function pairsIn(
  tokens: readonly ApiToken[],
  remembered: readonly RememberedRotation[],
): readonly RotationPair[] {
  const byName = new Map(tokens.map((token) => [token.name, token]));
  const names = new Set(byName.keys());
  const [olds, successors] = [new Set<string>(), new Set<string>()];
  const pairs: RotationPair[] = [];
  const add = (oldName: string, successor: ApiToken | undefined, knownFrom: RotationPair['knownFrom']) => {
    if (successor === undefined || olds.has(oldName) || successors.has(successor.name)) return;
    olds.add(oldName);
    successors.add(successor.name);
    pairs.push({ successor, oldName, old: byName.get(oldName) ?? null, knownFrom });
  };
  for (const { old, successor } of stillTrue(remembered, tokens)) add(old, byName.get(successor), 'browser');
  for (const old of tokens.filter(({ expiresAt }) => expiresAt !== null)) {
    const successor = likelySuccessorNames(old.name, names)
      .map((name) => byName.get(name))
      .find((token) => token && !successors.has(token.name) && looksRotated(old, token));
    add(old.name, successor, 'names');
  }
  return pairs;
}

/** By dates and what both can do: the old one was there first, and ends soon after the new one was made. */
function looksRotated(old: ApiToken, successor: ApiToken): boolean {
  if (old.expiresAt === null || successor.createdAt <= old.createdAt) return false;
  const overlap = old.expiresAt.getTime() - successor.createdAt.getTime();
  return (
    overlap >= 0 &&
    overlap <= LONGEST_GUESSED_OVERLAP_DAYS * DAY_MS &&
    (successor.expiresAt === null || successor.expiresAt > old.expiresAt) &&
    !differingSettings(old, successor).some((setting) => setting === 'privileges' || setting === 'allowlist')
  );
}

const MAX_REMEMBERED = 200;

const rememberedRotation = z.object({ old: z.string(), successor: z.string(), madeAt: z.number() });

/** What the browser kept; empty when it kept nothing, or nothing that can be read. */
export function readRemembered(text: string | null): readonly RememberedRotation[] {
  try {
    const list: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(list)) return [];
    const read = list.map((one) => rememberedRotation.safeParse(one));
    return read.flatMap(({ data }) => (data === undefined ? [] : [data])).slice(-MAX_REMEMBERED);
  } catch {
    return [];
  }
}

export function remembering(
  remembered: readonly RememberedRotation[],
  oldName: string,
  successor: ApiToken,
): string {
  const rotation = { old: oldName, successor: successor.name, madeAt: seconds(successor.createdAt) };
  const others = remembered.filter((other) => other.old !== oldName && other.successor !== successor.name);
  return JSON.stringify([...others, rotation].slice(-MAX_REMEMBERED));
}

/**
 * Without what has ended: the successor is gone or was made anew, it got the old name, or somebody made another
 * token under the old name since.
 */
export function stillTrue(
  remembered: readonly RememberedRotation[],
  tokens: readonly ApiToken[],
): readonly RememberedRotation[] {
  const byName = new Map(tokens.map((token) => [token.name, token]));
  return remembered.filter(({ old, successor, madeAt }) => {
    const made = byName.get(successor);
    const before = byName.get(old);
    return (
      old !== successor &&
      made !== undefined &&
      seconds(made.createdAt) === madeAt &&
      (before === undefined || seconds(before.createdAt) <= madeAt)
    );
  });
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}
