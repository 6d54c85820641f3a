import { abilitiesOf, countOf } from '../privileges/abilities.ts';
import { isHighRisk } from '../privileges/known.ts';
import { EVERYTHING } from '../whm/model.ts';
import { longDay } from './server-time.ts';
import type { ReadableSettings } from './token-form.ts';

/** `12 privileges, 2 of high risk`, or `Everything`. */
export function privilegeWords(names: readonly string[]): string {
  if (names.includes(EVERYTHING)) return 'Everything';
  const risky = names.filter(isHighRisk).length;
  return `${countOf(names.length)}${risky === 0 ? '' : `, ${risky} of high risk`}`;
}

/** `from any address`, `from 3 addresses or ranges`. */
export function addressWords(allowlist: readonly string[]): string {
  if (allowlist.length === 0) return 'from any address';
  return `from ${allowlist.length} ${allowlist.length === 1 ? 'address or range' : 'addresses or ranges'}`;
}

/** A piece of a sentence; `strong` is what must not be read over. */
export type Part = { text: string; strong: boolean };

const plain = (text: string): Part => ({ text, strong: false });

/** After “can”: `create and suspend accounts, **set account passwords** and 12 privileges more`. */
export function abilityParts(names: readonly string[]): readonly Part[] {
  if (names.includes(EVERYTHING)) return [{ text: 'do everything on the server, as root can', strong: true }];
  const { named, others, riskyOthers } = abilitiesOf(names);
  const parts = named.map(({ text, risky }): Part => ({ text, strong: risky }));
  if (others > 0) {
    const risk = riskyOthers === 0 ? '' : ` (${riskyOthers} of high risk)`;
    parts.push({ text: `use ${countOf(others)} more${risk}`, strong: riskyOthers > 0 });
  }
  return parts.flatMap((part, index) => {
    if (index === 0) return [part];
    return [plain(index === parts.length - 1 ? ' and ' : ', '), part];
  });
}

/** What the token will be able to do, from where and until when, after its name; what cannot be read is left out. */
export function sentenceParts(
  { privileges, expiresAt, allowlist }: Omit<ReadableSettings, 'name'>,
  zone: string,
): readonly Part[] {
  return [
    plain('can '),
    ...(privileges.length === 0 ? [plain('do nothing yet')] : abilityParts(privileges)),
    ...(allowlist === undefined ? [] : [plain(', '), { text: addressWords(allowlist), strong: true }]),
    ...(expiresAt === undefined
      ? []
      : [
          plain(expiresAt === null ? ', and ' : ', until '),
          { text: expiresAt === null ? 'never expires' : longDay(expiresAt, zone), strong: true },
        ]),
    plain('.'),
  ];
}

export function asText(parts: readonly Part[]): string {
  return parts.map(({ text }) => text).join('');
}
