import { expect, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';
import { createListTools, expectNames, expectQuery } from './list-view.ts';

const expired = ['legacy-billing', 'migrate-q4'];

test('the filters count the tokens of the account, and keep counting all of them when one is chosen', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  const { status, rows } = createListPage(page);
  const counts = { All: 16, Active: 6, Expiring: 2, Expired: 2, 'Never expires': 6, 'Needs attention': 11 };
  const expectCounts = async () => {
    for (const [label, count] of Object.entries(counts))
      await expect(status(label)).toHaveAccessibleName(new RegExp(`\\b${count}$`));
  };
  await expectCounts();
  await status('Needs attention').check();
  await expect(rows).toHaveCount(11);
  await tokensPage.search.fill('trust');
  await expect(rows).toHaveCount(2);
  await expectCounts();
});

test('back and forward go through the filters that were chosen', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const { status, rows } = createListPage(page);
  await status('Expired').check();
  await expectQuery(page, '?status=expired');
  await expectNames(page, expired);
  await status('Expiring').check();
  await expectQuery(page, '?status=expiring');
  await expectNames(page, ['billing-whmcs', 'jetbackup-agent']);

  await page.goBack();
  await expectQuery(page, '?status=expired');
  await expect(status('Expired')).toBeChecked();
  await expectNames(page, expired);
  await page.goBack();
  await expectQuery(page, '');
  await expect(status('All')).toBeChecked();
  await expect(rows).toHaveCount(16);
  await page.goForward();
  await expect(status('Expired')).toBeChecked();
  await expectNames(page, expired);
});

test('what is typed in one go is one step back', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await createListPage(page).status('Expired').check();
  await tokensPage.search.pressSequentially('legacy');
  await expectQuery(page, '?status=expired&search=legacy');
  await tokensPage.search.pressSequentially('-bill');
  await expectQuery(page, '?status=expired&search=legacy-bill');
  await page.goBack();
  await expectQuery(page, '?status=expired');
  await expect(tokensPage.search).toHaveValue('');
  await expectNames(page, expired);
});

test('a link reproduces search, filter and order in another window', async ({
  page,
  context,
  tokensPage,
}) => {
  await tokensPage.open();
  await createListPage(page).status('Never expires').check();
  await createListTools(page).sortBy('Created').click();
  await createListTools(page).sortBy('Created').click();
  await tokensPage.search.fill(' RU');
  await expectQuery(page, '?status=never&sort=-created&search=+RU');
  const names = ['backup-runner', 'reverse_trust_ns2', 'reverse_trust_ns1'];
  await expectNames(page, names);

  const other = await context.newPage();
  await other.goto(page.url());
  await expectNames(other, names);
  await expect(createListPage(other).status('Never expires')).toBeChecked();
  await expect(createListTools(other).heading('Created')).toHaveAttribute('aria-sort', 'descending');
  await expect(other.getByRole('searchbox', { name: 'Search' })).toHaveValue(' RU');
});

test('junk in the query string is ignored', async ({ page }) => {
  await page.goto('./?status=__proto__&sort=-toString&sort=name&page=7');
  const { status, rows } = createListPage(page);
  await expect(status('All')).toBeChecked();
  await expect(createListTools(page).heading('Expires')).toHaveAttribute('aria-sort', 'ascending');
  await expect(rows).toHaveCount(16);

  // Half a character is no reason to fail; nothing is called that.
  await page.goto('./?search=%E0%A4%A');
  await createListTools(page).clear.click();
  await expect(rows).toHaveCount(16);
});

test('a parameter that is not the list’s is kept', async ({ page }) => {
  await page.goto('./?from=manual');
  await createListPage(page).status('Expired').check();
  await expectQuery(page, '?from=manual&status=expired');
  await createListPage(page).status('All').check();
  await expectQuery(page, '?from=manual');
});

test('the filters are one stop of the keyboard and are chosen with arrows', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const { status } = createListPage(page);
  await tokensPage.search.focus();
  await page.keyboard.press('Tab');
  await expect(status('All')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(status('Expiring')).toBeChecked();
  await expectNames(page, ['billing-whmcs', 'jetbackup-agent']);
  await page.keyboard.press('Tab');
  await expect(tokensPage.generateToken).toBeFocused();
});
