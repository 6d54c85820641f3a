import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from '@playwright/test';

const watcher = fileURLToPath(new URL('watcher.js', import.meta.url));

/** What one visit to one page costs: one number, or one for each time that it was done; times in milliseconds. */
export type Visit = Record<string, readonly number[]>;

/** Work that only the dashboard can do. */
type Extra = (page: Page, record: (name: string, ms: readonly number[]) => void) => Promise<void>;

type Timed = 'keydown' | 'click' | 'dialog';

/** Visits a page with the processor slowed, waits for the list, types, clears and sorts. */
export async function visit(page: Page, url: string, slowdown: number, extra?: Extra): Promise<Visit> {
  const result: Visit = {};
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Performance.enable');
  let bytes = 0;
  const answers = new Set<string>();
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.url.includes('/json-api/') || response.url.includes('/gateway/')) answers.add(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!answers.has(requestId)) bytes += encodedDataLength;
  });
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.addInitScript({ path: watcher });
  await page.goto(url, { waitUntil: 'commit' });
  // To look whether a row is there yet would run a script of 350 kB in the page meanwhile.
  await page.evaluate('firstRow');
  await idle(page);
  result['main-thread time of the load'] = [(await metric(cdp, 'TaskDuration')) * 1000];
  result['bytes of the page, kB'] = [bytes / 1000];
  await cdp.send('HeapProfiler.collectGarbage');
  result['heap after the load, MB'] = [(await metric(cdp, 'JSHeapUsedSize')) / 1e6];
  result['rows in the DOM'] = [await page.locator('tbody tr[data-status]').count()];

  const search = page.getByRole('searchbox').first();
  await search.focus();
  for (const key of ['n', 'o', 'd', 'e', '-', '1'])
    await timed(page, 'keydown', () => page.keyboard.press(key));
  result['key press to paint, typing'] = await times(page, 'keydown');
  for (let count = 0; count < 6; count++)
    await timed(page, 'keydown', () => page.keyboard.press('Backspace'));
  result['key press to paint, clearing'] = await times(page, 'keydown');
  const sort = (name: string) =>
    timed(page, 'click', () => page.getByRole('button', { name, exact: true }).click());
  await sort('Name');
  await sort('Created');
  result['click to painted sort'] = await times(page, 'click');
  await extra?.(page, (name, ms) => {
    result[name] = ms;
  });
  await cdp.detach();
  return result;
}

/** Does something and waits until the page has painted after it. */
export async function timed(page: Page, type: Timed, act: () => Promise<void>) {
  const before = await count(page, type);
  await act();
  await page.waitForFunction(([name, seen]) => performance.getEntriesByName(name, 'measure').length > seen, [
    type,
    before,
  ] as const);
}

/** The times noted, and forgets them. */
export function times(page: Page, type: Timed): Promise<number[]> {
  return page.evaluate((name) => {
    const durations = performance.getEntriesByName(name, 'measure').map((entry) => entry.duration);
    performance.clearMeasures(name);
    return durations;
  }, type);
}

function count(page: Page, type: string): Promise<number> {
  return page.evaluate((name) => performance.getEntriesByName(name, 'measure').length, type);
}

async function idle(page: Page) {
  await page.waitForLoadState('networkidle');
  // A page that has nothing to draw may never be told that it is idle.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 })));
}

async function metric(cdp: CDPSession, name: string): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return metrics.find((entry) => entry.name === name)?.value ?? Number.NaN;
}
