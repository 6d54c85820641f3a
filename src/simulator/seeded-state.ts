import { type ScenarioName, seedOf } from './scenarios.ts';
import { type Account, type StoredToken, sha256 } from './state.ts';

export type SimulatorState = {
  accounts: ReadonlyMap<string, Account>;
  credentialUser: string;
  /** Hashing is asynchronous, starting is not: every call waits for this first. */
  ready: Promise<unknown>;
};

const resellerPassword = 'SIMULATEDACMETOKENOPENSNOTHING00';

/** `tokens`, where given, comes before `scenario`. `nowMs` in milliseconds. */
export function createState(
  { scenario = 'typical', tokens }: { scenario?: ScenarioName; tokens?: number },
  nowMs: number,
  rootPassword: string,
): SimulatorState {
  const seed = seedOf(tokens === undefined ? { scenario } : { tokens }, nowMs);
  const accounts = new Map<string, Account>();
  for (const { user, privileges, tokens: seeded, passwordToken } of seed.accounts) {
    const stored = seeded.map((token): [string, StoredToken] => [token.name, { ...token, secretHash: null }]);
    accounts.set(user, {
      user,
      privileges,
      tokens: new Map(stored),
      password: user === 'root' ? rootPassword : resellerPassword,
      passwordIsToken: passwordToken !== null,
    });
  }
  const ready = Promise.all(
    seed.accounts.map(async ({ user, passwordToken }) => {
      const account = accounts.get(user);
      if (account === undefined || passwordToken === null) return;
      const secretHash = await sha256(account.password);
      const token = account.tokens.get(passwordToken);
      if (token !== undefined) account.tokens.set(passwordToken, { ...token, secretHash });
    }),
  );
  return { accounts, credentialUser: seed.credentialUser, ready };
}
