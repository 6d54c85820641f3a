import { expect, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';
import { createListTools, expectQuery } from './list-view.ts';
import { createSecretPage } from './token-form-page.ts';

/** Sorted by name, so that the first and the last token are known. */
const first = 'backup-1';
const last = 'support-1250';

test.describe('a list of ten thousand tokens', () => {
  test.use({ tokens: 10_000 });

  test.beforeEach(async ({ page }) => {
    await page.goto('./?sort=name');
    await expect(page.getByRole('button', { name: `Edit ${first}`, exact: true })).toBeVisible();
    // The rows drawn at first are without places; then the window has taken over.
    await expect(createListPage(page).rows.first()).toHaveAttribute('aria-rowindex', '2');
  });

  test('draws the rows around the window only, tells assistive technology of all, and goes from end to end', async ({
    page,
    tokensPage,
  }) => {
    const { rows } = createListPage(page);
    await expect(createListTools(page).count('10000 tokens')).toBeVisible();
    expect(await rows.count()).toBeLessThan(80);
    await expect(tokensPage.table).toHaveAttribute('aria-rowcount', '10001');
    await expect(tokensPage.table.getByRole('row').first()).toHaveAttribute('aria-rowindex', '1');
    await expect(tokensPage.row('backup-2')).toHaveAttribute('aria-rowindex', '3');

    // End and Home go to the last and the first row, under the headings.
    const { heading } = createListTools(page);
    await tokensPage.edit(first).focus();
    await page.keyboard.press('End');
    // At once, and not short of it because of rows that are higher than was thought.
    expect(
      await page.evaluate(() => document.documentElement.scrollHeight - innerHeight - scrollY),
    ).toBeLessThan(1);
    await expect(tokensPage.row(last)).toBeInViewport({ ratio: 1 });
    await expect(tokensPage.row(last)).toHaveAttribute('aria-rowindex', '10001');
    await expect(heading('Name')).toBeInViewport({ ratio: 1 });
    expect(await rows.count()).toBeLessThan(80);
    await page.keyboard.press('Home');
    await expect(tokensPage.row(first)).toBeInViewport({ ratio: 1 });
  });

  test('the focus stays on its row when that is scrolled away, and Tab goes on from there', async ({
    page,
    tokensPage,
  }) => {
    // The last stop of its row.
    await tokensPage.more('backup-3').focus();
    await page.keyboard.press('End');
    await expect(tokensPage.row(last)).toBeInViewport();
    await expect(tokensPage.more('backup-3')).toBeFocused();
    await expect(tokensPage.row('backup-3')).not.toBeInViewport();
    await page.keyboard.press('Tab');
    await expect(tokensPage.row('backup-4').locator(':focus')).toHaveCount(1);
    await expect(tokensPage.row('backup-4')).toBeInViewport({ ratio: 1 });
    await expect(tokensPage.row('backup-5')).toBeInViewport();
  });

  test('Tab goes from row to row, past the end of what was drawn', async ({ page, tokensPage }) => {
    const drawn = await createListPage(page).rows.count();
    await tokensPage.revoke(`backup-${drawn}`).focus();
    for (const next of [drawn + 1, drawn + 2]) {
      await expect(async () => {
        await page.keyboard.press('Tab');
        await expect(tokensPage.revoke(`backup-${next}`)).toBeFocused({ timeout: 1 });
      }).toPass({ intervals: [1] });
      await expect(tokensPage.revoke(`backup-${next}`)).toBeInViewport({ ratio: 1 });
    }
  });

  test('Search finds among all of them, and the box never loses a key', async ({ page, tokensPage }) => {
    const { rows } = createListPage(page);
    const { count } = createListTools(page);
    await tokensPage.search.pressSequentially('support-1250');
    await expect(tokensPage.search).toHaveValue('support-1250');
    await expect(rows).toHaveCount(1);
    await expect(tokensPage.row(last)).toBeInViewport({ ratio: 1 });
    await expect(count('1 of 10000 tokens')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(count('10000 tokens')).toBeVisible();
    await expect(tokensPage.row(first)).toBeInViewport();

    // Ctrl+F goes to Search, as the browser would find only what is drawn.
    await tokensPage.edit(first).focus();
    await page.keyboard.press('Control+f');
    await expect(tokensPage.search).toBeFocused();
    await tokensPage.search.fill('dns-12');
    await expectQuery(page, '?sort=name&search=dns-12');
  });

  test('a token that was just made is brought into view, wherever it sorts to', async ({
    page,
    tokensPage,
  }) => {
    await tokensPage.openGenerate();
    await tokensPage.form(tokensPage.generateDialog).name.fill('media-new');
    await tokensPage.form(tokensPage.generateDialog).generate.click();
    await createSecretPage(page).copy.click();
    await tokensPage.savedMyToken.click();
    await expect(tokensPage.row('media-new')).toBeInViewport({ ratio: 1 });
    await expect(tokensPage.row('media-new')).toContainText('New');
    // Once: whoever goes on from there is not brought back.
    await page.keyboard.press('Home');
    await expect(tokensPage.row(first)).toBeInViewport({ ratio: 1 });
    await tokensPage.refresh();
    await expect(tokensPage.row(first)).toBeInViewport({ ratio: 1 });
  });
});

for (const { tokens, windowed } of [
  { tokens: 200, windowed: false },
  { tokens: 201, windowed: true },
]) {
  test.describe(`a list of ${tokens} tokens`, () => {
    test.use({ tokens });

    test(
      windowed ? 'fetches the code of windows' : 'draws every row without the code of windows',
      async ({ page, tokensPage }) => {
        const scripts: string[] = [];
        page.on('request', (request) => scripts.push(new URL(request.url()).pathname));
        const fetched = (name: string) => scripts.some((path) => path.includes(name));
        await tokensPage.open();
        const { rows } = createListPage(page);
        await expect(createListTools(page).count(`${tokens} tokens`)).toBeVisible();
        // What comes when the page is idle has come.
        await expect.poll(() => fetched('/later-')).toBe(true);
        if (windowed) {
          await expect.poll(() => fetched('WindowedRows')).toBe(true);
          await expect.poll(() => rows.count()).toBeLessThan(80);
        } else {
          await expect(rows).toHaveCount(tokens);
          expect(fetched('WindowedRows')).toBe(false);
        }
      },
    );
  });
}
