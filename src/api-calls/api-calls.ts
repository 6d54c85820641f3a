import { type CallParameters, encodeForm } from '../whm/call.ts';
import type { WhmFunction } from '../whm/functions.ts';
import type { TokenSettings } from '../whm/model.ts';
import { encodeCreate, encodeRevoke, encodeUpdate } from '../whm/writes.ts';

/** What a form or a confirmation would do. */
export type Action =
  | { kind: 'create'; settings: TokenSettings }
  | { kind: 'update'; currentName: string; settings: TokenSettings }
  /** None is renamed. */
  | { kind: 'update-many'; settings: readonly TokenSettings[] }
  | { kind: 'revoke'; names: readonly string[] };

/** One call of WHM API 1, with the names and values that travel, in their order; without `api.version`. */
export type ApiCall = {
  name: WhmFunction;
  fields: readonly (readonly [name: string, value: string])[];
};

/**
 * The calls that the client would make, from its own encoders, so that no sample says anything else than
 * what is sent. Throws, as the client does, on settings that must not be sent; the message is a sentence.
 */
export function callsFor(action: Action): readonly ApiCall[] {
  switch (action.kind) {
    case 'create':
      return [call('api_token_create', encodeCreate(named(action.settings)))];
    case 'update':
      return [call('api_token_update', encodeUpdate(action.currentName, named(action.settings)))];
    case 'update-many':
      return action.settings.map((each) => call('api_token_update', encodeUpdate(each.name, named(each))));
    case 'revoke':
      return action.names.map((name) => call('api_token_revoke', encodeRevoke(name)));
  }
}

function named(settings: TokenSettings): TokenSettings {
  if (settings.name.trim() === '') throw new Error('A token without a name must not be sent.');
  return settings;
}

function call<F extends WhmFunction>(name: F, parameters: CallParameters<F>): ApiCall {
  return { name, fields: [...encodeForm(parameters)].filter(([field]) => field !== 'api.version') };
}
