import type { Page } from '@playwright/test';

declare global {
  interface Window {
    layoutShift: { score: number; moved: string[] };
  }
}

/** Cumulative layout shift (web.dev/cls) of what happens without anybody touching the page. */
export async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.layoutShift = { score: 0, moved: [] };
    const watcher = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift: { value?: unknown; sources?: unknown } = entry.toJSON();
        window.layoutShift.score += typeof shift.value === 'number' ? shift.value : 0;
        window.layoutShift.moved.push(JSON.stringify(shift));
      }
    });
    watcher.observe({ type: 'layout-shift', buffered: true });
  });
}

/** What has moved until now; empties it. */
export async function shiftsOf(page: Page): Promise<{ score: number; moved: string[] }> {
  // Shifts are told after the frame in which they happened.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
  return page.evaluate(() => {
    const found = window.layoutShift;
    window.layoutShift = { score: 0, moved: [] };
    return found;
  });
}
