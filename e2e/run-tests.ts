import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { chromiumFromEnvironment } from './chromium.ts';

// `npm test`: every check of the project, one after the other, all of them even when one fails. The last line of
// the output is `N passed, N failed` and nothing else; the exit code is 1 when anything failed.

type Outcome = { passed: number; failed: number };
type Part = { title: string; run: () => Promise<Outcome> };

const projectFolder = fileURLToPath(new URL('..', import.meta.url));
const reportFolder = await mkdtemp(join(tmpdir(), 'token-manager-tests-'));

/** Runs a Node program from the project's folder, output streamed; resolves to whether it ended well. */
function succeeds(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...args], {
      cwd: projectFolder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', (error) => {
      console.error(error.message);
      resolve(false);
    });
    child.once('close', (code) => resolve(code === 0));
  });
}

function installed(tool: string): string {
  return join(projectFolder, 'node_modules', '.bin', tool);
}

async function check(program: string, args: readonly string[]): Promise<Outcome> {
  return (await succeeds(program, args)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) }),
  ),
});

async function vitest(): Promise<Outcome> {
  const file = join(reportFolder, 'vitest.json');
  const ended = await succeeds(installed('vitest'), [
    'run',
    '--allowOnly=false',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = await readReport(file, vitestReport);
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

async function playwright(): Promise<Outcome> {
  const file = join(reportFolder, 'playwright.json');
  // Searched here, so that an installation is not counted as part of the first test.
  const browser = await chromiumFromEnvironment().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    return null;
  });
  if (browser === null) return { passed: 0, failed: 1 };
  const ended = await succeeds(
    installed('playwright'),
    ['test', '--config', 'e2e', '--forbid-only', '--reporter=list,json'],
    { PLAYWRIGHT_JSON_OUTPUT_FILE: file },
  );
  const report = await readReport(file, playwrightReport);
  const { expected, unexpected, flaky, skipped } = report?.stats ?? noTests;
  const failed = unexpected + flaky + skipped + (report?.errors.length ?? 0);
  return atLeastOneFailed(ended, { passed: expected, failed });
}

const noTests = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };

/** A tool that crashed, or that found no test at all, has failed even when its report counts no failure. */
function atLeastOneFailed(ended: boolean, outcome: Outcome): Outcome {
  const isSilentFailure = outcome.failed === 0 && (!ended || outcome.passed === 0);
  return isSilentFailure ? { ...outcome, failed: 1 } : outcome;
}

async function readReport<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    console.error(`No report to count: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

let buildsFailed = false;

/** Builds as the README says, so that what is tested is what a newcomer gets. */
async function build(script: string): Promise<Outcome> {
  const outcome = await check(npm(), ['run', '--silent', script]);
  if (outcome.failed > 0) buildsFailed = true;
  return outcome;
}

/** The npm that runs this, or else the one that came with this Node. */
function npm(): string {
  const alongside = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  return process.env.npm_execpath ?? alongside;
}

async function browserTests(): Promise<Outcome> {
  if (!buildsFailed) return playwright();
  console.log('Not run: there is no build to test.');
  return { passed: 0, failed: 1 };
}

const parts: readonly Part[] = [
  { title: 'Format and lint', run: () => check(installed('biome'), ['ci', '.']) },
  { title: 'Types', run: () => check(installed('tsc'), ['--noEmit']) },
  { title: 'Unit, handler and contract tests', run: vitest },
  { title: 'Build of the page and the server', run: () => build('build') },
  { title: 'Build of the demo', run: () => build('build:demo') },
  { title: 'Size budget', run: () => check(installed('size-limit'), ['--config', 'e2e/size-budget.ts']) },
  { title: 'Browser tests', run: browserTests },
];

const total: Outcome = { passed: 0, failed: 0 };
const rows: string[] = [];
for (const { title, run } of parts) {
  console.log(`\n── ${title}`);
  const startMs = performance.now();
  const { passed, failed } = await run();
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  total.passed += passed;
  total.failed += failed;
  rows.push(
    `${title.padEnd(34)}${seconds.padStart(7)} s ${String(passed).padStart(6)} passed ${String(failed).padStart(4)} failed`,
  );
}
await rm(reportFolder, { recursive: true, force: true });

console.log(`\n${rows.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
