import { MAX_NAME_LENGTH } from '../whm/model.ts';

/*
 * Names for a token made from another one. WHM has no description and no link between tokens, so the name is all
 * that tells where a token comes from: a rotation is numbered (`billing-2`), a copy says so (`billing-copy`), and
 * neither is taken for the other.
 */

/** A number that a rotation gave, not a year or a node: `billing-2`, but not `backup-2024` or `node-01`. */
const numbered = /^(.+)-([2-9]|[1-9]\d)$/;

/** `billing` → `billing-2` → `billing-3`: not taken, whatever the case, and within WHM's rule. */
export function successorName(name: string, names: ReadonlySet<string>): string {
  const { stem, number } = readName(name, names);
  return firstFree(names, number + 1, (next) => within(stem, `-${next}`));
}

/** `billing` → `billing-copy` → `billing-copy-2`. */
export function copyName(name: string, names: ReadonlySet<string>): string {
  const stem = name.replace(/-copy(?:-\d+)?$/, '');
  return firstFree(names, 1, (next) => within(stem, next === 1 ? '-copy' : `-copy-${next}`));
}

/** Names that a rotation of `name` gives, as long as no more than eight were taken. */
export function likelySuccessorNames(name: string, names: ReadonlySet<string>): readonly string[] {
  const { stem, number } = readName(name, names);
  return Array.from({ length: 9 }, (_, index) => within(stem, `-${number + 1 + index}`));
}

/** Where somebody counts their tokens from 1 themselves, the number is theirs and belongs to the name. */
function readName(name: string, names: ReadonlySet<string>): { stem: string; number: number } {
  const [, stem = '', number = ''] = numbered.exec(name) ?? [];
  return stem === '' || names.has(`${stem}-1`) ? { stem: name, number: 1 } : { stem, number: Number(number) };
}

/** `stem` and `suffix` in at most 50 of the characters that WHM takes today; an old name may have others. */
function within(stem: string, suffix: string): string {
  const taken = stem.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+$/, '') || 'token';
  return `${taken.slice(0, MAX_NAME_LENGTH - suffix.length)}${suffix}`;
}

function firstFree(names: ReadonlySet<string>, first: number, nameOf: (number: number) => string): string {
  // The server may take names that differ only by case for the same.
  const taken = new Set([...names].map((other) => other.toLowerCase()));
  let number = first;
  while (taken.has(nameOf(number).toLowerCase())) number += 1;
  return nameOf(number);
}
