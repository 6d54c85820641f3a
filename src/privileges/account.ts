import { type AccountPrivileges, EVERYTHING } from '../whm/model.ts';
import { initialPrivilegeNames } from './known.ts';

/** What the account may do; null while the server has not said. Then nothing is said to be missing. */
export type KnownAccount = AccountPrivileges | null;

/** Whether the account may hand everything on: `all` outranks every other answer. */
export function isRootLevel(account: AccountPrivileges): boolean {
  return account.granted.includes(EVERYTHING);
}

/** Whether the account may give this privilege to a token. */
export function canGrant(account: KnownAccount, name: string): boolean {
  return account === null || isRootLevel(account) || account.granted.includes(name);
}

/** Whether the server said in so many words that the account does not have it. */
export function isDenied(account: KnownAccount, name: string): boolean {
  return account !== null && !isRootLevel(account) && account.denied.includes(name);
}

/**
 * Initial Privileges that the account is explicitly said not to have. One that the answer does not mention
 * proves nothing. WHM hides its token table from such an account (Manage API Tokens in WHM).
 */
export function missingInitialPrivileges(account: KnownAccount): readonly string[] {
  return initialPrivilegeNames.filter((name) => isDenied(account, name));
}
