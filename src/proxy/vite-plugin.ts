import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import { connect } from './connect.ts';
import { isGatewayPath } from './gateway.ts';
import { loopbackHosts } from './guard.ts';
import { createNodeListener } from './node-adapter.ts';
import { readSettings } from './settings.ts';

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
      const { host, port } = readSettings();
      // No CORS: Vite lets every page of any localhost port read its answers by default.
      return {
        server: { host, port: port ?? 5173, strictPort: true, cors: false },
        preview: { host, port: port ?? 4173, strictPort: true, cors: false },
      };
    },
    // A hook that returns nothing adds its middleware before Vite's own.
    configureServer(server) {
      server.middlewares.use(createMiddleware(server.config.logger));
    },
    configurePreviewServer(server) {
      server.middlewares.use(createMiddleware(server.config.logger));
    },
  };
}

type Logger = { info: (message: string) => void; warn: (message: string) => void };

function createMiddleware(logger: Logger): Connect.NextHandleFunction {
  const connection = connect(readSettings());
  logger.info(`Gateway: ${connection.summary}`);
  for (const warning of connection.warnings) logger.warn(`!!! ${warning}`);

  const listeners = new Map<number, ReturnType<typeof createNodeListener>>();
  const listenerFor = (port: number) => {
    const known = listeners.get(port);
    if (known !== undefined) return known;
    // The port the request came in by is the one Vite listens on, whatever was asked for.
    const gateway: FetchHandler = connection.gateway(loopbackHosts(port));
    const listener = createNodeListener(gateway);
    listeners.set(port, listener);
    return listener;
  };

  return (incoming: IncomingMessage, outgoing: ServerResponse, next) => {
    const port = incoming.socket.localPort;
    if (port === undefined || !isGatewayPath(incoming.url ?? '')) return next();
    listenerFor(port)(incoming, outgoing);
  };
}
