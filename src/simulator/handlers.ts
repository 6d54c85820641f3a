import type { WhmFunction } from '../whm/functions.ts';
import { parseAddressRange } from './addresses.ts';
import { type JsonObject, quote, Refusal, succeeded } from './envelopes.ts';
import { expiryOf, manyValues, oneValue, type Parameter } from './parameters.ts';
import { catalogueAcls, installedAcls, isPrivilegeName, unreportedAcls } from './privilege-names.ts';
import { sha256 } from './sha256.ts';
import {
  type Account,
  accountHolds,
  createSecret,
  everything,
  type Handler,
  type SimulatedToken,
  type StoredToken,
  tokenPasses,
} from './state.ts';

export const simulatedHostname = 'whm.example.com';
export const simulatedVersion = '11.138.0.10';

/** Documented limits: docs.cpanel.net, "Manage API Tokens in WHM". */
const maximumNameLength = 50;
const maximumAddresses = 100;

/** The functions; each is documented at api.docs.cpanel.net, /openapi/whm/operation/<function>/. */
export const handlers = {
  api_token_create: ({ parameters, caller, now, randomBytes }) => {
    const secret = createSecret(randomBytes);
    // Hashed before anything is checked: from the check for a duplicate to the write nothing may come between.
    const secretHash = sha256(secret);
    const { account } = caller;
    const name = requiredName(parameters);
    checkNewName(account, name);
    const token: StoredToken = {
      name,
      acls: aclsOf(parameters, account),
      createTime: now,
      expiresAt: expiryOf(parameters),
      whitelistIps: addressesOf(manyValues(parameters, 'whitelist_ip')),
      secretHash,
    };
    account.tokens.set(name, token);
    return succeeded({ ...settingsOf(token), token: secret });
  },

  api_token_list: ({ caller }) =>
    // fromEntries, not assignment: a token may be called `__proto__`.
    succeeded({
      tokens: Object.fromEntries(
        [...caller.account.tokens].map(([name, token]) => [name, listedToken(token)]),
      ),
    }),

  api_token_update: ({ parameters, caller }) => {
    const { account } = caller;
    const name = requiredName(parameters);
    const token = account.tokens.get(name);
    if (token === undefined) throw new Refusal(unknownToken(name));
    const newName = oneValue(parameters, 'new_name') ?? name;
    if (newName !== name) checkNewName(account, newName);
    const addresses = manyValues(parameters, 'whitelist_ip');
    const updated: StoredToken = {
      ...token,
      name: newName,
      // A full replacement: what is left out is granted, made endless and opened to every address. For
      // `whitelist_ip` the page contradicts itself; this is the reading that makes a careless client visible.
      acls: aclsOf(parameters, account),
      expiresAt: expiryOf(parameters),
      whitelistIps: addresses.length === 1 && addresses[0] === 'any' ? [] : addressesOf(addresses),
    };
    if (newName !== name) account.tokens.delete(name);
    account.tokens.set(newName, updated);
    return succeeded(settingsOf(updated));
  },

  api_token_revoke: ({ parameters, caller }) => {
    const { tokens } = caller.account;
    const names = manyValues(parameters, 'token_name');
    if (names.length === 0) throw new Refusal(missingName);
    const unknown = names.find((name) => !tokens.has(name));
    if (unknown !== undefined) throw new Refusal(unknownToken(unknown));
    for (const name of names) tokens.delete(name);
    return succeeded();
  },

  api_token_get_details: ({ parameters, caller }) => {
    const secret = oneValue(parameters, 'token');
    if (secret === undefined || secret === '') throw new Refusal('The parameter “token” is required.');
    const hash = sha256(secret);
    const token = [...caller.account.tokens.values()].find(({ secretHash }) => secretHash === hash);
    return token === undefined ? succeeded() : succeeded(settingsOf(token));
  },

  myprivs: ({ caller: { account, token } }) => {
    const isRoot = account.privileges.includes(everything);
    const known = [...new Set([...catalogueAcls, ...installedAcls, ...account.privileges])];
    const flags = known.flatMap((acl): [string, 1 | 0 | '1'][] => {
      const held = accountHolds(account, acl) && tokenPasses(token, acl);
      if (!held && unreportedAcls.has(acl)) return [];
      // Observed: granted is the number 1 for root and the string "1" for a reseller.
      return [[acl, held ? (isRoot ? 1 : '1') : 0]];
    });
    // Documented: a list that holds one object.
    return succeeded({ privileges: [Object.fromEntries(flags)] });
  },

  version: () => succeeded({ version: simulatedVersion }),
  gethostname: () => succeeded({ hostname: simulatedHostname }),
  /** Only the side field that tells the caller's address; this server keeps no records. */
  read_cphulk_records: ({ caller }) =>
    succeeded({ ips_in_list: {}, requester_ip: caller.address, requester_ip_is_whitelisted: 0 }),
  applist: () => succeeded({ app: functionNames() }),
} as const satisfies Record<SimulatedFunction, Handler>;

export type SimulatedFunction = WhmFunction | 'applist';

export function isSimulatedFunction(name: string): name is SimulatedFunction {
  return Object.hasOwn(handlers, name);
}

function functionNames(): string[] {
  return Object.keys(handlers);
}

type Rule = {
  /** Privilege that the account and the token must both have. */
  acl?: string;
  /** Privilege that a restricted token must have, though the account need not. */
  tokenAcl?: string;
};

const manageTokens: Rule = { acl: 'manage-api-tokens' };

/** What each function asks of its caller beyond a valid credential. */
export const rules: Readonly<Record<SimulatedFunction, Rule>> = {
  api_token_create: manageTokens,
  api_token_list: manageTokens,
  api_token_update: manageTokens,
  api_token_revoke: manageTokens,
  api_token_get_details: manageTokens,
  myprivs: {},
  // Observed: a restricted token can be refused `version`.
  version: { tokenAcl: 'basic-system-info' },
  gethostname: {},
  // Not documented for others than root.
  read_cphulk_records: { acl: everything, tokenAcl: everything },
  applist: {},
};

const missingName = 'The parameter “token_name” is required.';

function unknownToken(name: string): string {
  return `There is no API token named ${quote(name)}.`;
}

function requiredName(parameters: readonly Parameter[]): string {
  const name = oneValue(parameters, 'token_name');
  if (name === undefined || name === '') throw new Refusal(missingName);
  return name;
}

/** Only names that are given anew: a listed name may be older than the rule. */
function checkNewName(account: Account, name: string): void {
  if (!/^[A-Za-z0-9_-]+$/.test(name)) {
    throw new Refusal(
      `${quote(name)} is not a valid API token name: use the letters A to Z and a to z, digits, dashes and underscores.`,
    );
  }
  if (name.length > maximumNameLength) {
    throw new Refusal(`An API token name has ${maximumNameLength} characters at most, not ${name.length}.`);
  }
  // The fragment "A conflicting API token … already exists" is all that is public of WHM's sentence.
  if (account.tokens.has(name))
    throw new Refusal(`A conflicting API token named ${quote(name)} already exists.`);
}

/**
 * None sent: everything that the *account* has. Not the token's share of it: a token that may manage
 * tokens can make a wider one, which is why WHM warns about that privilege.
 */
function aclsOf(parameters: readonly Parameter[], account: Account): readonly string[] {
  const acls = manyValues(parameters, 'acl');
  if (acls.length === 0) return [...account.privileges];
  for (const acl of acls) {
    if (!accountHolds(account, acl)) throw new Refusal(`You do not have the privilege ${quote(acl)}.`);
    if (!isPrivilegeName(acl)) throw new Refusal(`There is no privilege named ${quote(acl)}.`);
  }
  return acls;
}

function addressesOf(values: readonly string[]): readonly string[] {
  const addresses = new Set<string>();
  for (const value of values) {
    const range = parseAddressRange(value);
    if (range === null) throw new Refusal(`${quote(value)} is not a valid IP address or CIDR range.`);
    addresses.add(range.text);
  }
  if (addresses.size > maximumAddresses) {
    throw new Refusal(
      `An API token can have ${maximumAddresses} IP addresses and ranges at most, not ${addresses.size}.`,
    );
  }
  return [...addresses];
}

/** As create, update and get_details answer: `acls` is a list of names. */
function settingsOf(token: SimulatedToken): JsonObject {
  return { ...commonFields(token), acls: token.acls };
}

/** As the list answers: `acls` is an object of 0 and 1, the ungranted ones named too. */
function listedToken(token: SimulatedToken): JsonObject {
  const acls = { ...nothingGranted, ...Object.fromEntries(token.acls.map((acl) => [acl, 1])) };
  return { ...commonFields(token), acls };
}

const nothingGranted: JsonObject = Object.fromEntries(catalogueAcls.map((acl) => [acl, 0]));

function commonFields(token: SimulatedToken): JsonObject {
  return {
    name: token.name,
    create_time: token.createTime,
    expires_at: token.expiresAt,
    whitelist_ips: token.whitelistIps.length === 0 ? null : token.whitelistIps,
  };
}
