import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import { ConfigError } from './config.ts';
import { type Connection, connect } from './connect.ts';
import { isGatewayPath } from './gateway.ts';
import { isForeignHost, loopbackHosts } from './guard.ts';
import { listen, type RunningServer, StartError } from './listen.ts';
import { createNodeListener } from './node-adapter.ts';
import { readSettings } from './settings.ts';
import { answerText, createStaticFiles } from './static-files.ts';

export { connect, connectToSimulator } from './connect.ts';

export type ServerOptions = {
  /** @default '127.0.0.1' */
  host?: string;
  /** 0 takes a free port. */
  port: number;
  /** The folder with the built page. */
  pageDirectory: string;
  connection: Connection;
};

/** Serves the page and its gateway. Rejects with a `StartError`; the connection stays the caller's. */
export async function startServer(options: ServerOptions): Promise<RunningServer & { url: string }> {
  const { host = '127.0.0.1', port, pageDirectory, connection } = options;
  const pages = readPages(pageDirectory);
  let handler: FetchHandler = async () => answerText(503, 'Starting');
  const running = await listen(
    createNodeListener((request) => handler(request)),
    host,
    port,
  );
  // Which names are this server's is known once it has its port.
  handler = createSite(loopbackHosts(running.port), pages, connection);
  const name = host.includes(':') ? `[${host}]` : host;
  return { ...running, url: `http://${name}:${running.port}/` };
}

function createSite(
  allowedHosts: readonly string[],
  pages: FetchHandler,
  connection: Connection,
): FetchHandler {
  const gateway = connection.gateway(allowedHosts);
  return async (request) => {
    if (isGatewayPath(new URL(request.url).pathname)) return gateway(request);
    if (isForeignHost(request, allowedHosts))
      return answerText(403, 'This is not the address of this server');
    return pages(request);
  };
}

function readPages(directory: string): FetchHandler {
  try {
    return createStaticFiles(directory);
  } catch {
    throw new StartError(`The page is not in ${directory}: build it first (npm run build).`);
  }
}

async function main(): Promise<void> {
  const config = readSettings();
  const connection = connect(config);
  for (const warning of connection.warnings) console.warn(`\n!!! ${warning}`);
  const server = await startServer({
    host: config.host,
    port: config.port ?? 4173,
    pageDirectory: join(dirname(fileURLToPath(import.meta.url)), '..', 'page'),
    connection,
  });
  console.log(`Token Manager for WHM: ${server.url} with ${connection.summary}`);

  const stop = () => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    server
      .close()
      .then(connection.close)
      .catch(() => {
        process.exitCode = 1;
      });
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

const isMainModule =
  process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url);

if (isMainModule) {
  main().catch((error: unknown) => {
    // Everything expected has a sentence of its own; anything else is a defect and keeps its stack.
    console.error(error instanceof ConfigError || error instanceof StartError ? error.message : error);
    process.exitCode = 1;
  });
}
