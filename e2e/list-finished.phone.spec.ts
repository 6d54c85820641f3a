import { expect, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';
import { createListTools, expectNames, expectQuery } from './list-view.ts';

test.use({ viewport: { width: 320, height: 640 } });

test('cards are sorted with a choice, as there are no headings to press', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const sortBy = page.getByRole('combobox', { name: 'Sort by' });
  await expect(sortBy).toHaveValue('Expires, soonest first');
  await createListPage(page).status('Attention').check();
  await tokensPage.search.fill('bill');
  await expectQuery(page, '?status=attention&search=bill');
  await sortBy.selectOption('Name, Z to A');
  await expectNames(page, ['legacy-billing', 'billing-whmcs']);
  await expectQuery(page, '?status=attention&search=bill&sort=-name');
});

test('everything on the page that can be touched is 44 px or more', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await tokensPage.expectRow('dns-acme');
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, select, input, summary, a')]
      // A box or a circle is touched on its label.
      .map((control) => control.closest('label') ?? control)
      .filter((control) => control.checkVisibility())
      .map((control) => ({ control, box: control.getBoundingClientRect() }))
      .filter(({ box }) => box.width < 44 || box.height < 44)
      .map(({ control, box }) => {
        const words = control.getAttribute('aria-label') ?? control.textContent;
        return `${words}: ${Math.round(box.width)} × ${Math.round(box.height)}`;
      }),
  );
  expect(small).toEqual([]);
});

test('the list of privileges of a card is in the window, whole', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await createListTools(page).privileges('backup-runner').tap();
  await expect(page.getByRole('heading', { name: 'Everything', level: 2 })).toBeInViewport({ ratio: 1 });
});

test.describe('of a thousand tokens', () => {
  test.use({ tokens: 1000 });

  test('a window of cards is drawn, the last of them can be reached', async ({ page, tokensPage }) => {
    await page.goto('./?sort=name');
    const { rows } = createListPage(page);
    await expect(rows.first()).toHaveAttribute('aria-rowindex', '2');
    expect(await rows.count()).toBeLessThan(80);
    // Cards have many heights: the end is known for sure only where it was drawn.
    await expect(async () => {
      await page.keyboard.press('End');
      await expect(tokensPage.revoke('support-125')).toBeInViewport({ ratio: 1, timeout: 500 });
    }).toPass();
  });
});
