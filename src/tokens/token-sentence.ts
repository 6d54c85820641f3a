import { isHighRisk } from '../privileges/known.ts';
import { EVERYTHING, type TokenSettings } from '../whm/model.ts';
import { longDay } from './server-time.ts';

/** `12 privileges, 2 of high risk`, or `Everything`. */
export function privilegeWords(names: readonly string[]): string {
  if (names.includes(EVERYTHING)) return 'Everything';
  const risky = names.filter(isHighRisk).length;
  return `${names.length} ${names.length === 1 ? 'privilege' : 'privileges'}${risky === 0 ? '' : `, ${risky} of high risk`}`;
}

/** `from any address`, `from 3 addresses or ranges`. */
export function addressWords(allowlist: readonly string[]): string {
  if (allowlist.length === 0) return 'from any address';
  return `from ${allowlist.length} ${allowlist.length === 1 ? 'address or range' : 'addresses or ranges'}`;
}

/** What the token will be able to do, for the foot of the form: after its name. */
export function tokenSentence(settings: TokenSettings, zone: string): string {
  const can = settings.privileges.includes(EVERYTHING)
    ? 'can do everything on the server, as root can'
    : `gets ${privilegeWords(settings.privileges)}`;
  const until =
    settings.expiresAt === null ? 'and never expires' : `until ${longDay(settings.expiresAt, zone)}`;
  return `${can}, ${addressWords(settings.allowlist)}, ${until}.`;
}
