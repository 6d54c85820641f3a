import { createSimulator, type Simulator } from '../simulator/simulator.ts';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import type { Config, SimulatorSettings, WhmSettings } from './config.ts';
import { createGateway, type GatewayOptions } from './gateway.ts';
import { Secret } from './secret.ts';
import { createUpstream } from './upstream.ts';

/** A WHM, real or simulated, ready to be put behind a gateway. */
export type Connection = {
  /** The gateway for a server that is known by these Host values. */
  gateway: (allowedHosts: readonly string[]) => FetchHandler;
  /** What it is connected to, for the person who starts it. */
  summary: string;
  /** To be said out loud at the start. */
  warnings: readonly string[];
  /** null: a real WHM. */
  simulator: Simulator | null;
  close: () => Promise<void>;
};

export function connect(config: Config): Connection {
  return config.whm === null
    ? connectToSimulator(simulatorFrom(config.simulator))
    : connectToServer(config.whm);
}

export function connectToSimulator(simulator: Simulator): Connection {
  const { user, secret } = simulator.credential;
  const options = {
    upstream: (request: Request) => simulator.handle(request, { address: '127.0.0.1' }),
    upstreamUrl: `https://${simulator.hostname}:2087`,
    credential: { user, token: new Secret(secret) },
    about: {
      simulated: true,
      server: simulator.hostname,
      user,
      timeZone: simulator.timeZone,
      insecureTls: false,
    },
  } satisfies Omit<GatewayOptions, 'allowedHosts'>;
  return {
    gateway: (allowedHosts) => createGateway({ ...options, allowedHosts }),
    summary: `a simulated WHM (${simulator.hostname}, user ${user}); nothing is real`,
    warnings: [],
    simulator,
    close: async () => {},
  };
}

function connectToServer({ url, user, token, trust, timeZone }: WhmSettings): Connection {
  const upstream = createUpstream(trust);
  const server = url.port === '2087' ? url.hostname : url.host;
  const insecureTls = trust.kind === 'insecure';
  const options = {
    upstream: upstream.handle,
    upstreamUrl: url.origin,
    credential: { user, token },
    about: { simulated: false, server, user, timeZone, insecureTls },
  } satisfies Omit<GatewayOptions, 'allowedHosts'>;
  return {
    gateway: (allowedHosts) => createGateway({ ...options, allowedHosts }),
    summary: `${server} as ${user}`,
    warnings: insecureTls
      ? [
          `WHM_INSECURE_TLS=1: the certificate of ${server} is NOT CHECKED.`,
          'Anybody on the network path can read and take over the credential. Use WHM_FINGERPRINT instead.',
        ]
      : [],
    simulator: null,
    close: upstream.close,
  };
}

export function simulatorFrom({ scenario, tokens, latencyMs, rootToken }: SimulatorSettings): Simulator {
  return createSimulator({
    ...(scenario === null ? {} : { scenario }),
    ...(tokens === null ? {} : { tokens }),
    ...(latencyMs === null ? {} : { latencyMs }),
    ...(rootToken === null ? {} : { rootToken: rootToken.reveal() }),
  });
}
