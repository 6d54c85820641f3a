import { createSimulator, type Simulator } from '../simulator/simulator.ts';
import type { Config, ServerSettings, SimulatorSettings } from './config.ts';
import { createGateway, type GatewayOptions } from './gateway.ts';
import type { IncomingHandler } from './incoming.ts';
import { Secret } from './secret.ts';
import { createUpstream } from './upstream.ts';
import type { WhmServer } from './whm-server.ts';

/** One WHM or several, real or simulated, ready to be put behind a gateway. */
export type Connection = {
  servers: readonly WhmServer[];
  /** The gateway for a server that is known by these Host values. */
  gateway: (allowedHosts: readonly string[]) => IncomingHandler;
  /** What it is connected to, for the person who starts it. */
  summary: string;
  /** To be said out loud at the start. */
  warnings: readonly string[];
  /** null: a real WHM. */
  simulator: Simulator | null;
  close: () => Promise<void>;
};

export function connect(config: Config): Connection {
  return config.servers.length === 0
    ? connectToSimulator(simulatorFrom(config.simulator))
    : connectToServers(config.servers);
}

/** Servers that are at hand already. The options are those of their gateway. */
export function connectTo(
  servers: readonly WhmServer[],
  options: Omit<GatewayOptions, 'servers' | 'allowedHosts'> = {},
): Connection {
  return {
    servers,
    gateway: (allowedHosts) => createGateway({ ...options, servers, allowedHosts }),
    summary: servers.map(summaryOf).join(', '),
    warnings: [],
    simulator: null,
    close: async () => {},
  };
}

/** `timeZone` null: as with a WHM whose zone nobody told. */
export function connectToSimulator(
  simulator: Simulator,
  timeZone: string | null = simulator.timeZone,
): Connection {
  const { user, secret } = simulator.credential;
  const credential = { user, method: 'token', secret: new Secret(secret), code: null } as const;
  return {
    ...connectTo([{ ...simulatedServer(simulator), timeZone, credential }]),
    summary: `a simulated WHM (${simulator.hostname}, user ${user}); nothing is real`,
    simulator,
  };
}

/** A simulated WHM that everybody signs in to. */
export function simulatedServer(simulator: Simulator): WhmServer {
  return {
    name: 'simulated',
    label: simulator.hostname,
    upstream: (request) => simulator.handle(request, { address: '127.0.0.1' }),
    upstreamUrl: `https://${simulator.hostname}:2087`,
    credential: null,
    host: simulator.hostname,
    simulated: true,
    timeZone: simulator.timeZone,
    insecureTls: false,
  };
}

function connectToServers(settings: readonly ServerSettings[]): Connection {
  const opened = settings.map(openServer);
  const servers = opened.map(({ server }) => server);
  const unchecked = servers.filter(({ insecureTls }) => insecureTls);
  return {
    ...connectTo(servers),
    warnings: unchecked.flatMap(({ host }) => [
      `The certificate of ${host} is NOT CHECKED.`,
      'Anybody on the network path can read and take over the credential. Pin its fingerprint instead.',
    ]),
    close: async () => {
      await Promise.all(opened.map(({ upstream }) => upstream.close()));
    },
  };
}

function openServer({ name, label, url, trust, timeZone, credential, names }: ServerSettings) {
  // One for each server, so that one that hangs holds no connection of another.
  const upstream = createUpstream(trust, { names });
  const server: WhmServer = {
    name,
    label,
    upstream: upstream.handle,
    upstreamUrl: url.origin,
    credential: credential && {
      user: credential.user,
      method: 'token',
      secret: credential.token,
      code: null,
    },
    host: url.port === '2087' ? url.hostname : url.host,
    simulated: false,
    timeZone,
    insecureTls: trust.kind === 'insecure',
  };
  return { server, upstream };
}

function summaryOf({ host, credential }: WhmServer): string {
  return credential === null ? `${host}, everybody signing in` : `${host} as ${credential.user}`;
}

export function simulatorFrom({ scenario, tokens, latencyMs, rootToken }: SimulatorSettings): Simulator {
  return createSimulator({
    ...(scenario === null ? {} : { scenario }),
    ...(tokens === null ? {} : { tokens }),
    ...(latencyMs === null ? {} : { latencyMs }),
    ...(rootToken === null ? {} : { rootToken: rootToken.reveal() }),
  });
}
