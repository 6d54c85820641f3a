import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { connectToSimulator, startServer } from '../../src/proxy/server.ts';
import { createSimulator } from '../../src/simulator/simulator.ts';
import { findChromium } from '../chromium.ts';
import { firstRowPainted, VIEWPORT } from './first-row.ts';
import { timed, times, type Visit, visit } from './measure.ts';

// `npm run bench`: real Chromium, through the real server and the simulated WHM, with the processor slowed four
// times. The dashboard and a hand-written page take turns, so that both meet the same machine. Nothing asserts on a
// time: results go to docs/benchmarks.md.

const SIZES = [50, 1000, 10_000];
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);
const SLOWDOWN = 4;
const SETTLE_MS = 1000;

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');

type Subject = { title: string; url: string; extra?: typeof dialogs };

/** The dialogs, which the baseline has none of. */
async function dialogs(page: Page, record: (name: string, ms: readonly number[]) => void) {
  await timed(page, 'dialog', () =>
    page
      .getByRole('button', { name: /^Edit / })
      .first()
      .click(),
  );
  record('click Edit to painted dialog', await times(page, 'dialog'));
  const box = page.getByRole('dialog').getByRole('checkbox', { name: /List Packages/ });
  const group = page.getByText('Initial Privileges');
  await group.waitFor();
  if (!(await box.isVisible())) await group.click();
  await times(page, 'click');
  await timed(page, 'click', () => box.click());
  record('toggle of one privilege to paint', await times(page, 'click'));
}

async function measureSize(tokens: number, baseline: string): Promise<Map<string, Visit[]>> {
  const connection = connectToSimulator(createSimulator({ tokens }));
  const ours = await startServer({ port: 0, pageDirectory: join(root, 'dist/page'), connection });
  const plain = await startServer({ port: 0, pageDirectory: baseline, connection });
  const { executablePath, args } = await findChromium();
  const browser = await chromium.launch({ executablePath, args });
  const session = await browser.newBrowserCDPSession();
  const subjects: Subject[] = [
    { title: 'baseline', url: plain.url },
    { title: 'dashboard', url: ours.url, extra: dialogs },
  ];
  const visits = new Map(subjects.map(({ title }) => [title, [] as Visit[]]));
  // The first round warms the server's code and is not counted.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { title, url, extra } of subjects) {
      // What the visit before left to be cleared away must not count.
      await setTimeout(SETTLE_MS);
      const firstRow = await firstRowPainted(session, url, SLOWDOWN);
      const context = await browser.newContext({ viewport: VIEWPORT });
      const result = await visit(await context.newPage(), url, SLOWDOWN, extra);
      if (round > 0) {
        visits.get(title)?.push({ 'navigation to first row painted': [firstRow], ...result });
      }
      await context.close();
    }
  }
  await browser.close();
  await Promise.all([ours.close(), plain.close()]);
  await connection.close();
  return visits;
}

function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

/** A Markdown table: median and 95th percentile of both, and the ratio of the medians. */
function table(visits: Map<string, Visit[]>): string {
  const [plain = [], ours = []] = [visits.get('baseline'), visits.get('dashboard')];
  const short = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(value < 10 ? 1 : 0));
  const rows = Object.keys(ours[0] ?? {}).map((name) => {
    const values = (of: readonly Visit[]) => of.flatMap((one) => one[name] ?? []);
    const [a, b] = [values(plain), values(ours)];
    const ratio = quantile(b, 0.5) / quantile(a, 0.5);
    const cells = [quantile(a, 0.5), quantile(a, 0.95), quantile(b, 0.5), quantile(b, 0.95)].map(short);
    return `| ${name} | ${cells.join(' | ')} | ${Number.isNaN(ratio) ? '–' : ratio.toFixed(2)} |`;
  });
  return [
    '| | baseline, median | p95 | dashboard, median | p95 | ratio |',
    '|---|--:|--:|--:|--:|--:|',
    ...rows,
  ].join('\n');
}

const baseline = await mkdtemp(join(tmpdir(), 'token-manager-bench-'));
await cp(join(here, 'baseline.html'), join(baseline, 'index.html'));
for (const name of ['baseline.css', 'baseline.js']) await cp(join(here, name), join(baseline, name));

const sections: string[] = [];
for (const tokens of SIZES) {
  const text = `### ${tokens.toLocaleString('en-US')} tokens\n\n${table(await measureSize(tokens, baseline))}`;
  console.log(`\n${text}`);
  sections.push(text);
}
await rm(baseline, { recursive: true });

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, processor slowed ${SLOWDOWN} times, ${ROUNDS} rounds.`;
const file = join(root, 'docs/benchmarks.md');
const marker = '<!-- results: written by npm run bench -->';
const [before = ''] = (await readFile(file, 'utf8')).split(marker);
await writeFile(file, `${before}${marker}\n\n${machine}\n\n${sections.join('\n\n')}\n`);
