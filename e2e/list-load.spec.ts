import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';

declare global {
  interface Window {
    layoutShift: { score: number; moved: string[] };
  }
}

/** Cumulative layout shift (web.dev/cls) of what happens without anybody touching the page. */
async function watchShifts(page: Page): Promise<void> {
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

for (const size of [
  { width: 1280, height: 800 },
  { width: 768, height: 1024 },
  { width: 360, height: 740 },
]) {
  for (const latency of [0, 600]) {
    test(`nothing jumps while the page loads, ${size.width} px wide, from a server that takes ${latency} ms`, async ({
      page,
      tokensPage,
      simulator,
    }) => {
      await page.setViewportSize(size);
      simulator.setLatency(latency);
      await watchShifts(page);
      await tokensPage.open();
      await expect(createListPage(page).rows).toHaveCount(16);
      await expect(page.getByText('Updated just now')).toBeAttached();
      // Shifts are told after the frame in which they happened.
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
      );
      const { score, moved } = await page.evaluate(() => window.layoutShift);
      expect(score, moved.join('\n')).toBeLessThan(0.02);
    });
  }
}
