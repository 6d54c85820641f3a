import { parseAddressRange } from './addresses.ts';
import { authenticate } from './credentials.ts';
import { delay } from './delay.ts';
import {
  type Answer,
  envelope,
  forbiddenResponse,
  jsonResponse,
  Refusal,
  refused,
  textResponse,
} from './envelopes.ts';
import { type FaultEffect, faultEffects, unknownFunction } from './fault-effects.ts';
import { createFaultQueue, type FaultName } from './faults.ts';
import { handlers, isSimulatedFunction, rules, simulatedHostname } from './handlers.ts';
import { oneValue, type Parameter, readParameters } from './parameters.ts';
import type { ScenarioName } from './scenarios.ts';
import { createState } from './seeded-state.ts';
import { serverTimeZone } from './server-time.ts';
import {
  type Account,
  accountHolds,
  type Call,
  type Handler,
  type SimulatedToken,
  tokenPasses,
} from './state.ts';

export { type FaultName, faults } from './faults.ts';
export { type ScenarioName, scenarioNames } from './scenarios.ts';
export type { SimulatedToken } from './state.ts';

export type SimulatorOptions = {
  /** @default 'typical' */
  scenario?: ScenarioName;
  /** So many generated tokens for root, instead of a scenario's. */
  tokens?: number;
  /** The root credential it accepts. @default 'SIMULATEDROOTTOKENOPENSNOTHING00' */
  rootToken?: string;
  /** Delay of every answer. @default 0 */
  latencyMs?: number;
  /** Clock in milliseconds. @default Date.now */
  now?: () => number;
  /** @default crypto.getRandomValues */
  randomBytes?: (length: number) => Uint8Array;
};

/** A call received. Secrets are replaced. */
export type RecordedCall = {
  functionName: string;
  method: string;
  parameters: readonly Parameter[];
  /** The caller's address. */
  caller: string;
};

export type Simulator = {
  /** A FetchHandler; `caller.address` is the caller's IP as the server sees it (default 192.0.2.88). */
  handle: (request: Request, caller?: { address: string }) => Promise<Response>;
  /** Starts over, from the seed given or else the one in use; forgets faults and calls, keeps the delay. */
  reset: (options?: Pick<SimulatorOptions, 'scenario' | 'tokens'>) => void;
  /** The next `times` (default 1) calls of `functionName` (`*`: any) meet this fault. */
  failNext: (functionName: string, fault: FaultName, times?: number) => void;
  setLatency: (ms: number) => void;
  /** What a dashboard should sign in with in this scenario. */
  readonly credential: { user: string; secret: string };
  readonly hostname: string;
  readonly timeZone: string;
  /** For tests: what is stored, without the secrets. */
  tokensOf: (user: string) => readonly SimulatedToken[];
  /** For tests: adds or replaces a token as if somebody else had. A replaced one keeps its secret. */
  put: (user: string, token: SimulatedToken) => void;
  /** For tests: revokes a token as if somebody else had. */
  remove: (user: string, name: string) => void;
  /** Calls received, newest last; the last 500. */
  readonly calls: readonly RecordedCall[];
};

const maximumCalls = 500;
const defaultRootToken = 'SIMULATEDROOTTOKENOPENSNOTHING00';
const defaultCaller = { address: '192.0.2.88' };

export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const now = options.now ?? Date.now;
  const randomBytes = options.randomBytes ?? ((length) => crypto.getRandomValues(new Uint8Array(length)));
  const faults = createFaultQueue();
  const calls: RecordedCall[] = [];
  // Node 20 forgets to tell a request that its caller gave up when nothing else holds it.
  const running = new Set<Request>();
  let latencyMs = options.latencyMs ?? 0;
  let seed: Pick<SimulatorOptions, 'scenario' | 'tokens'> = options;
  let state = createState(seed, now(), options.rootToken ?? defaultRootToken);

  async function handle(request: Request, caller = defaultCaller): Promise<Response> {
    running.add(request);
    const response = await route(request, caller.address).finally(() => running.delete(request));
    response.headers.set('date', new Date(now()).toUTCString());
    return response;
  }

  async function route(request: Request, address: string): Promise<Response> {
    const functionName = functionNameOf(request.url);
    if (functionName === null) return textResponse(404, 'Not Found');
    if (request.method !== 'GET' && request.method !== 'POST') return textResponse(405, 'Method Not Allowed');

    const { parameters, problem } = await readParameters(request);
    record({
      functionName,
      method: request.method,
      parameters: parameters.map(withoutSecret),
      caller: address,
    });
    if (latencyMs > 0) await delay(latencyMs, request.signal);

    const fault = faults.take(functionName);
    const effect: FaultEffect = fault === undefined ? {} : faultEffects[fault];
    const faulted = { functionName, parameters, signal: request.signal, now: seconds() };
    if (effect.instead) return effect.instead(faulted);
    await effect.before?.(faulted);

    const authorization = request.headers.get('authorization');
    const signedIn = authenticate(authorization, state.accounts, address, seconds());
    if (signedIn === null) return forbiddenResponse();

    const answer = run(problem, {
      functionName,
      parameters: effect.parameters?.(faulted) ?? parameters,
      caller: signedIn,
      now: seconds(),
      randomBytes,
    });
    if (answer === 'forbidden') return forbiddenResponse();
    await effect.after?.(faulted);
    return effect.write?.(functionName, answer) ?? jsonResponse(envelope(functionName, answer));
  }

  function seconds(): number {
    return Math.floor(now() / 1000);
  }

  function record(call: RecordedCall): void {
    calls.push(call);
    if (calls.length > maximumCalls) calls.shift();
  }

  function accountOf(user: string): Account {
    const account = state.accounts.get(user);
    if (account === undefined) throw new Error(`The simulated server has no account “${user}”.`);
    return account;
  }

  return {
    handle,
    reset: (next) => {
      seed = next ?? seed;
      state = createState(seed, now(), options.rootToken ?? defaultRootToken);
      faults.clear();
      calls.length = 0;
    },
    failNext: (functionName, fault, times = 1) => faults.add(functionName, fault, times),
    setLatency: (ms) => {
      latencyMs = ms;
    },
    get credential() {
      const { user, password } = accountOf(state.credentialUser);
      return { user, secret: password };
    },
    hostname: simulatedHostname,
    timeZone: serverTimeZone,
    tokensOf: (user) => [...accountOf(user).tokens.values()].map(({ secretHash: _, ...token }) => token),
    put: (user, token) => {
      const { tokens } = accountOf(user);
      const whitelistIps = token.whitelistIps.map((address) => parseAddressRange(address)?.text ?? address);
      const secretHash = tokens.get(token.name)?.secretHash ?? null;
      tokens.set(token.name, { ...token, whitelistIps, secretHash });
    },
    remove: (user, name) => {
      accountOf(user).tokens.delete(name);
    },
    calls,
  };
}

/** `forbidden`: the token may not, though its account may; that is told like a bad credential (observed). */
function run(problem: string | null, call: Call): Answer | 'forbidden' {
  const { functionName, parameters, caller } = call;
  try {
    if (problem !== null) return refused(problem);
    if (oneValue(parameters, 'api.version') !== '1') {
      return refused('The simulated server answers WHM API 1 only: send api.version=1.');
    }
    if (!isSimulatedFunction(functionName)) return refused(unknownFunction(functionName));
    const { acl, tokenAcl } = rules[functionName];
    // Observed: a privilege that the account itself lacks is refused by the function, at HTTP 200.
    if (acl !== undefined && !accountHolds(caller.account, acl)) return refused('Access denied');
    const needed = acl ?? tokenAcl;
    if (needed !== undefined && !tokenPasses(caller.token, needed)) return 'forbidden';
    const handler: Handler = handlers[functionName];
    return handler(call);
  } catch (error) {
    if (error instanceof Refusal) return refused(error.reason);
    throw error;
  }
}

/** Function names are case-sensitive and stand right behind `/json-api/`. */
function functionNameOf(url: string): string | null {
  const encoded = /^\/json-api\/([^/]+)$/.exec(new URL(url).pathname)?.[1];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

function withoutSecret([name, value]: Parameter): Parameter {
  return name === 'token' ? [name, '[secret]'] : [name, value];
}
