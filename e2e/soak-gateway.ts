import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

/**
 * Runs in the server's process, beside the server: tells how much is in use once everything that can be let go
 * was. What it waits for does not keep the process alive.
 */
const probe = `
const inUse = () => {
  gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
process.on('message', async () => {
  let least = Infinity;
  // What one collection lets go of may free more in the next: until nothing is freed any more.
  for (let stable = 0; stable < 5; stable++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const bytes = inUse();
    if (bytes < least - 100_000) stable = 0;
    least = Math.min(least, bytes);
  }
  process.send(least);
});
process.channel.unref();
`;

/** The built server as a process of its own, that everybody signs in to. */
export async function startGateway(program: string, whmUrl: string) {
  const env = { PATH: process.env.PATH ?? '', PORT: '0', WHM_URL: whmUrl };
  // Started where no `.env` is.
  const flags = ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(probe)}`];
  const child = spawn(process.execPath, [...flags, program], {
    cwd: '/',
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ended = once(child, 'close');
  let output = '';
  const url = new Promise<string>((resolve, reject) => {
    const listen = (chunk: unknown) => {
      output += String(chunk);
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(output)?.[0];
      if (found !== undefined) resolve(found);
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', (chunk) => {
      output += String(chunk);
    });
    child.once('close', () => reject(new Error(`The server did not start: ${output}`)));
  });
  return {
    url: await url,
    output: () => output,
    /** In use after a collection, in bytes. */
    async bytesInUse(): Promise<number> {
      const [bytes] = await Promise.all([once(child, 'message'), child.send('measure')]);
      return Number(bytes[0]);
    },
    /** Resident memory; 0 where the system does not tell. */
    residentMiB(): number {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
        return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
      } catch {
        return 0;
      }
    },
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
