import { canGrant, type KnownAccount } from '../privileges/account.ts';
import { isCatalogued } from '../privileges/catalogue.ts';
import { isHighRisk } from '../privileges/known.ts';
import { oneYearAhead } from '../tokens/expiry-dates.ts';
import { type FormContext, formProblems, type TokenForm } from '../tokens/token-form.ts';
import { EVERYTHING } from '../whm/model.ts';
import { privilegeTitle } from './privilege-title.ts';

/*
 * A link that fills the form: "ask a colleague to generate this". It lives in the fragment of the address, which
 * a browser sends to no server. Whoever made it may be anybody: it only fills, it never ticks what is dangerous,
 * and what it cannot do is said.
 */

const VERSION = '1';

/** Longer ones do not survive mail programs and chats; a hundred written-out IPv6 addresses fit. */
const MAX_LENGTH = 8000;

/** The parts of a link, and how many characters each may have. */
const longest = { generate: VERSION.length, name: 200, expires: 40, ips: 6000, privileges: 4000 };

function isTooLong(fragment: string, parts: URLSearchParams): boolean {
  const within = Object.entries(longest).every(([part, most]) => (parts.get(part) ?? '').length <= most);
  return fragment.length > MAX_LENGTH || !within;
}

/** The fragment, with its `#`, that fills the form with this; null when it would be too long to pass on. */
export function linkFromForm(form: TokenForm): string | null {
  const link = new URLSearchParams({ generate: VERSION });
  if (form.name.trim() !== '') link.set('name', form.name.trim());
  link.set('expires', form.expires === 'never' ? 'never' : form.date.trim());
  if (form.addresses.trim() !== '') link.set('ips', form.addresses.trim());
  const privileges = form.everything ? [EVERYTHING] : form.privileges;
  if (privileges.length > 0) link.set('privileges', privileges.join(' '));
  const fragment = `#${link}`;
  return isTooLong(fragment, link) ? null : fragment;
}

/** Something that a link asks for and that was not done, and why. */
export type NotHonoured = { what: string; why: string };

export type LinkReading =
  | {
      kind: 'filled';
      form: TokenForm;
      /** Privileges that the link asks for and that a person must tick: `all`, and those of high risk. */
      asksFor: readonly string[];
      notHonoured: readonly NotHonoured[];
    }
  /** It means to fill the form, but cannot be read. */
  | { kind: 'unreadable'; why: string };

/** What a fragment makes of the form; null when it is not such a link. */
export function readLink(fragment: string, account: KnownAccount, context: FormContext): LinkReading | null {
  if (!fragment.startsWith('#generate=')) return null;
  const given = new URLSearchParams(fragment.slice(1));
  if (given.get('generate') !== VERSION) {
    return { kind: 'unreadable', why: 'The link was made by another version of this page.' };
  }
  if (isTooLong(fragment, given)) {
    return { kind: 'unreadable', why: 'The link is longer than any that this page makes.' };
  }
  const notHonoured: NotHonoured[] = [];
  for (const key of new Set(given.keys())) {
    if (!Object.hasOwn(longest, key))
      notHonoured.push({ what: `“${key}”`, why: 'The form has no such part.' });
  }
  const part = (key: Exclude<keyof typeof longest, 'generate'>) => given.get(key) ?? '';
  const [name, expires, ips] = [part('name'), part('expires'), part('ips')];
  const wanted = [...new Set(part('privileges').split(/\s+/).filter(Boolean))];
  for (const why of [unknownWords, notOwnWords]) {
    const names = wanted.filter((one) => whyNot(one, account) === why);
    if (names.length > 0) notHonoured.push({ what: privilegeWords(names), why });
  }
  const asked = wanted.filter((one) => whyNot(one, account) === null);
  const form: TokenForm = {
    name,
    expires: expires === 'never' ? 'never' : 'date',
    date: expires === 'never' || expires === '' ? oneYearAhead(context.now, context.zone) : expires,
    wholeDay: false,
    addresses: ips,
    privileges: asked.filter((one) => !isDangerous(one)),
    everything: false,
  };
  // What cannot be sent stays in the form, which holds it back until it is put right. Left out in silence, a bad
  // address would become any address, and a date that has passed another year.
  const problems = formProblems(form, context);
  for (const { problem, what } of [
    { problem: name === '' ? undefined : problems.name, what: 'The name' },
    { problem: problems.date, what: 'The expiration date' },
    { problem: problems.addresses, what: 'The IPs' },
  ]) {
    if (problem !== undefined) notHonoured.push({ what, why: problem });
  }
  return { kind: 'filled', form, asksFor: asked.filter(isDangerous), notHonoured };
}

function isDangerous(name: string): boolean {
  return name === EVERYTHING || isHighRisk(name);
}

const unknownWords = 'Not known in WHM’s manual, nor on this server.';
const notOwnWords = 'Your account does not have it.';

function whyNot(name: string, account: KnownAccount): string | null {
  if (!isCatalogued(name) && !account?.granted.includes(name)) return unknownWords;
  return canGrant(account, name) ? null : notOwnWords;
}

function privilegeWords(names: readonly string[]): string {
  const titles = names.map(privilegeTitle);
  return `${names.length === 1 ? 'The privilege' : 'The privileges'} ${titles.join(', ')}`;
}
