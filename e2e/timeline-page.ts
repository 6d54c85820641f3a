import { expect, type Page } from '@playwright/test';
import { shiftsOf } from './layout-shift.ts';
import { createListPage } from './list-page.ts';

/** The picture of when tokens expire, as a person finds it. */
export function createTimelinePage(page: Page) {
  const timeline = page.getByRole('region', { name: 'Expiries, next 12 months' });
  return {
    timeline,
    toggle: timeline.getByRole('button', { name: 'Expiries, next 12 months' }),
    /** `2 tokens expire in December 2026` */
    month: (words: string) => timeline.getByRole('button', { name: new RegExp(`^${words}`) }),
    months: timeline.getByRole('button', { name: /expires? in / }),
    table: page.getByRole('table', { name: 'Tokens that expire in the next 12 months' }),
    button: (name: string) => timeline.getByRole('button', { name, exact: true }),
    chip: timeline.getByRole('button', { name: /^Only .*: show all months$/ }),
  };
}

/**
 * Opens the page with what comes after the first screen held back until the rows are there; then lets it come, and
 * sees that neither it nor the timeline moves the list. Call it once before anything is opened, with watchShifts().
 */
export async function holdBackLater(page: Page): Promise<(rows: number) => Promise<void>> {
  let release = () => {};
  await page.route(/\/later-[^/]+\.js$/, async (route) => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    await route.continue();
  });
  const { rows } = createListPage(page);
  const { timeline, toggle } = createTimelinePage(page);
  const search = page.getByRole('searchbox', { name: 'Search', exact: true });
  const tops = async () => [(await search.boundingBox())?.y, (await rows.first().boundingBox())?.y];
  return async (expected) => {
    await page.goto('./');
    await expect(rows).toHaveCount(expected);
    await expect(timeline).toHaveCount(0);
    const before = await tops();
    release();
    await expect(toggle).toBeVisible();
    // Words that come late within a row are small.
    const { score, moved } = await shiftsOf(page);
    expect(score, moved.join('\n')).toBeLessThan(0.02);
    expect(await tops()).toEqual(before);
  };
}
