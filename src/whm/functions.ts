/**
 * The one list of WHM API 1 functions this product calls. The client, the gateway's allowlist and the
 * simulated WHM all derive from it.
 *
 * `parameters` names what may be sent: `one` value, or `many` (repeated by number: `acl-0`, `acl-1`).
 * Source: api.docs.cpanel.net, /openapi/whm/operation/<function>/.
 */
export const whmFunctions = {
  api_token_create: {
    effect: 'write',
    parameters: { token_name: 'one', acl: 'many', expires_at: 'one', whitelist_ip: 'many' },
  },
  api_token_list: { effect: 'read', parameters: {} },
  api_token_update: {
    effect: 'write',
    parameters: { token_name: 'one', new_name: 'one', acl: 'many', expires_at: 'one', whitelist_ip: 'many' },
  },
  api_token_revoke: { effect: 'write', parameters: { token_name: 'many' } },
  api_token_get_details: { effect: 'read', parameters: { token: 'one' } },
  myprivs: { effect: 'read', parameters: {} },
  version: { effect: 'read', parameters: {} },
  gethostname: { effect: 'read', parameters: {} },
  // Asked for a side field only: the caller's address, which no function of its own tells.
  read_cphulk_records: { effect: 'read', parameters: { list_name: 'one', skip_enabled_check: 'one' } },
} as const satisfies Record<string, FunctionRules>;

type FunctionRules = {
  effect: 'read' | 'write';
  parameters: Readonly<Record<string, 'one' | 'many'>>;
};

export type WhmFunction = keyof typeof whmFunctions;

export function isWhmFunction(name: string): name is WhmFunction {
  return Object.hasOwn(whmFunctions, name);
}

/** Widened view of one entry, for code that looks parameters up by a name it was given. */
export function rulesOf(name: WhmFunction): FunctionRules {
  return whmFunctions[name];
}

/** How long to wait for an answer, in milliseconds: some WHM writes are slow (observed: 53 s). */
export function timeLimitMs(name: WhmFunction): number {
  return rulesOf(name).effect === 'read' ? 30_000 : 60_000;
}
