import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noteTo, type WriteLog } from './access-log.ts';
import { ConfigError } from './config.ts';
import { type Connection, connect } from './connect.ts';
import { type Exposure, loopbackOnly } from './exposure.ts';
import { loopbackHosts, publicHosts } from './guard.ts';
import { type ListenOptions, listen, type RunningServer, StartError } from './listen.ts';
import { createNodeListener, type NodeHandler } from './node-adapter.ts';
import { reachabilityOf } from './reachability.ts';
import { readSettings } from './settings.ts';
import { createSite } from './site.ts';
import { answerText, createStaticFiles, type Pages } from './static-files.ts';

export { connect, connectTo, connectToSimulator, simulatedServer } from './connect.ts';

export type ServerOptions = Omit<ListenOptions, 'host' | 'tls' | 'note'> & {
  /** @default '127.0.0.1' */
  host?: string;
  /** The folder with the built page. */
  pageDirectory: string;
  connection: Connection;
  /** @default loopbackOnly */
  exposure?: Exposure;
  /** @default none */
  log?: WriteLog;
};

/** Serves the page and its gateway. Rejects with a `StartError`; the connection stays the caller's. */
export async function startServer(options: ServerOptions): Promise<RunningServer & { url: string }> {
  const { host = '127.0.0.1', pageDirectory, connection, exposure = loopbackOnly, log } = options;
  const { tls, trustedProxies, publicNames } = exposure;
  const pages = readPages(pageDirectory);
  let handler: NodeHandler = async () => answerText(503, 'Starting');
  const note = noteTo(log);
  const listener = createNodeListener((request, caller) => handler(request, caller), {
    drainMs: options.patience?.drainMs,
    note,
  });
  const running = await listen(listener, { ...options, host, tls, note });
  // Which names are this server's is known once it has its port.
  const { port } = running;
  const allowedHosts =
    publicNames.length > 0
      ? publicHosts(publicNames, trustedProxies.any ? null : port)
      : loopbackHosts(port, tls === null ? 80 : 443);
  handler = createSite({ connection, pages, allowedHosts, trustedProxies, log });
  const name = host.includes(':') ? `[${host}]` : host;
  return { ...running, url: `${tls === null ? 'http' : 'https'}://${name}:${port}/` };
}

function readPages(directory: string): Pages {
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
    exposure: config.exposure,
    log: (entry) => console.log(JSON.stringify(entry)),
  });
  console.log(`Token Manager for WHM: ${server.url} with ${connection.summary}`);
  // Said, and no more: a server that is down now may be up when it is needed.
  for (const whm of connection.servers) {
    void reachabilityOf(whm).then((problem) => problem === null || console.warn(`!!! ${problem}`));
  }

  const stop = () => {
    // Ctrl-C comes twice, from the terminal and through npm: one more ends it at once only if it comes later.
    const ignore = () => {};
    process.on('SIGINT', ignore).on('SIGTERM', ignore).off('SIGINT', stop).off('SIGTERM', stop);
    setTimeout(() => process.off('SIGINT', ignore).off('SIGTERM', ignore), 1_000).unref();
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
