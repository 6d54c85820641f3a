import { ConfigError } from './config.ts';
import { simulatorFrom } from './connect.ts';
import { listen, StartError } from './listen.ts';
import { createNodeListener } from './node-adapter.ts';
import { readSettings } from './settings.ts';
import { isLoopback } from './settings-fields.ts';

/** The simulated WHM alone, for any WHM client. It holds nothing real, so any Host may call it. */
async function main(): Promise<void> {
  const { host, simulator: settings } = readSettings();
  const simulator = simulatorFrom(settings);
  if (!isLoopback(host)) throw new StartError('HOST must be a loopback address for the simulated WHM.');
  const server = await listen(createNodeListener(simulator.handle), { host, port: settings.port });

  const { user, secret } = simulator.credential;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${server.port}/`;
  console.log(`Simulated WHM: ${url}`);
  console.log(`User:          ${user}`);
  console.log(`API token:     ${secret}`);
  console.log('Try:');
  console.log(
    `  curl -sS -H 'Authorization: whm ${user}:${secret}' -d api.version=1 ${url}json-api/api_token_list`,
  );

  const stop = () => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    server.close().catch(() => {
      process.exitCode = 1;
    });
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError || error instanceof StartError ? error.message : error);
  process.exitCode = 1;
});
