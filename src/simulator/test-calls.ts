import type { JsonObject } from './envelopes.ts';
import { createSimulator, type Simulator, type SimulatorOptions } from './simulator.ts';

/** Shared by the tests of this folder: a simulator on a fixed clock, and calls to it. */
export const testNowMs = Date.UTC(2026, 10, 22, 16, 42, 7);
export const testNow = testNowMs / 1000;

export function startSimulator(options: SimulatorOptions = {}): Simulator {
  return createSimulator({ now: () => testNowMs, ...options });
}

export type Sent = readonly (readonly [name: string, value: string])[];

export type AskOptions = {
  authorization?: string;
  address?: string;
  signal?: AbortSignal;
};

/** POST form with api.version=1, signed in as the scenario's own credential unless told otherwise. */
export function ask(
  simulator: Simulator,
  functionName: string,
  sent: Sent = [],
  { authorization, address, signal }: AskOptions = {},
): Promise<Response> {
  const { user, secret } = simulator.credential;
  const request = new Request(`https://whm.example.com:2087/json-api/${functionName}`, {
    method: 'POST',
    headers: { authorization: authorization ?? `whm ${user}:${secret}` },
    body: new URLSearchParams([['api.version', '1'], ...sent.map(([name, value]) => [name, value])]),
    ...(signal === undefined ? {} : { signal }),
  });
  return simulator.handle(request, address === undefined ? undefined : { address });
}

export type Envelope = {
  metadata: { command: string; reason: string; result: number; version: number };
  data?: JsonObject;
};

export async function askJson(...call: Parameters<typeof ask>): Promise<Envelope> {
  const response = await ask(...call);
  return response.json();
}

/** Creates a token and gives its `Authorization` header. */
export async function createToken(
  simulator: Simulator,
  sent: Sent,
  options: AskOptions = {},
): Promise<{ secret: string; authorization: string }> {
  const { data, metadata } = await askJson(simulator, 'api_token_create', sent, options);
  if (typeof data?.token !== 'string') throw new Error(`No token was created: ${metadata.reason}`);
  return { secret: data.token, authorization: `whm ${simulator.credential.user}:${data.token}` };
}

export const forbiddenBody = {
  cpanelresult: {
    apiversion: '2',
    error: 'Access denied',
    data: { reason: 'Access denied', result: '0' },
    type: 'text',
  },
};

/** What is stored of a token, by the signed-in user's name for it. */
export function stored(simulator: Simulator, name: string) {
  return simulator.tokensOf(simulator.credential.user).find((token) => token.name === name);
}

/** `name-0`, `name-1`… */
export function numbered(name: string, values: readonly string[], from = 0): Sent {
  return values.map((value, index) => [`${name}-${index + from}`, value]);
}
