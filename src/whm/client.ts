import { type Connection, callWhm } from './call.ts';
import type { AccountPrivileges, ApiToken, CreatedToken, TokenSettings } from './model.ts';
import { accountPrivilegesAnswer, tokenListAnswer, versionAnswer } from './wire.ts';

export type Answer<T> = {
  value: T;
  /** Sentences the server added to an answer that succeeded (`metadata.output.warnings`/`messages`). */
  warnings: readonly string[];
  /** The server's clock (`Date` header); null when the answer had none. */
  serverTime: Date | null;
};

export type Setting = 'name' | 'privileges' | 'expiresAt' | 'allowlist';

export type Written<T> = Answer<T> & {
  /** Settings whose value in the server's answer is not what was sent. Empty when all agree. */
  differences: readonly Setting[];
};

/**
 * WHM API 1, as far as the tokens of the signed-in account need it.
 *
 * Every method rejects with a `WhmError` and nothing else, but for two cases: the caller's own `signal`
 * comes back as its `AbortError`, and settings that WHM would read as "everything", "never" or "any
 * address" without having been asked to (no privileges, a blank address) are a plain `Error`.
 * Nothing is retried: a refused credential that is tried again feeds the server's brute-force lock.
 */
export type WhmClient = {
  /** All tokens, in no defined order. No secrets: WHM does not keep them. */
  listTokens(signal?: AbortSignal): Promise<Answer<readonly ApiToken[]>>;
  /** The only answer that ever holds the token's secret. */
  createToken(settings: TokenSettings): Promise<Written<CreatedToken>>;
  /** Replaces every setting of `currentName`; sends all of them, always. */
  updateToken(currentName: string, settings: TokenSettings): Promise<Written<ApiToken>>;
  revokeToken(name: string): Promise<Answer<null>>;
  /** Which token a secret belongs to; null: the server does not know it. */
  tokenDetails(secret: string): Promise<Answer<ApiToken | null>>;
  accountPrivileges(signal?: AbortSignal): Promise<Answer<AccountPrivileges>>;
  /** For instance `11.138.0.10`. Restricted tokens may be refused it: never wait for it. */
  version(signal?: AbortSignal): Promise<Answer<string>>;
  hostname(signal?: AbortSignal): Promise<Answer<string>>;
  /** Where the server sees these calls come from; null: it does not say. Mostly refused to all but root. */
  callerAddress(signal?: AbortSignal): Promise<Answer<string | null>>;
  /**
   * Signs in once with this secret, by way of the gateway. Rejects as the server does: `forbidden` when it
   * does not accept the secret from where the gateway runs.
   */
  testToken(secret: string): Promise<Answer<AccountPrivileges>>;
};

/** Code that the first screen does without. */
const rareCalls = () => import('./rare-calls.ts');
const writes = () => import('./writes.ts');

export function createWhmClient(options: Connection): WhmClient {
  if (!URL.canParse(options.baseUrl) || !options.baseUrl.endsWith('/')) {
    throw new Error(`baseUrl must be an absolute URL that ends in a slash, not ${options.baseUrl}`);
  }
  return {
    listTokens: (signal) =>
      callWhm(options, { name: 'api_token_list', parameters: {}, answer: tokenListAnswer, signal }),

    createToken: async (settings) => (await writes()).createToken(options, settings),
    updateToken: async (currentName, settings) =>
      (await writes()).updateToken(options, currentName, settings),
    revokeToken: async (name) => (await writes()).revokeToken(options, name),

    accountPrivileges: (signal) =>
      callWhm(options, { name: 'myprivs', parameters: {}, answer: accountPrivilegesAnswer, signal }),

    version: (signal) => callWhm(options, { name: 'version', parameters: {}, answer: versionAnswer, signal }),

    tokenDetails: async (secret) => (await rareCalls()).tokenDetails(options, secret),
    hostname: async (signal) => (await rareCalls()).hostname(options, signal),
    callerAddress: async (signal) => (await rareCalls()).callerAddress(options, signal),
    testToken: async (secret) => (await rareCalls()).testToken(options, secret),
  };
}
