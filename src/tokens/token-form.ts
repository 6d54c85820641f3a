import type { KnownAccount } from '../privileges/account.ts';
import { preselected } from '../privileges/selection.ts';
import { shortAddress } from '../whm/address.ts';
import { type ApiToken, EVERYTHING, type TokenSettings } from '../whm/model.ts';
import { allowlistFrom, allowlistProblem, parseAllowlist } from './allowlist.ts';
import { endOfDay, oneYearAhead } from './expiry-dates.ts';
import { isoDay } from './server-time.ts';

/** Mirrors the screen: what the person has typed and ticked, nothing computed. */
export type TokenForm = {
  name: string;
  expires: 'never' | 'date';
  /** `YYYY-MM-DD` on the server's calendar; kept while *will not expire* is chosen. */
  date: string;
  /** Text of the IPs box. */
  addresses: string;
  privileges: readonly string[];
  everything: boolean;
};

export type FormContext = {
  /** IANA zone that a date is meant in. */
  zone: string;
  now: Date;
  /** The token being edited; null when a new one is made. */
  original: ApiToken | null;
  /** Names of all tokens on the server. */
  names: readonly string[];
};

export type FormProblems = Partial<Record<keyof TokenForm, string>>;

export const MAX_NAME_LENGTH = 50;

export function formForNewToken(account: KnownAccount, context: FormContext): TokenForm {
  return {
    name: '',
    expires: 'date',
    date: oneYearAhead(context.now, context.zone),
    addresses: '',
    privileges: preselected(account),
    everything: false,
  };
}

export function formFromToken(token: ApiToken, context: FormContext): TokenForm {
  return {
    name: token.name,
    expires: token.expiresAt === null ? 'never' : 'date',
    date:
      token.expiresAt === null
        ? oneYearAhead(context.now, context.zone)
        : isoDay(token.expiresAt, context.zone),
    addresses: token.allowlist.map(shortAddress).join('\n'),
    privileges: token.privileges.filter((name) => name !== EVERYTHING),
    everything: token.privileges.includes(EVERYTHING),
  };
}

/** The instant the form asks for; null: never. `undefined`: the date cannot be read. */
export function expiryFromForm(form: TokenForm, { zone, original }: FormContext): Date | null | undefined {
  if (form.expires === 'never') return null;
  const before = original?.expiresAt ?? null;
  // A date that was not touched keeps its exact second: it need not be the end of a day.
  if (before !== null && isoDay(before, zone) === form.date.trim()) return before;
  return endOfDay(form.date.trim(), zone) ?? undefined;
}

/** Without the blanks around it, but for those of a name from before the rule: trimming would rename it. */
function nameFrom({ name }: TokenForm, { original }: FormContext): string {
  return name === original?.name ? name : name.trim();
}

/** What would be sent. Only for a form without problems: it throws when the date cannot be read. */
export function settingsFromForm(form: TokenForm, context: FormContext): TokenSettings {
  const expiresAt = expiryFromForm(form, context);
  if (expiresAt === undefined) throw new Error('The form has a date that cannot be read.');
  return {
    name: nameFrom(form, context),
    privileges: form.everything ? [EVERYTHING] : form.privileges,
    expiresAt,
    allowlist: allowlistFrom(parseAllowlist(form.addresses)),
  };
}

/** Every reason the form cannot be sent, by field; each names the bad part and what would be right. */
export function formProblems(form: TokenForm, context: FormContext): FormProblems {
  return withoutNulls({
    name: nameProblem(nameFrom(form, context), context),
    date: dateProblem(form, context),
    addresses: allowlistProblem(parseAllowlist(form.addresses)),
    privileges:
      form.everything || form.privileges.length > 0
        ? null
        : 'Choose at least one privilege. WHM makes no token without one.',
  });
}

function withoutNulls(problems: Record<string, string | null>): FormProblems {
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== null));
}

function nameProblem(name: string, { original, names }: FormContext): string | null {
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
export function caseClash(name: string, { original, names }: FormContext): string | null {
  const folded = name.trim().toLowerCase();
  const others = names.filter((other) => other !== original?.name && other !== name.trim());
  return others.find((other) => other.toLowerCase() === folded) ?? null;
}

function dateProblem(form: TokenForm, context: FormContext): string | null {
  const expiresAt = expiryFromForm(form, context);
  const typed = form.date.trim();
  if (expiresAt === undefined) {
    if (typed === '') return 'Give a date as YYYY-MM-DD, or choose that the token will not expire.';
    if (/^\d{4}-\d{2}-\d{2}$/.test(typed)) return `${typed} is not a day of the calendar.`;
    return `“${typed}” is not a date. Write it as YYYY-MM-DD, for example ${oneYearAhead(context.now, context.zone)}.`;
  }
  const untouched = expiresAt !== null && expiresAt === context.original?.expiresAt;
  if (expiresAt !== null && !untouched && expiresAt <= context.now) {
    return `${typed} has passed at the server. Choose a day from ${isoDay(context.now, context.zone)} on.`;
  }
  return null;
}
