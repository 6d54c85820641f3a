import type { Answer } from './envelopes.ts';
import type { Parameter } from './parameters.ts';

/** A token as the server keeps it, without its secret. */
export type SimulatedToken = {
  name: string;
  acls: readonly string[];
  /** Unix seconds. */
  createTime: number;
  /** Unix seconds; `null`: never. */
  expiresAt: number | null;
  /** IPv6 fully expanded, as WHM answers it; empty: any address. */
  whitelistIps: readonly string[];
};

/** `secretHash`: SHA-256 in hex, or `null` for a token whose secret nobody has. */
export type StoredToken = SimulatedToken & { readonly secretHash: string | null };

export type Account = {
  readonly user: string;
  /** What the account may do; `['all']` for root. */
  readonly privileges: readonly string[];
  /** By name. A Map, because `__proto__` is a name that WHM's rule allows. */
  readonly tokens: Map<string, StoredToken>;
  /** Password for Basic. Also accepted in place of a token when `passwordIsToken` is false. */
  readonly password: string;
  /** The seed holds a token with this very secret; then only that token answers to it. */
  readonly passwordIsToken: boolean;
};

/** Who called: the account, and the token it came with (`null`: its password). */
export type Caller = { account: Account; token: StoredToken | null; address: string };

/** One accepted call, as a function gets to see it. */
export type Call = {
  functionName: string;
  parameters: readonly Parameter[];
  caller: Caller;
  /** Unix seconds. */
  now: number;
  randomBytes: (length: number) => Uint8Array;
};

export type Handler = (call: Call) => Answer;

export const everything = 'all';

/** Whether the account itself may, whatever the token. */
export function accountHolds(account: Account, acl: string): boolean {
  return account.privileges.includes(everything) || account.privileges.includes(acl);
}

/** Whether the token passes it on; a password passes on everything. */
export function tokenPasses(token: StoredToken | null, acl: string): boolean {
  return token === null || token.acls.includes(everything) || token.acls.includes(acl);
}

const secretAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** 32 upper-case letters and digits, the form of the documented samples. */
export function createSecret(randomBytes: (length: number) => Uint8Array): string {
  const bytes = randomBytes(64);
  return Array.from({ length: 32 }, (_, index) => {
    // Two bytes a letter: one alone would favour the first letters noticeably (256 is not a multiple of 36).
    const number = (bytes[2 * index] ?? 0) * 256 + (bytes[2 * index + 1] ?? 0);
    return secretAlphabet.charAt(number % secretAlphabet.length);
  }).join('');
}
