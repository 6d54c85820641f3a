import { type ScenarioName, seedOf } from './scenarios.ts';
import { sha256 } from './sha256.ts';
import type { Account, StoredToken } from './state.ts';

export type SimulatorState = {
  accounts: ReadonlyMap<string, Account>;
  credentialUser: string;
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
    const password = user === 'root' ? rootPassword : resellerPassword;
    const stored = seeded.map((token): [string, StoredToken] => [
      token.name,
      { ...token, secretHash: token.name === passwordToken ? sha256(password) : null },
    ]);
    const passwordIsToken = passwordToken !== null;
    accounts.set(user, { user, privileges, tokens: new Map(stored), password, passwordIsToken });
  }
  return { accounts, credentialUser: seed.credentialUser };
}
