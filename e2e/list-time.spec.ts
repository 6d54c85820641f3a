import { expect, test } from './fixtures.ts';
import { colourOf, countCalls, createListPage } from './list-page.ts';

// The server's clock stands at Sun 22 Nov 2026, 10:42:07 in America/Chicago; the browser's zone is Europe/Paris.

const dayMs = 86_400_000;

/** From 10:42:07 to 23:59:59. */
const restOfTodayMs = (13 * 3600 + 17 * 60 + 52) * 1000;

test('the token that the dashboard signs in with is marked, and no other', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await tokensPage.expectRow('whm-dashboard', 'In use by this dashboard');
  await expect(page.getByText('In use by this dashboard')).toHaveCount(1);
});

test('the token that the dashboard signs in with stays marked when it is renamed', async ({ tokensPage }) => {
  await tokensPage.open();
  await tokensPage.openEdit('whm-dashboard');
  const { name, save } = tokensPage.form(tokensPage.editDialog('whm-dashboard'));
  await name.fill('dashboard-2027');
  await save.click();
  await tokensPage.expectRow('dashboard-2027', 'In use by this dashboard');
});

test('a row turns yellow while the page is open, 30 days before its token ends', async ({
  page,
  tokensPage,
  clock,
}) => {
  await tokensPage.open();
  const { status } = createListPage(page);
  // Ends on 31 Dec at 23:59:59.
  const row = tokensPage.row('helpdesk-chat');
  await expect(row).toContainText('in 39 days');
  await clock.advance(9 * dayMs + restOfTodayMs - 10_000);
  await expect(tokensPage.row('billing-whmcs')).toContainText('Expired');
  expect(await colourOf(row)).toBe('plain');
  await expect(status('Expiring')).toHaveAccessibleName(/\b1$/);

  await clock.advance(10_000);
  await expect(row).toContainText('Expires in 30 days');
  await expect.poll(() => colourOf(row)).toBe('yellow');
  await expect(status('Expiring')).toHaveAccessibleName(/\b2$/);
});

test('a row turns red while the page is open, at the second its token ends', async ({
  page,
  tokensPage,
  clock,
  simulator,
}) => {
  await tokensPage.open();
  const { status } = createListPage(page);
  const row = tokensPage.row('billing-whmcs');
  await expect(row).toContainText('Expires in 3 days');
  // Not all calls: what the page asks for after the list may still be on its way.
  const lists = () => countCalls(simulator.calls, 'api_token_list');
  const listsBefore = lists();
  await clock.advance(3 * dayMs + restOfTodayMs - 60_000);
  await expect(row).toContainText(/Expires in 1 min/);
  expect(await colourOf(row)).toBe('yellow');

  await clock.advance(60_000);
  await expect(row).toContainText('Expired just now');
  await expect.poll(() => colourOf(row)).toBe('red');
  await expect(status('Expired')).toHaveAccessibleName(/\b3$/);
  await expect(page.getByRole('button', { name: /^Expired just now: Wed 25 Nov 2026/ })).toBeVisible();
  expect(lists(), 'no call was needed for it').toBe(listsBefore);
});

test('a browser whose clock is wrong does not change what is expired', async ({ page, tokensPage }) => {
  await page.clock.setFixedTime(new Date('2031-01-01T00:00:00Z'));
  await tokensPage.open();
  await tokensPage.expectRow('billing-whmcs', 'Expires in 3 days');
  await tokensPage.expectRow('migrate-q4', 'Expired yesterday');
  await expect(createListPage(page).status('Expired')).toHaveAccessibleName(/\b2$/);
  await expect(page.getByTitle('Listed at 10:42:07 server time')).toBeVisible();
});

test('the foot of the list names the server’s zone and the browser’s', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await expect(
    page.getByText('Times are the server’s: America/Chicago, UTC−6. Yours: Europe/Paris, UTC+1.'),
  ).toBeVisible();
});

test.describe('in a browser in the server’s zone', () => {
  test.use({ timezoneId: 'America/Chicago' });

  test('times are told once', async ({ page, tokensPage }) => {
    await tokensPage.open();
    await expect(page.getByText('Times are the server’s: America/Chicago, UTC−6.')).toBeVisible();
    await expect(page.getByText('Yours:')).toHaveCount(0);
    const created = await createListPage(page).cell('billing-whmcs', 'Created');
    await expect(created.getByRole('time')).toHaveAttribute(
      'title',
      'Tue 25 Nov 2025, 09:14:22 America/Chicago (UTC−6)',
    );
  });
});
