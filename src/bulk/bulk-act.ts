import { expiryStatus } from '../tokens/expiry.ts';
import type { TokenInUse } from '../tokens/server.tsx';
import { isSystemToken } from '../tokens/system-tokens.ts';
import type { ApiToken } from '../whm/model.ts';

/** A token that an act on many leaves as it is, and why. */
export type Kept = { name: string; why: 'in-use' | 'system' | 'held' };

/** What is to be done with many tokens. */
export type BulkAct =
  | {
      kind: 'revoke';
      why: 'all' | 'expired' | 'selected';
      tokens: readonly ApiToken[];
      kept: readonly Kept[];
    }
  | { kind: 'set-expiry'; tokens: readonly ApiToken[] };

type Given = {
  tokens: readonly ApiToken[];
  now: Date;
  tokenInUse: TokenInUse;
  /** Names of those about to be revoked by themselves. */
  held: ReadonlySet<string>;
};

/** *Revoke All* as WHM means it: all but what the dashboard itself needs and what is going anyway. */
export function revokeAll({ tokens, tokenInUse, held }: Given): BulkAct {
  return revoking('all', tokens, (name) => (name === tokenInUse ? 'in-use' : held.has(name) ? 'held' : null));
}

/** *Revoke expired*: nobody has named one of them, so those that the server made for itself stay too. */
export function revokeExpired({ tokens, now, tokenInUse, held }: Given): BulkAct {
  const expired = tokens.filter(({ expiresAt }) => expiryStatus(expiresAt, now) === 'expired');
  return revoking('expired', expired, (name) => {
    if (name === tokenInUse) return 'in-use';
    if (isSystemToken(name)) return 'system';
    return held.has(name) ? 'held' : null;
  });
}

function revoking(
  why: 'all' | 'expired',
  tokens: readonly ApiToken[],
  keptWhy: (name: string) => Kept['why'] | null,
): BulkAct {
  const kept = tokens.flatMap(({ name }): Kept[] => {
    const reason = keptWhy(name);
    return reason === null ? [] : [{ name, why: reason }];
  });
  const staying = new Set(kept.map(({ name }) => name));
  return { kind: 'revoke', why, tokens: tokens.filter(({ name }) => !staying.has(name)), kept };
}

/** In the same order, but for the token that the dashboard signs in with: once it is gone, nothing else can go. */
export function ownLast<T extends { name: string }>(subjects: readonly T[], own: TokenInUse): readonly T[] {
  return [...subjects.filter(({ name }) => name !== own), ...subjects.filter(({ name }) => name === own)];
}
