import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { chromiumFromEnvironment } from './chromium.ts';

// `npm test`: every check of the project, all of them even when one fails. The unit tests wait for timers and
// programs much of the time, so what needs no browser is done beside them, and printed when it is over. The last line
// of the output is `N passed, N failed` and nothing else; the exit code is 1 when anything failed.

type Outcome = { passed: number; failed: number };
type Print = (text: string) => void;
type Part = { title: string; run: (print: Print) => Promise<Outcome> };

const projectFolder = fileURLToPath(new URL('..', import.meta.url));
const reportFolder = await mkdtemp(join(tmpdir(), 'token-manager-tests-'));

type Program = { path: string; args: readonly string[]; env?: Record<string, string> };

/** Runs a Node program from the project's folder; resolves to whether it ended well. */
function succeeds({ path, args, env = {} }: Program, print: Print): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [path, ...args], {
      cwd: projectFolder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', print);
    child.once('error', (error) => {
      print(`${error.message}\n`);
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
}

function installed(tool: string): string {
  return join(projectFolder, 'node_modules', '.bin', tool);
}

async function check(program: Program, print: Print): Promise<Outcome> {
  return (await succeeds(program, print)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

async function vitest(print: Print): Promise<Outcome> {
  const file = join(reportFolder, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const ended = await succeeds(
    { path: installed('vitest'), args: ['run', '--allowOnly=false', ...reporters] },
    print,
  );
  const report = await readReport(file, vitestReport, print);
  const tests = report?.testResults.flatMap((suite) => suite.assertionResults) ?? [];
  const passed = tests.filter((test) => test.status === 'passed').length;
  // A file that failed before its first test was registered has no tests to count.
  const brokenFiles = report?.testResults.filter(
    (suite) => suite.status !== 'passed' && suite.assertionResults.every((test) => test.status === 'passed'),
  );
  return atLeastOneFailed(ended, { passed, failed: tests.length - passed + (brokenFiles?.length ?? 0) });
}

const playwrightReport = z.object({
  errors: z.array(z.unknown()),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

async function playwright(print: Print): Promise<Outcome> {
  const file = join(reportFolder, 'playwright.json');
  // Searched here, so that an installation is not counted as part of the first test.
  const browser = await chromiumFromEnvironment().catch((error: unknown) => {
    print(`${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  });
  if (browser === null) return { passed: 0, failed: 1 };
  const ended = await succeeds(
    {
      path: installed('playwright'),
      args: ['test', '--config', 'e2e', '--forbid-only', '--reporter=list,json'],
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    },
    print,
  );
  if (!ended && process.env.CI) await printPages(print);
  const report = await readReport(file, playwrightReport, print);
  const { expected, unexpected, flaky, skipped } = report?.stats ?? noTests;
  const failed = unexpected + flaky + skipped + (report?.errors.length ?? 0);
  return atLeastOneFailed(ended, { passed: expected, failed });
}

/** What each page held when its test failed: nobody keeps the files of a CI machine. */
async function printPages(print: Print): Promise<void> {
  const folder = join(projectFolder, 'test-results');
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  for (const name of names.filter((name) => basename(name) === 'error-context.md')) {
    const [, page] = /^```yaml\n(.*?)^```$/ms.exec(await readFile(join(folder, name), 'utf8')) ?? [];
    if (page !== undefined) print(`\n${dirname(name)}, the page:\n${page}`);
  }
}

const noTests = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };

/** A tool that crashed, or that found no test at all, has failed even when its report counts no failure. */
function atLeastOneFailed(ended: boolean, outcome: Outcome): Outcome {
  const isSilentFailure = outcome.failed === 0 && (!ended || outcome.passed === 0);
  return isSilentFailure ? { ...outcome, failed: 1 } : outcome;
}

async function readReport<T>(file: string, schema: z.ZodType<T>, print: Print): Promise<T | null> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    print(`No report to count: ${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}

let buildsFailed = false;

/** Builds as the README says, so that what is tested is what a newcomer gets. */
async function build(script: string, print: Print): Promise<Outcome> {
  const outcome = await check({ path: npm(), args: ['run', '--silent', script] }, print);
  if (outcome.failed > 0) buildsFailed = true;
  return outcome;
}

/** The npm that runs this, or else the one that came with this Node. */
function npm(): string {
  const alongside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  return process.env.npm_execpath ?? alongside;
}

async function browserTests(print: Print): Promise<Outcome> {
  if (!buildsFailed) return playwright(print);
  print('Not run: there is no build to test.\n');
  return { passed: 0, failed: 1 };
}

const unitTests: Part = { title: 'Unit, handler and contract tests', run: vitest };
const besides: readonly Part[] = [
  {
    title: 'Format and lint',
    run: (print) => check({ path: installed('biome'), args: ['ci', '.'] }, print),
  },
  { title: 'Types', run: (print) => check({ path: installed('tsc'), args: ['--noEmit'] }, print) },
  { title: 'Build of the page and the server, and its size', run: (print) => build('build', print) },
  { title: 'Build of the demo', run: (print) => build('build:demo', print) },
];
const last: Part = { title: 'Browser tests', run: browserTests };

const total: Outcome = { passed: 0, failed: 0 };
const rows: string[] = [];

async function perform({ title, run }: Part, print: Print): Promise<void> {
  print(`\n── ${title}\n`);
  const startMs = performance.now();
  const { passed, failed } = await run(print);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  total.passed += passed;
  total.failed += failed;
  rows.push(
    `${title.padEnd(48)}${seconds.padStart(7)} s ${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`,
  );
}

const now: Print = (text) => process.stdout.write(text);

/** One after the other; gives what they print. */
async function quietly(parts: readonly Part[]): Promise<string> {
  const printed: string[] = [];
  for (const part of parts) await perform(part, (text) => printed.push(text));
  return printed.join('');
}

const [printed] = await Promise.all([quietly(besides), perform(unitTests, now)]);
now(printed);
await perform(last, now);
await rm(reportFolder, { recursive: true, force: true });

console.log(`\n${rows.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
