import type { WhmClient } from './client.ts';
import { WhmError, type WhmErrorKind } from './errors.ts';
import type { ApiToken } from './model.ts';

export const failed = (kind: WhmErrorKind, call = 'api_token_revoke') =>
  new WhmError({ kind, reason: `It ${kind}.`, call });

export const answer = <T>(value: T) => ({ value, warnings: [], serverTime: null });

export function token(name: string, settings: Partial<ApiToken> = {}): ApiToken {
  return {
    name,
    privileges: ['list-accts'],
    expiresAt: null,
    allowlist: [],
    createdAt: new Date('2026-01-01T00:00:00Z'),
    ...settings,
  };
}

const unasked = async () => Promise.reject(new Error('It was not to be called'));

/** A client that can do what is given, and nothing else. */
export function clientWith(given: Partial<WhmClient>): WhmClient {
  return {
    listTokens: unasked,
    createToken: unasked,
    updateToken: unasked,
    revokeToken: unasked,
    tokenDetails: unasked,
    accountPrivileges: unasked,
    version: unasked,
    hostname: unasked,
    callerAddress: unasked,
    testToken: unasked,
    ...given,
  };
}
