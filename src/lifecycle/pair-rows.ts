import type { ApiToken } from '../whm/model.ts';
import { pairsIn, type RotationPair, readRemembered } from './rotation-pairs.ts';

/** Pairs by the name of the one and of the other; in a chain of rotations a token is in two. */
export type Pairs = {
  byOld: ReadonlyMap<string, RotationPair>;
  bySuccessor: ReadonlyMap<string, RotationPair>;
};

/** `remembered` is what this browser keeps. */
export function findPairs(tokens: readonly ApiToken[], remembered: string | null): Pairs {
  const pairs = pairsIn(tokens, readRemembered(remembered));
  return {
    byOld: new Map(pairs.flatMap((pair) => (pair.old === null ? [] : [[pair.old.name, pair]]))),
    bySuccessor: new Map(pairs.map((pair) => [pair.successor.name, pair])),
  };
}

/** The pair that a row tells of: that it goes says more than that it came. */
export function pairOf({ byOld, bySuccessor }: Pairs, name: string): RotationPair | undefined {
  return byOld.get(name) ?? bySuccessor.get(name);
}

/** The rows with each new token right above the old one that it replaces, where both are shown. */
export function pairedRows(shown: readonly ApiToken[], { byOld, bySuccessor }: Pairs): readonly ApiToken[] {
  if (byOld.size === 0) return shown;
  const names = new Set(shown.map(({ name }) => name));
  const drawn = new Set<string>();
  const rows: ApiToken[] = [];
  const draw = (token: ApiToken) => {
    if (drawn.has(token.name)) return;
    drawn.add(token.name);
    const successor = byOld.get(token.name)?.successor;
    if (successor && names.has(successor.name)) draw(successor);
    rows.push(token);
  };
  const isAbove = ({ name }: ApiToken) => names.has(bySuccessor.get(name)?.old?.name ?? '');
  for (const token of shown) if (!isAbove(token)) draw(token);
  // What this browser keeps could be a circle; no row is lost for it.
  for (const token of shown) draw(token);
  return rows;
}
