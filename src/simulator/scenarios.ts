import { generatedTokens } from './generated-tokens.ts';
import { initialAcls } from './privilege-names.ts';
import { resellerOwnTokens, resellerTokens, rootTokens } from './seed-tokens.ts';
import { createServerCalendar, type ServerCalendar } from './server-time.ts';
import { everything, type SimulatedToken } from './state.ts';

export type ScenarioName = 'typical' | 'reseller' | 'limited' | 'denied' | 'empty';

export const scenarioNames: readonly ScenarioName[] = ['typical', 'reseller', 'limited', 'denied', 'empty'];

export type SeedAccount = {
  user: string;
  privileges: readonly string[];
  tokens: readonly SimulatedToken[];
  /** Name of the token whose secret is the account's password; `null`: the password is no token. */
  passwordToken: string | null;
};

export type Seed = { accounts: readonly SeedAccount[]; credentialUser: 'root' | 'acme' };

/** Everything is relative to the clock, so that a demo does not age. `nowMs` in milliseconds. */
export function seedOf(choice: { scenario: ScenarioName } | { tokens: number }, nowMs: number): Seed {
  const calendar = createServerCalendar(nowMs);
  if ('tokens' in choice) {
    const root = { ...emptyRoot, tokens: generatedTokens(choice.tokens, calendar) };
    return { accounts: [root, emptyReseller], credentialUser: 'root' };
  }
  return scenarios[choice.scenario](calendar);
}

/** The reseller `acme`: all Initial Privileges, part of the others, and one of a third party. */
const resellerAcls: readonly string[] = [
  ...initialAcls,
  ...['list-accts', 'show-bandwidth', 'create-acct', 'suspend-acct', 'upgrade-account', 'kill-acct'],
  ...['ssl', 'ssl-gencrt', 'edit-mx', 'passwd', 'create-dns', 'park-dns', 'edit-dns', 'add-pkg', 'edit-pkg'],
  ...['mailcheck', 'allow-addoncreate', 'allow-parkedcreate', 'add-pkg-ip'],
  'software-JetBackup5',
];

const withheldFromLimited: ReadonlySet<string> = new Set([
  ...['manage-oidc', 'digest-auth', 'cors-proxy-get', 'track-email'],
  // Not granted either, and `myprivs` does not mention them at all.
  ...['connected-applications', 'public-contact'],
  // A token made before still holds this one.
  'kill-acct',
]);

const emptyRoot: SeedAccount = { user: 'root', privileges: [everything], tokens: [], passwordToken: null };
const emptyReseller: SeedAccount = {
  user: 'acme',
  privileges: resellerAcls,
  tokens: [],
  passwordToken: null,
};

const scenarios: Readonly<Record<ScenarioName, (calendar: ServerCalendar) => Seed>> = {
  typical: (calendar) => ({
    accounts: [
      { ...emptyRoot, tokens: rootTokens(calendar), passwordToken: 'whm-dashboard' },
      { ...emptyReseller, tokens: resellerOwnTokens(calendar) },
    ],
    credentialUser: 'root',
  }),
  reseller: (calendar) => ({
    accounts: [
      emptyRoot,
      { ...emptyReseller, tokens: resellerTokens(calendar, resellerAcls), passwordToken: 'whm-dashboard' },
    ],
    credentialUser: 'acme',
  }),
  limited: (calendar) => ({
    accounts: [
      emptyRoot,
      {
        ...emptyReseller,
        privileges: resellerAcls.filter((acl) => !withheldFromLimited.has(acl)),
        tokens: resellerOwnTokens(calendar),
      },
    ],
    credentialUser: 'acme',
  }),
  denied: (calendar) => ({
    accounts: [
      emptyRoot,
      {
        ...emptyReseller,
        privileges: resellerAcls.filter((acl) => acl !== 'manage-api-tokens'),
        tokens: resellerOwnTokens(calendar),
      },
    ],
    credentialUser: 'acme',
  }),
  empty: () => ({ accounts: [emptyRoot, emptyReseller], credentialUser: 'root' }),
};
