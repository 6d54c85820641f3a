import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';

const run = promisify(execFile);
const projectFolder = fileURLToPath(new URL('..', import.meta.url));

export type Chromium = { executablePath: string; args: string[] };

// The shell is Chromium without its own windows: half the work for the same pages.
const installedNames = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];

const minuteMs = 60_000;
/** Progress bars are long. */
const maxBuffer = 64 * 1024 * 1024;

/**
 * A Chromium that runs on this machine; installs one when there is none. In this order: `$CHROMIUM_PATH`, an
 * installed browser, Playwright's own, `playwright install`, the system's package (Debian and Ubuntu, as root).
 * Says on stderr what takes long. Throws one sentence that says what to install.
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    // Going on with another browser would hide that the setting is wrong.
    if (!(await starts(named)))
      throw new Error(`CHROMIUM_PATH is ${named}, which does not run as a browser.`);
    return withFlags(named);
  }
  const present = (await firstInstalled()) ?? (await playwrightsOwn());
  if (present) return withFlags(present);

  await attempt('Installing Chromium with Playwright.', async () => {
    const playwright = join(projectFolder, 'node_modules', '.bin', 'playwright');
    await run(process.execPath, [playwright, 'install', 'chromium'], {
      timeout: 5 * minuteMs,
      maxBuffer,
    });
  });
  const downloaded = await playwrightsOwn();
  if (downloaded) return withFlags(downloaded);

  if (isRoot() && (await onPath('apt-get'))) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (minutes: number, ...args: string[]) =>
      run('apt-get', args, { env, timeout: minutes * minuteMs, maxBuffer });
    await attempt('Asking apt-get what there is.', () => apt(5, 'update'));
    // Debian has the shell apart, Ubuntu has neither but as a snap.
    for (const name of ['chromium-headless-shell', 'chromium']) {
      await attempt(`Installing ${name} with apt-get.`, () =>
        apt(10, 'install', '-y', '--no-install-recommends', name),
      );
      const packaged = await firstInstalled();
      if (packaged) return withFlags(packaged);
    }
  }
  throw new Error(
    'No Chromium was found and none could be installed: install the package chromium or Google Chrome, or set CHROMIUM_PATH to a browser that is already there.',
  );
}

/**
 * The browser as Playwright's options. The search is done once: the result is handed to Playwright's worker
 * processes, which load the configuration again, through CHROMIUM_EXECUTABLE and CHROMIUM_ARGS.
 */
export async function chromiumFromEnvironment(): Promise<Chromium> {
  const executablePath = process.env.CHROMIUM_EXECUTABLE;
  if (executablePath) {
    return { executablePath, args: (process.env.CHROMIUM_ARGS ?? '').split(' ').filter(Boolean) };
  }
  const found = await findChromium();
  process.env.CHROMIUM_EXECUTABLE = found.executablePath;
  process.env.CHROMIUM_ARGS = found.args.join(' ');
  return found;
}

function withFlags(executablePath: string): Chromium {
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--disable-quic',
  ];
  // Chromium refuses to start its sandbox as root; for anyone else the sandbox stays.
  if (isRoot()) args.push('--no-sandbox');
  return { executablePath, args };
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function firstInstalled(): Promise<string | null> {
  for (const name of installedNames) {
    const path = await onPath(name);
    if (path && (await starts(path))) return path;
  }
  return null;
}

async function playwrightsOwn(): Promise<string | null> {
  const path = chromium.executablePath();
  return (await starts(path)) ? path : null;
}

async function onPath(name: string): Promise<string | null> {
  for (const folder of (process.env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = join(folder, name);
    const executable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (executable) return path;
  }
  return null;
}

/** A file that is there may still lack a library, or be Ubuntu's stub that asks for a snap: only running it tells. */
async function starts(path: string): Promise<boolean> {
  return run(path, ['--version'], { timeout: minuteMs / 2 }).then(
    ({ stdout }) => /\d+\.\d+/.test(stdout),
    () => false,
  );
}

/** Says what is going on and, when it fails, why: the next way is tried all the same. */
async function attempt(sentence: string, action: () => Promise<unknown>): Promise<void> {
  console.error(sentence);
  try {
    await action();
  } catch (error) {
    // The command and its first complaint; the rest is a stack.
    const [command = '', complaint = ''] =
      error instanceof Error ? error.message.split('\n') : [String(error)];
    console.error(`That did not work: ${command} ${complaint}`);
  }
}
