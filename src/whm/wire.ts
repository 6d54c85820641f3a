import type { AccountPrivileges, ApiToken } from './model.ts';
import { z } from './zod.ts';

// Between the words of the wire (`acls`, `whitelist_ips`, epoch seconds) and those of the domain.
// Source: api.docs.cpanel.net, /openapi/whm/operation/api_token_{create,list,update,get_details}/, /myprivs/.

/**
 * A schema from a function that returns undefined for what it does not understand. Maps are read by hand:
 * zod's record drops a key called `__proto__`, and a token may have that name.
 */
function reader<T>(expected: string, read: (value: unknown) => T | undefined) {
  return z.transform((input: unknown, context): T => {
    const value = read(input);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', message: `expected ${expected}`, input });
    return z.NEVER;
  });
}

/** Text that must not be empty. Perl may write a name of digits as a number. */
export const text = reader('text', (value) => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
});

const instant = reader('a number', readInstant);

const expiry = reader('a number, or null for never', (value) => {
  if (value === undefined || value === null || value === 0 || value === '0' || value === '') return null;
  return readInstant(value);
});

/** Names from an array (create, update, details) or from an object of 0/1 (list). */
const grantedNames = reader('a list of names, or an object of 1 and 0', (value) => {
  if (value === undefined || value === null) return [];
  if (isRecord(value)) return namesWhere(value, isGranted);
  return readNames(value);
});

const addresses = reader('a list of addresses, or null', (value) =>
  value === undefined || value === null || value === '' ? [] : readNames(value),
);

const settingsShape = { acls: grantedNames, expires_at: expiry, whitelist_ips: addresses };
const listedToken = z.object({ ...settingsShape, create_time: instant }, 'expected an object');
export const namedToken = z.object(
  { ...settingsShape, create_time: instant, name: text },
  'expected an object',
);

/** `data` of `api_token_list`: an object keyed by the name. Order is not defined by WHM and kept as it came. */
export const tokenListAnswer = z.transform((input: unknown, context): readonly ApiToken[] => {
  const data = mapOf(input);
  const map = data && mapOf(data.tokens ?? {});
  if (!map) {
    const message = data ? 'expected an object of tokens by name' : 'expected an object with tokens';
    context.issues.push({ code: 'custom', message, path: data ? ['tokens'] : [], input });
    return z.NEVER;
  }
  const tokens: ApiToken[] = [];
  for (const [name, entry] of Object.entries(map)) {
    const token = listedToken.safeParse(entry);
    if (token.success) tokens.push(toToken({ ...token.data, name }));
    else {
      for (const { path, message } of token.error.issues) {
        context.issues.push({ code: 'custom', message, path: ['tokens', name, ...path], input: entry });
      }
    }
  }
  return tokens;
});

export const tokenAnswer = z.pipe(namedToken, z.transform(toToken));

/**
 * `data` of `myprivs`. Documented as an array that holds one object of 1 and 0. What is not understood is
 * an error and never "no privileges", for that would close the whole screen.
 */
export const accountPrivilegesAnswer = z.pipe(
  z.object(
    {
      privileges: reader('an object of 1 and 0, alone or in a list, or a list of names', (value) => {
        const names = Array.isArray(value) && value.length > 0 ? readNames(value) : undefined;
        if (names) return { granted: names, denied: [] };
        return readPrivileges(Array.isArray(value) && value.length === 1 ? value[0] : value);
      }),
    },
    'expected an object with privileges',
  ),
  z.transform(({ privileges }) => privileges),
);

export const versionAnswer = z.pipe(
  z.object({ version: text }, 'expected an object with version'),
  z.transform(({ version }) => version),
);

export function toToken(wire: z.infer<typeof namedToken>): ApiToken {
  return {
    name: wire.name,
    privileges: wire.acls,
    expiresAt: wire.expires_at,
    allowlist: wire.whitelist_ips,
    createdAt: wire.create_time,
  };
}

function readPrivileges(value: unknown): AccountPrivileges | undefined {
  if (!isRecord(value)) return undefined;
  const granted = namesWhere(value, isGranted);
  const denied = namesWhere(value, isDenied);
  return granted.length + denied.length > 0 ? { granted, denied } : undefined;
}

/** `for … in`: a long list has half a million flags, and listing the keys first takes three times as long. */
function namesWhere(flags: Record<string, unknown>, applies: (flag: unknown) => boolean): readonly string[] {
  const names: string[] = [];
  for (const name in flags) if (applies(flags[name]) && Object.hasOwn(flags, name)) names.push(name);
  return names;
}

function isGranted(flag: unknown): boolean {
  return flag === 1 || flag === '1';
}

function isDenied(flag: unknown): boolean {
  return flag === 0 || flag === '0' || flag === '' || flag === false || flag === null;
}

/** Epoch seconds, as a number or as digits in a text. */
function readInstant(value: unknown): Date | undefined {
  const seconds = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  // 8.64e12 seconds is the end of JavaScript's time (ECMA-262, Time Values).
  if (typeof seconds !== 'number' || !(Math.abs(seconds) <= 8.64e12)) return undefined;
  return new Date(Math.trunc(seconds) * 1000);
}

function readNames(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const names: unknown[] = value;
  return names.every((name) => typeof name === 'string') ? names : undefined;
}

/** An object; an empty list is an empty map, as Perl back ends write it. */
export function mapOf(value: unknown): Record<string, unknown> | undefined {
  if (Array.isArray(value) && value.length === 0) return {};
  return isRecord(value) ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
