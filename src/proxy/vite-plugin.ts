import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';
import type { Config } from './config.ts';
import { type Connection, connect } from './connect.ts';
import { throughProxy } from './forwarded.ts';
import { isGatewayPath } from './gateway.ts';
import { loopbackHosts } from './guard.ts';
import { incomingFrom } from './incoming.ts';
import { StartError } from './listen.ts';
import { createNodeListener } from './node-adapter.ts';
import { readSettings } from './settings.ts';
import { isLoopback } from './settings-fields.ts';
import { answerText } from './static-files.ts';
import { noProxies } from './trusted-proxies.ts';

/**
 * Mounts the gateway in Vite's dev and preview servers, and keeps both on the loopback interface: they
 * serve whoever can reach them.
 */
export function gatewayPlugin(): Plugin {
  return {
    name: 'whm-gateway',
    // Vitest runs a Vite server too, and has no use for a gateway.
    apply: (_config, { command }) => command === 'serve' && process.env.VITEST === undefined,
    config() {
      const settings = readSettings();
      refuseExposure(settings);
      const { host, port } = settings;
      // No CORS: Vite lets every page of any localhost port read its answers by default.
      return {
        server: { host, port: port ?? 5173, strictPort: true, cors: false },
        preview: { host, port: port ?? 4173, strictPort: true, cors: false },
      };
    },
    // A hook that returns nothing adds its middleware before Vite's own.
    configureServer(server) {
      server.middlewares.use(createGatewayMiddleware(connect(readSettings()), server.config.logger));
    },
    configurePreviewServer(server) {
      server.middlewares.use(createGatewayMiddleware(connect(readSettings()), server.config.logger));
    },
  };
}

/** Throws a `StartError` for settings that let other machines in. */
export function refuseExposure({ host, exposure }: Pick<Config, 'host' | 'exposure'>): void {
  if (isLoopback(host) && !exposure.trustedProxies.any) return;
  throw new StartError('Vite’s servers are for this machine only: other machines need `npm start`.');
}

type Logger = { info: (message: string) => void; warn: (message: string) => void };

export function createGatewayMiddleware(connection: Connection, logger: Logger): Connect.NextHandleFunction {
  logger.info(`Gateway: ${connection.summary}`);
  for (const warning of connection.warnings) logger.warn(`!!! ${warning}`);

  const listeners = new Map<number, ReturnType<typeof createNodeListener>>();
  const listenerFor = (port: number) => {
    const known = listeners.get(port);
    if (known !== undefined) return known;
    // The port the request came in by is the one Vite listens on, whatever was asked for.
    const gateway = connection.gateway(loopbackHosts(port));
    const listener = createNodeListener(async (request, caller) => {
      const incoming = throughProxy(incomingFrom(request, caller), noProxies);
      return typeof incoming === 'string' ? answerText(403, 'Not through a proxy') : gateway(incoming);
    });
    listeners.set(port, listener);
    return listener;
  };

  return (incoming: IncomingMessage, outgoing: ServerResponse, next) => {
    const port = incoming.socket.localPort;
    if (port === undefined || !isGatewayPath(incoming.url ?? '')) return next();
    listenerFor(port)(incoming, outgoing);
  };
}
