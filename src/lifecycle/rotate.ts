import { settingsOf } from '../tokens/token-settings.ts';
import {
  type CreateResult,
  type Creating,
  createToken,
  readList,
  readOrFail,
  revokeToken,
  type UpdateResult,
  updateToken,
} from '../tokens/token-writes.ts';
import type { WhmClient, Written } from '../whm/client.ts';
import { differingSettings } from '../whm/differences.ts';
import type { ApiToken, TokenSettings } from '../whm/model.ts';
import type { OldEnd } from './rotation-dates.ts';

/*
 * A rotation in three steps, each of documented calls only. Between them a person saves the secret and puts it to
 * use. Whatever fails, the old token works as it did until a step says that it was ended. Every step reads the
 * list first, and throws a `WriteFailure` when a call failed: then nothing happened, or its `outcome` says that
 * nobody knows.
 */

export type SuccessorResult =
  | CreateResult
  /** Somebody else changed the old token since; nothing was made. */
  | { kind: 'changed-elsewhere'; theirs: ApiToken }
  /** The old token is not there any more; nothing was made. */
  | { kind: 'gone' }
  /** Somebody else took the name meanwhile; nothing was made. */
  | { kind: 'name-taken' };

/** Step one: makes the new token. The old one is not touched. The result holds the secret: see createTokenOptions. */
export async function makeSuccessor(
  client: WhmClient,
  { opened, settings }: { opened: ApiToken; settings: TokenSettings },
  creating: Omit<Creating, 'wasFree'>,
): Promise<SuccessorResult> {
  const tokens = await readOrFail(() => readList(client));
  const current = tokens.find(({ name }) => name === opened.name);
  if (current === undefined) return { kind: 'gone' };
  if (differingSettings(current, opened).length > 0) return { kind: 'changed-elsewhere', theirs: current };
  const there = tokens.find(({ name }) => name === settings.name);
  if (there !== undefined) {
    // The name was free before a try whose answer was lost: that try arrived late.
    const isOurs = creating.lostTries.has(there.name) && differingSettings(there, settings).length === 0;
    return isOurs ? { kind: 'secret-lost', token: there } : { kind: 'name-taken' };
  }
  return createToken(client, settings, { ...creating, wasFree: true });
}

export type EndResult =
  | { kind: 'revoked'; warnings: readonly string[] }
  | { kind: 'ends'; written: Written<ApiToken> }
  /** It ends earlier than was asked for, by itself: moving the date would only have it live longer. */
  | { kind: 'ends-earlier'; at: Date }
  /** The date has passed meanwhile; nothing was written. What an update into the past does is not documented. */
  | { kind: 'date-passed' }
  /** The new token is gone: ending the old one would leave nothing that works. Nothing was written. */
  | { kind: 'successor-gone' }
  | Extract<UpdateResult, { kind: 'changed-elsewhere' | 'gone' }>;

/** Step two, once the new secret is in use: ends the old token, now or at an instant. */
export async function endOld(
  client: WhmClient,
  { old, successor, end, now }: { old: ApiToken; successor: ApiToken; end: OldEnd; now: Date },
): Promise<EndResult> {
  const tokens = await readOrFail(() => readList(client));
  if (!tokens.some((token) => isSame(token, successor))) return { kind: 'successor-gone' };
  const current = tokens.find(({ name }) => name === old.name);
  // A token that was made anew under this name belongs to somebody.
  if (current === undefined || !isSame(current, old)) return { kind: 'gone' };
  if (end.kind === 'now') return { kind: 'revoked', warnings: await revokeToken(client, old.name) };
  if (current.expiresAt !== null && current.expiresAt <= end.at) {
    return { kind: 'ends-earlier', at: current.expiresAt };
  }
  if (end.at <= now) return { kind: 'date-passed' };
  const settings = settingsOf(old, { expiresAt: end.at });
  const result = await updateToken(client, { opened: old, settings }, async () => tokens);
  return result.kind === 'updated' ? { kind: 'ends', written: result.written } : result;
}

export type NameResult = UpdateResult | { kind: 'old-still-there' };

/** Step three, once the old token is gone: gives the new one its name, and changes nothing else. */
export async function takeOldName(
  client: WhmClient,
  { successor, oldName }: { successor: ApiToken; oldName: string },
): Promise<NameResult> {
  const tokens = await readOrFail(() => readList(client));
  if (tokens.some(({ name }) => name === oldName)) return { kind: 'old-still-there' };
  const settings = settingsOf(successor, { name: oldName });
  return updateToken(client, { opened: successor, settings }, async () => tokens);
}

/** The same token, whatever was changed of it: names are given again, the second of its making is not. */
function isSame(a: ApiToken, b: ApiToken): boolean {
  const seconds = ({ createdAt }: ApiToken) => Math.floor(createdAt.getTime() / 1000);
  return a.name === b.name && seconds(a) === seconds(b);
}
