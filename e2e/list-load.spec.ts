import { expect, test } from './fixtures.ts';
import { shiftsOf, watchShifts } from './layout-shift.ts';
import { createListPage } from './list-page.ts';

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
      await expect(page.getByRole('button', { name: 'Expiries, next 12 months' })).toBeVisible();
      const { score, moved } = await shiftsOf(page);
      expect(score, moved.join('\n')).toBeLessThan(0.02);
    });
  }
}
