import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
// Not the fixtures of this folder: what is looked at here needs no browser and no server.
import { expect, test } from '@playwright/test';
import { createSimulator } from '../src/simulator/simulator.ts';

/** The text of everything a build serves. */
function textOf(build: 'page' | 'demo'): string {
  const folder = fileURLToPath(new URL(`../dist/${build}`, import.meta.url));
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

const simulator = createSimulator({ now: () => Date.UTC(2026, 10, 22) });

test('the page that is served in front of a real WHM has no trace of the simulated one', () => {
  const demo = textOf('demo');
  const names = ['root', 'acme'].flatMap((user) => simulator.tokensOf(user).map(({ name }) => name));
  // Names that are put together at run time are in no file; short ones could be anything.
  const written = names.filter((name) => name.length >= 8 && demo.includes(name));
  expect(written.length, 'names of simulated tokens in the demo').toBeGreaterThanOrEqual(5);
  const markers = [simulator.hostname, simulator.credential.secret, ...written];
  for (const marker of markers) expect(demo).toContain(marker);

  const page = textOf('page');
  expect(page).toContain('Manage API Tokens');
  expect(markers.filter((marker) => page.includes(marker))).toEqual([]);
});

test('the page that is served in front of a real WHM knows no credential and no setting', () => {
  const page = textOf('page');
  // Not WHM_TOKEN: the `.env` file that the page offers for a new secret says it.
  const settings = ['VITE_', 'WHM_TOKEN_FILE', 'WHM_FINGERPRINT', 'SIMULATOR_ROOT_TOKEN'];
  expect(settings.filter((name) => page.includes(name))).toEqual([]);
});

test('the built server runs on Node alone and serves the page', async () => {
  const program = fileURLToPath(new URL('../dist/server/server.js', import.meta.url));
  // Settings of the machine, or of a `.env`, must not make this test reach a real server.
  const env = { PATH: process.env.PATH ?? '', PORT: '0', WHM_URL: '', WHM_TOKEN: '', WHM_TOKEN_FILE: '' };
  const server = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'close');
  try {
    let said = '';
    server.stdout.on('data', (chunk) => {
      said += String(chunk);
    });
    await expect.poll(() => said).toMatch(/http:\/\/127\.0\.0\.1:\d+\//);
    const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0] ?? '';
    const page = await fetch(url, { headers: { connection: 'close' } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Manage API Tokens');
  } finally {
    server.kill();
    await ended;
  }
});
