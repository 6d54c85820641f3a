// Fetched together with the dialogs, so that no write waits for its own code, or is lost with it.
import '../whm/writes.ts';
import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { Answer, WhmClient, Written } from '../whm/client.ts';
import { differingSettings } from '../whm/differences.ts';
import { WhmError } from '../whm/errors.ts';
import type { ApiToken, CreatedToken, TokenSettings } from '../whm/model.ts';
import { refreshTokens } from './token-queries.ts';

/**
 * A write that failed, and what a look at the list says about it. `happened` is never thrown for: what
 * can be told apart from success is success.
 */
export class WriteFailure extends Error {
  readonly whmError: WhmError;
  /** `not-seen`: its answer was lost, and the list read after it does not show it; it may still arrive. */
  readonly outcome: 'did-not-happen' | 'not-seen' | 'unknown';
  /** When that list was read, by the server's clock; null where there was none, or it did not tell. */
  readonly readAt: Date | null;

  constructor(whmError: WhmError, outcome: WriteFailure['outcome'], readAt: Date | null = null) {
    super(whmError.message, { cause: whmError });
    this.whmError = whmError;
    this.outcome = outcome;
    this.readAt = readAt;
  }
}

type List = Answer<readonly ApiToken[]>;

/**
 * Runs a write. When its answer is lost, the write may have happened all the same (WHM has no way to ask):
 * the list is read again and `findIn` looks for its effect. What fits neither is not guessed at.
 */
async function settleWrite<T extends object>(
  client: WhmClient,
  write: () => Promise<T>,
  findIn: (list: List) => T | 'not-seen' | 'unknown',
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof WhmError)) throw error;
    if (!error.outcomeUnknown) throw new WriteFailure(error, 'did-not-happen');
    const list = await client.listTokens().catch(() => null);
    if (list === null) throw new WriteFailure(error, 'unknown');
    const found = findIn(list);
    if (found === 'not-seen' || found === 'unknown') throw new WriteFailure(error, found, list.serverTime);
    return found;
  }
}

export type CreateResult =
  | { kind: 'created'; created: Written<CreatedToken> }
  /** It exists, but the answer that held its secret was lost. */
  | { kind: 'secret-lost'; token: ApiToken };

export type Creating = {
  /** This browser's clock, in milliseconds since the epoch. */
  clock: () => number;
  /** By name: when the first try was sent whose answer was lost. One per form; it is written to. */
  lostTries: Map<string, number>;
  /** The list, read right before, has no token of this name. */
  wasFree?: boolean;
};

/**
 * Makes a token. While its secret is shown, the list is not refreshed: it shows the token once that was saved.
 * The result holds the secret: `gcTime: 0`, and the caller resets the mutation once it has taken it.
 */
export function createTokenOptions(client: WhmClient, queryClient: QueryClient, creating: Creating) {
  return mutationOptions({
    gcTime: 0,
    mutationFn: (settings: TokenSettings) => createToken(client, settings, creating),
    onSuccess: ({ kind }) => {
      if (kind === 'secret-lost') void refreshTokens(queryClient);
    },
    onError: (error) => refreshIfOpen(queryClient, error),
  });
}

/** After a write that may have happened; a refusal is not followed by more calls that may be refused too. */
export function refreshIfOpen(queryClient: QueryClient, error: Error): void {
  if (error instanceof WriteFailure && error.outcome !== 'did-not-happen') void refreshTokens(queryClient);
}

export async function createToken(
  client: WhmClient,
  settings: TokenSettings,
  { clock, lostTries, wasFree = false }: Creating,
): Promise<CreateResult> {
  const { name } = settings;
  const earlier = lostTries.get(name);
  const sentAt = earlier ?? clock();
  // Somebody else's token of that name, of the same settings even, must not be offered for revoking.
  const isOurs = (token: ApiToken, list: List) =>
    differingSettings(token, settings).length === 0 && (wasFree || isSince(sentAt, token, list, clock()));
  const lost = (token: ApiToken): CreateResult => {
    lostTries.delete(name);
    return { kind: 'secret-lost', token };
  };
  return settleWrite<CreateResult>(
    client,
    async () => {
      try {
        return { kind: 'created', created: await client.createToken(settings) };
      } catch (error) {
        if (error instanceof WhmError && error.outcomeUnknown) lostTries.set(name, sentAt);
        // Perhaps for the name, which the first try has taken: it arrived late.
        const isRefused = error instanceof WhmError && error.kind === 'refused';
        const list = isRefused && earlier !== undefined ? await client.listTokens().catch(() => null) : null;
        const token = list?.value.find((candidate) => candidate.name === name);
        if (list && token && isOurs(token, list)) return lost(token);
        throw error;
      }
    },
    (list) => {
      const token = list.value.find((candidate) => candidate.name === name);
      if (token === undefined) return 'not-seen';
      return isOurs(token, list) ? lost(token) : 'unknown';
    },
  );
}

/**
 * Whether a token of this list, read at `readAt`, was made at `sentAt` or later, both by this browser's clock; in
 * whole seconds, as the server tells its time and theirs. Unknown, and so no, where it does not tell its time.
 */
function isSince(sentAt: number, token: ApiToken, { serverTime }: List, readAt: number): boolean {
  if (serverTime === null) return false;
  const sentThere = serverTime.getTime() - (readAt - sentAt);
  return token.createdAt.getTime() >= Math.floor(sentThere / 1000) * 1000;
}

export type UpdateRequest = {
  /** The token as it was when the form opened, or as the person has since been shown it. */
  opened: ApiToken;
  settings: TokenSettings;
};

export type UpdateResult =
  | { kind: 'updated'; written: Written<ApiToken> }
  /** Somebody else changed it since; nothing was written. */
  | { kind: 'changed-elsewhere'; theirs: ApiToken }
  /** It is not there any more; nothing was written. */
  | { kind: 'gone' };

export function updateTokenOptions(client: WhmClient, queryClient: QueryClient) {
  return mutationOptions({
    mutationFn: (request: UpdateRequest) => updateToken(client, request),
    onSettled: () => refreshTokens(queryClient),
  });
}

/**
 * Changes a token. WHM has no version to compare, so the token is read right before the write, and the
 * write is not made when it is no longer what the person saw. `read` gives the list in place of a call.
 */
export async function updateToken(
  client: WhmClient,
  { opened, settings }: UpdateRequest,
  read: ReadList = () => readList(client),
): Promise<UpdateResult> {
  const current = (await readOrFail(read)).find((token) => token.name === opened.name);
  if (current === undefined) return { kind: 'gone' };
  if (differingSettings(current, opened).length > 0) return { kind: 'changed-elsewhere', theirs: current };
  return settleWrite<UpdateResult>(
    client,
    async () => ({ kind: 'updated', written: await client.updateToken(opened.name, settings) }),
    ({ value: tokens }) => {
      const token = tokens.find((candidate) => candidate.name === settings.name);
      if (token === undefined || differingSettings(token, settings).length > 0) {
        const asBefore = tokens.some((candidate) => differingSettings(candidate, opened).length === 0);
        return asBefore ? 'not-seen' : 'unknown';
      }
      return {
        kind: 'updated',
        written: { value: token, warnings: [], serverTime: null, differences: [] },
      };
    },
  );
}

export type ReadList = () => Promise<readonly ApiToken[]>;

export async function readList(client: WhmClient): Promise<readonly ApiToken[]> {
  return (await client.listTokens()).value;
}

/** Reads before a write: when that fails, nothing was written. */
export async function readOrFail(read: ReadList): Promise<readonly ApiToken[]> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof WhmError ? new WriteFailure(error, 'did-not-happen') : error;
  }
}

/** Revokes one token. Success when it is gone, also when the answer was lost. */
export function revokeTokenOptions(client: WhmClient, queryClient: QueryClient) {
  return mutationOptions({
    mutationFn: (name: string) => revokeToken(client, name),
    onSettled: () => refreshTokens(queryClient),
  });
}

export async function revokeToken(client: WhmClient, name: string): Promise<readonly string[]> {
  return settleWrite(
    client,
    async () => (await client.revokeToken(name)).warnings,
    ({ value: tokens }) => (tokens.some((token) => token.name === name) ? 'not-seen' : []),
  );
}
