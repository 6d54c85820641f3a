import type { KnownAccount } from '../privileges/account.ts';
import { preselected } from '../privileges/selection.ts';
import { shortAddress } from '../whm/address.ts';
import { type ApiToken, EVERYTHING, type TokenSettings } from '../whm/model.ts';
import { allowlistFrom, allowlistProblem, parseAllowlist } from './allowlist.ts';
import { endOfDay, oneYearAhead } from './expiry-dates.ts';
import { readDay } from './expiry-input.ts';
import { nameProblem } from './name-rules.ts';
import { isoDay } from './server-time.ts';

/** Mirrors the screen: what the person has typed and ticked, nothing computed. */
export type TokenForm = {
  name: string;
  expires: 'never' | 'date';
  /** A day of the server's calendar as typed, mostly `YYYY-MM-DD`; kept while *will not expire* is chosen. */
  date: string;
  /** To the end of the day also where the token ended, or ends, in the middle of that very day. */
  wholeDay: boolean;
  /** Text of the IPs box. */
  addresses: string;
  privileges: readonly string[];
  everything: boolean;
};

/** The part of it that an expiry is. */
export type ExpiryForm = Pick<TokenForm, 'expires' | 'date' | 'wholeDay'>;

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

export function formForNewToken(account: KnownAccount, context: FormContext): TokenForm {
  return {
    name: '',
    expires: 'date',
    date: oneYearAhead(context.now, context.zone),
    wholeDay: false,
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
    wholeDay: false,
    addresses: token.allowlist.map(shortAddress).join('\n'),
    privileges: token.privileges.filter((name) => name !== EVERYTHING),
    everything: token.privileges.includes(EVERYTHING),
  };
}

/** The instant the form asks for; null: never. `undefined`: the date cannot be read. */
export function expiryFromForm(
  form: ExpiryForm,
  { zone, original }: Pick<FormContext, 'zone' | 'original'>,
): Date | null | undefined {
  if (form.expires === 'never') return null;
  const typed = readDay(form.date, zone);
  if (typed?.kind !== 'day') return undefined;
  const before = original?.expiresAt ?? null;
  // A date that was not touched keeps its exact second: it need not be the end of a day.
  if (!form.wholeDay && before !== null && isoDay(before, zone) === typed.day) return before;
  return endOfDay(typed.day, zone) ?? undefined;
}

/**
 * The instant in the middle of the chosen day that the token has now, where there is one: then it must be
 * chosen whether to keep it or to move to the end of that day.
 */
export function instantWithinDay(form: TokenForm, { zone, original }: FormContext): Date | null {
  const before = original?.expiresAt ?? null;
  const typed = readDay(form.date, zone);
  if (before === null || typed?.kind !== 'day' || isoDay(before, zone) !== typed.day) return null;
  const end = endOfDay(typed.day, zone);
  return end !== null && Math.floor(before.getTime() / 1000) !== end.getTime() / 1000 ? before : null;
}

/** Without the blanks around it, but for those of a name from before the rule: trimming would rename it. */
function nameFrom({ name }: TokenForm, { original }: FormContext): string {
  return name === original?.name ? name : name.trim();
}

/** What would be sent. Only for a form without problems: it throws when the date cannot be read. */
export function settingsFromForm(form: TokenForm, context: FormContext): TokenSettings {
  const { expiresAt, ...others } = readableFrom(form, context);
  if (expiresAt === undefined) throw new Error('The form has a date that cannot be read.');
  return { ...others, expiresAt, allowlist: allowlistFrom(parseAllowlist(form.addresses)) };
}

/** What a form says so far, wherever it is not complete; `undefined`: that part cannot be read. */
export type ReadableSettings = {
  name: string;
  privileges: readonly string[];
  expiresAt: Date | null | undefined;
  allowlist: readonly string[] | undefined;
};

export function readableFrom(form: TokenForm, context: FormContext): ReadableSettings {
  return {
    name: nameFrom(form, context),
    privileges: form.everything ? [EVERYTHING] : form.privileges,
    expiresAt: expiryFromForm(form, context),
    allowlist:
      addressesProblem(form.addresses) === null ? allowlistFrom(parseAllowlist(form.addresses)) : undefined,
  };
}

/** Every reason the form cannot be sent, by field; each names the bad part and what would be right. */
export function formProblems(form: TokenForm, context: FormContext): FormProblems {
  return withoutNulls({
    name: nameProblem(nameFrom(form, context), context),
    date: dateProblem(form, context),
    addresses: addressesProblem(form.addresses),
    privileges:
      form.everything || form.privileges.length > 0
        ? null
        : 'Choose at least one privilege. WHM makes no token without one.',
  });
}

function withoutNulls(problems: Record<string, string | null>): FormProblems {
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== null));
}

/** A box with no more than a comment in it looks filled in, and would let in any address. */
function addressesProblem(text: string): string | null {
  const entries = parseAllowlist(text);
  if (entries.length === 0 && text.trim() !== '') {
    return 'There is no address in this text. Add one, or clear the box to allow any address.';
  }
  return allowlistProblem(entries);
}

/** Why the date cannot be sent, and what would be right. */
export function dateProblem(form: ExpiryForm, context: Omit<FormContext, 'names'>): string | null {
  if (form.expires === 'never') return null;
  const text = form.date.trim();
  if (text === '') return 'Give a date as YYYY-MM-DD, or choose that the token will not expire.';
  const typed = readDay(text, context.zone);
  if (typed === null) {
    return `“${text}” is not a date. Write it as YYYY-MM-DD, for example ${oneYearAhead(context.now, context.zone)}.`;
  }
  if (typed.kind === 'unclear')
    return `“${text}” can be read in two ways: write ${typed.readings.join(' or ')}.`;
  const expiresAt = expiryFromForm(form, context);
  if (expiresAt === undefined || expiresAt === null) return `${typed.day} is not a day of the calendar.`;
  if (expiresAt !== context.original?.expiresAt && expiresAt <= context.now) {
    return `${typed.day} has passed at the server. Choose a day from ${isoDay(context.now, context.zone)} on.`;
  }
  return null;
}
