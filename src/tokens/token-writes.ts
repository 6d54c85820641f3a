// Fetched together with the dialogs, so that no write waits for its own code, or is lost with it.
import '../whm/writes.ts';
import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import type { WhmClient, Written } from '../whm/client.ts';
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
  readonly outcome: 'did-not-happen' | 'unknown';

  constructor(whmError: WhmError, outcome: WriteFailure['outcome']) {
    super(whmError.message, { cause: whmError });
    this.whmError = whmError;
    this.outcome = outcome;
  }
}

/**
 * Runs a write. When its answer is lost, the write may have happened all the same (WHM has no way to ask):
 * the list is read again and `findIn` looks for its effect. What fits neither is not guessed at.
 */
async function settleWrite<T extends object>(
  client: WhmClient,
  write: () => Promise<T>,
  findIn: (tokens: readonly ApiToken[]) => T | WriteFailure['outcome'],
): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof WhmError)) throw error;
    if (!error.outcomeUnknown) throw new WriteFailure(error, 'did-not-happen');
    const tokens = await client.listTokens().then(
      (answer) => answer.value,
      () => null,
    );
    if (tokens === null) throw new WriteFailure(error, 'unknown');
    const found = findIn(tokens);
    if (found === 'did-not-happen' || found === 'unknown') throw new WriteFailure(error, found);
    return found;
  }
}

export type CreateResult =
  | { kind: 'created'; created: Written<CreatedToken> }
  /** It exists, but the answer that held its secret was lost. */
  | { kind: 'secret-lost'; token: ApiToken };

/**
 * Makes a token. The list is not refreshed here: it shows the token once the person has saved the secret.
 * The result holds that secret: `gcTime: 0`, and the caller resets the mutation once it has taken it.
 */
export function createTokenOptions(client: WhmClient) {
  return mutationOptions({
    gcTime: 0,
    mutationFn: (settings: TokenSettings) =>
      settleWrite<CreateResult>(
        client,
        async () => ({ kind: 'created', created: await client.createToken(settings) }),
        (tokens) => {
          const token = tokens.find((candidate) => candidate.name === settings.name);
          if (token === undefined) return 'did-not-happen';
          // Somebody else's token of that name must not be offered for revoking.
          return differingSettings(token, settings).length > 0 ? 'unknown' : { kind: 'secret-lost', token };
        },
      ),
  });
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

/**
 * Changes a token. WHM has no version to compare, so the token is read right before the write, and the
 * write is not made when it is no longer what the person saw.
 */
export function updateTokenOptions(client: WhmClient, queryClient: QueryClient) {
  return mutationOptions({
    mutationFn: async ({ opened, settings }: UpdateRequest): Promise<UpdateResult> => {
      const current = await client.listTokens().then(
        (answer) => answer.value.find((token) => token.name === opened.name),
        (error) => {
          throw error instanceof WhmError ? new WriteFailure(error, 'did-not-happen') : error;
        },
      );
      if (current === undefined) return { kind: 'gone' };
      if (differingSettings(current, opened).length > 0)
        return { kind: 'changed-elsewhere', theirs: current };
      return settleWrite<UpdateResult>(
        client,
        async () => ({ kind: 'updated', written: await client.updateToken(opened.name, settings) }),
        (tokens) => {
          const token = tokens.find((candidate) => candidate.name === settings.name);
          if (token === undefined || differingSettings(token, settings).length > 0) {
            const asBefore = tokens.some((candidate) => differingSettings(candidate, opened).length === 0);
            return asBefore ? 'did-not-happen' : 'unknown';
          }
          return {
            kind: 'updated',
            written: { value: token, warnings: [], serverTime: null, differences: [] },
          };
        },
      );
    },
    onSettled: () => refreshTokens(queryClient),
  });
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
    (tokens) => (tokens.some((token) => token.name === name) ? 'did-not-happen' : []),
  );
}
