import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';

// Cards have many heights, and those that were never drawn are guessed at. What is on the screen must not move
// for it, but by as much as it was scrolled.

test.use({ tokens: 1000 });

/** Of each card on the screen, where it stands before and after the page was scrolled so far. */
async function scrollAndCompare(page: Page, by: number): Promise<readonly { name: string; moved: number }[]> {
  const cards = async () => {
    const found = await createListPage(page).rows.evaluateAll((rows) =>
      rows
        .map((row) => ({ name: row.id, box: row.getBoundingClientRect() }))
        .filter(({ box }) => box.bottom > 0 && box.top < innerHeight)
        .map(({ name, box }) => ({ name, top: box.top + scrollY })),
    );
    return new Map(found.map(({ name, top }) => [name, top]));
  };
  const before = await cards();
  const start = await page.evaluate(() => scrollY);
  await page.evaluate((distance) => scrollBy({ top: distance }), by);
  // Two frames: the rows are drawn in the first, and stand still in the second.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const after = await cards();
  const scrolled = (await page.evaluate(() => scrollY)) - start;
  const inBoth = [...before].filter(([name]) => after.has(name));
  // On the page they may stand elsewhere now; on the screen they moved by what was asked for.
  return inBoth.map(([name, top]) => ({
    name,
    moved: Math.round((after.get(name) ?? Number.NaN) - top - scrolled + by),
  }));
}

for (const anchoring of ['by the browser', 'by the page, as in browsers that do not']) {
  test(`cards on the screen are held in place ${anchoring}`, async ({ page, tokensPage }) => {
    if (anchoring !== 'by the browser') {
      await page.addInitScript(`
        const supports = CSS.supports;
        CSS.supports = (...given) => given[0] !== 'overflow-anchor' && supports.apply(CSS, given);
        addEventListener('DOMContentLoaded', () => { document.documentElement.style.overflowAnchor = 'none'; });
      `);
    }
    await page.goto('./?sort=name');
    const { rows } = createListPage(page);
    await expect(rows.first()).toHaveAttribute('aria-rowindex', '2');

    // Down into what was never drawn, and up again through what is guessed at.
    await page.evaluate(() => scrollTo({ top: 60_000 }));
    await expect(tokensPage.row('backup-1')).toHaveCount(0);
    for (const by of [-150, -400, -150, 300, -700, -90, -90, -350, 640]) {
      const moved = await scrollAndCompare(page, by);
      expect(moved.length, `scrolled by ${by}`).toBeGreaterThan(0);
      expect(moved.filter((card) => Math.abs(card.moved) > 1)).toEqual([]);
    }
    expect(await rows.count()).toBeLessThan(80);
  });
}

test('the space between cards is the same everywhere, also beside what is not drawn', async ({
  page,
  tokensPage,
}) => {
  await page.goto('./?sort=name');
  const { rows } = createListPage(page);
  await expect(rows.first()).toHaveAttribute('aria-rowindex', '2');
  await page.evaluate(() => scrollTo({ top: 30_000 }));
  await expect(tokensPage.row('backup-1')).toHaveCount(0);
  const gaps = await page.evaluate(() => {
    const all = [...document.querySelectorAll('tbody tr')].map((row) => row.getBoundingClientRect());
    return all.slice(1).map((box, index) => Math.round(box.top - (all[index]?.bottom ?? 0)));
  });
  expect(new Set(gaps)).toEqual(new Set([8]));
});
