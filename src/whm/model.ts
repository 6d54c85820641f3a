/**
 * Everything that an update replaces. No field is optional, on purpose: WHM reads a missing privilege
 * list as "grant all", a missing expiry as "never" and a missing address list as "any address".
 */
export type TokenSettings = {
  name: string;
  /** Names of granted privileges; `['all']` is everything. Never empty when sent. */
  privileges: readonly string[];
  /** `null`: the token never expires. */
  expiresAt: Date | null;
  /** Addresses and CIDR ranges the token works from; empty: any address. */
  allowlist: readonly string[];
};

export type ApiToken = TokenSettings & { createdAt: Date };

export type CreatedToken = ApiToken & { secret: string };

/** What `myprivs` says of the signed-in account. A privilege in neither list was not mentioned. */
export type AccountPrivileges = {
  granted: readonly string[];
  denied: readonly string[];
};

/** Characters, of `A-Z a-z 0-9 _ -` (UAPI/WHM documentation of api_token_create, `token_name`). */
export const MAX_NAME_LENGTH = 50;

/** The privilege that stands for every other one. */
export const EVERYTHING = 'all';
