import { expect } from '@playwright/test';
import type { SimulatedToken, Simulator } from '../src/simulator/simulator.ts';

type WriteName = 'api_token_create' | 'api_token_update' | 'api_token_revoke';

/** What the server received in each call of one function, oldest first; no parameter may come twice. */
export function sentTo(simulator: Simulator, functionName: WriteName): readonly Record<string, string>[] {
  return simulator.calls
    .filter((call) => call.functionName === functionName)
    .map(({ parameters, method }) => {
      expect(method).toBe('POST');
      const sent = Object.fromEntries(parameters);
      expect(Object.keys(sent), `parameters of ${functionName}`).toHaveLength(parameters.length);
      return sent;
    });
}

/** A list as it travels: numbered from 0. */
export function numbered(name: 'acl' | 'whitelist_ip', values: readonly string[]): Record<string, string> {
  return Object.fromEntries(values.map((value, index) => [`${name}-${index}`, value]));
}

/** Unix seconds of an instant, as they travel. */
export function seconds(instant: string): number {
  return Date.parse(instant) / 1000;
}

/** What the server holds under this name; fails when it holds none. */
export function storedToken(simulator: Simulator, name: string, user = 'root'): SimulatedToken {
  const token = simulator.tokensOf(user).find((candidate) => candidate.name === name);
  if (token === undefined) throw new Error(`${user} has no token named ${name}.`);
  return token;
}

export function namesOf(simulator: Simulator, user = 'root'): readonly string[] {
  return simulator.tokensOf(user).map(({ name }) => name);
}
