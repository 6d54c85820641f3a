import { type CallParameters, type Connection, callWhm } from './call.ts';
import type { Answer, Written } from './client.ts';
import { differingSettings } from './differences.ts';
import { type ApiToken, type CreatedToken, EVERYTHING, type TokenSettings } from './model.ts';
import { namedToken, text, tokenAnswer, toToken } from './wire.ts';
import { z } from './zod.ts';

// The calls that change something. client.ts fetches this module when one is wanted; the first screen does
// without it.

const createdToken = z.extend(namedToken, { token: text });
export const createdTokenAnswer = z.pipe(
  createdToken,
  z.transform((wire): CreatedToken => ({ ...toToken(wire), secret: wire.token })),
);

/** Functions whose answer is `metadata` alone (`api_token_revoke`). */
export const noAnswer = z.transform((): null => null);

export async function createToken(
  connection: Connection,
  settings: TokenSettings,
): Promise<Written<CreatedToken>> {
  const parameters = encodeCreate(settings);
  const created = await callWhm(connection, {
    name: 'api_token_create',
    parameters,
    answer: createdTokenAnswer,
  });
  return { ...created, differences: differingSettings(settings, created.value) };
}

export async function updateToken(
  connection: Connection,
  currentName: string,
  settings: TokenSettings,
): Promise<Written<ApiToken>> {
  const parameters = encodeUpdate(currentName, settings);
  const updated = await callWhm(connection, { name: 'api_token_update', parameters, answer: tokenAnswer });
  return { ...updated, differences: differingSettings(settings, updated.value) };
}

export function revokeToken(connection: Connection, name: string): Promise<Answer<null>> {
  return callWhm(connection, { name: 'api_token_revoke', parameters: encodeRevoke(name), answer: noAnswer });
}

/** Parameters of `api_token_create`. No `whitelist_ip` is "any address": `any` is documented for update only. */
export function encodeCreate(settings: TokenSettings): CallParameters<'api_token_create'> {
  const allowlist = encodeAllowlist(settings.allowlist);
  return {
    token_name: settings.name,
    acl: encodePrivileges(settings.privileges),
    expires_at: encodeExpiry(settings.expiresAt),
    ...(allowlist.length > 0 && { whitelist_ip: allowlist }),
  };
}

/** Parameters of `api_token_revoke`, for one token: what happens to the rest when one of several fails is not documented. */
export function encodeRevoke(name: string): CallParameters<'api_token_revoke'> {
  return { token_name: name };
}

/**
 * Parameters of `api_token_update`, which replaces everything: a privilege list left out grants all, an
 * expiry left out is removed. So every setting is sent, always.
 */
export function encodeUpdate(
  currentName: string,
  settings: TokenSettings,
): CallParameters<'api_token_update'> {
  const allowlist = encodeAllowlist(settings.allowlist);
  return {
    token_name: currentName,
    ...(settings.name !== currentName && { new_name: settings.name }),
    acl: encodePrivileges(settings.privileges),
    expires_at: encodeExpiry(settings.expiresAt),
    whitelist_ip: allowlist.length > 0 ? allowlist : 'any',
  };
}

/** Throws on what WHM would read as "everything": that is a mistake in this program, not of its user. */
function encodePrivileges(privileges: readonly string[]): readonly string[] {
  if (privileges.includes(EVERYTHING)) return [EVERYTHING];
  if (privileges.length === 0 || privileges.some((name) => name.trim() === '')) {
    throw new Error('A token without privileges must not be sent: WHM would grant every privilege.');
  }
  return [...new Set(privileges)];
}

/** Epoch seconds; 0 is never, so an instant that would become 0 must not be sent as one. */
function encodeExpiry(expiresAt: Date | null): string {
  if (expiresAt === null) return '0';
  const seconds = Math.floor(expiresAt.getTime() / 1000);
  if (!(seconds > 0)) throw new Error('An expiry must be a valid date after 1970: WHM reads 0 as never.');
  return String(seconds);
}

function encodeAllowlist(allowlist: readonly string[]): readonly string[] {
  if (allowlist.some((entry) => entry.trim() === '' || entry === 'any')) {
    throw new Error(
      'A blank or “any” among the addresses must not be sent: WHM could read it as any address.',
    );
  }
  return allowlist;
}
