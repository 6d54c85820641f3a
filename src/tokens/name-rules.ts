import { MAX_NAME_LENGTH } from '../whm/model.ts';
import type { FormContext } from './token-form.ts';

type Names = Pick<FormContext, 'original' | 'names'>;

/** Why a name cannot be sent, with what would be right; null when it can. */
export function nameProblem(name: string, { original, names }: Names): string | null {
  // A name from before the rule existed may stay as it is.
  if (original !== null && name === original.name) return null;
  if (name === '') return 'Give the token a name: letters, numbers, dashes and underscores.';
  const strange = [...new Set(name.match(/[^A-Za-z0-9_-]/gu) ?? [])];
  if (strange.length > 0) {
    const shown = strange.map((character) => (/\s/.test(character) ? 'spaces' : `“${character}”`));
    return `A name cannot have ${[...new Set(shown)].join(' or ')}: only letters A to Z, numbers, dashes and underscores.`;
  }
  if (name.length > MAX_NAME_LENGTH) {
    return `The name has ${name.length} characters; WHM takes at most ${MAX_NAME_LENGTH}.`;
  }
  if (names.includes(name)) return `There is a token named ${name} already. Choose another name.`;
  return null;
}

/** A name that differs from an existing one only by case: WHM may or may not take it for the same. */
export function caseClash(name: string, { original, names }: Names): string | null {
  const folded = name.trim().toLowerCase();
  const others = names.filter((other) => other !== original?.name && other !== name.trim());
  return others.find((other) => other.toLowerCase() === folded) ?? null;
}

/** What speaks against a name that could be sent; null when nothing does, or when it is not new. */
export function nameWarning(name: string, context: Names): string | null {
  if (name === context.original?.name) return null;
  const clash = caseClash(name, context);
  if (clash !== null) {
    return `It differs from ${clash} only by capital letters. The server may take them for the same name.`;
  }
  // wp_dashboard_create_api_token, 11.138, refuses these two for root; nothing says what create does.
  if (/^(?:webpros_dashboard|wp-dashboard)$/i.test(name)) {
    return 'WHM keeps this name for its own WordPress dashboard. The server may refuse it, or replace the token later.';
  }
  if (/^reverse_trust_/i.test(name)) {
    return 'WHM gives names that begin with reverse_trust_ to tokens of its DNS cluster. People will take this one for the server’s own.';
  }
  return null;
}
