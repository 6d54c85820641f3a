import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { createListPage, groundOf } from './list-page.ts';
import { createListTools } from './list-view.ts';

declare global {
  interface Window {
    /** The theme of the page in every frame since it began to load. */
    themesSeen: (string | undefined)[];
  }
}

const light = 'rgb(246, 246, 248)';
const dark = 'rgb(13, 14, 18)';

function ground(page: Page): Promise<string> {
  return groundOf(page.locator('html'));
}

/** From now on every page notes its theme before each paint. */
async function watchThemes(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.themesSeen = [];
    const look = () => {
      // Until the body is there nothing is painted.
      if (document.body !== null) window.themesSeen.push(document.documentElement.dataset.theme);
      requestAnimationFrame(look);
    };
    look();
  });
}

test('the page follows the system until somebody chooses, and again when they choose System', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  const { theme } = createListTools(page);
  await expect(theme('System')).toBeChecked();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(() => ground(page)).toBe(dark);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(() => ground(page)).toBe(light);

  await theme('Dark').check();
  await expect.poll(() => ground(page)).toBe(dark);
  await theme('System').check();
  await expect.poll(() => ground(page)).toBe(light);
  await page.reload();
  await expect(theme('System')).toBeChecked();
  expect(await ground(page)).toBe(light);
});

for (const [system, label, scheme] of [
  ['light', 'Dark', 'dark'],
  ['dark', 'Light', 'light'],
] as const) {
  test(`${label} is remembered where the system is ${system}, and is there before the first paint`, async ({
    page,
    tokensPage,
  }) => {
    await page.emulateMedia({ colorScheme: system });
    await tokensPage.open();
    const { theme } = createListTools(page);
    await theme(label).check();
    await watchThemes(page);
    await page.reload();
    await tokensPage.expectRow('dns-acme');
    await expect(theme(label)).toBeChecked();
    expect(await ground(page)).toBe(scheme === 'dark' ? dark : light);
    const seen = await page.evaluate(() => window.themesSeen);
    expect(seen.length).toBeGreaterThan(0);
    expect(new Set(seen)).toEqual(new Set([scheme]));
  });
}

test('a theme that nobody offers is ignored', async ({ page, tokensPage }) => {
  await page.addInitScript(() => localStorage.setItem('theme', '"><sepia'));
  await tokensPage.open();
  await expect(createListTools(page).theme('System')).toBeChecked();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme');
});

test('forced colours keep the state of a row and the chosen filter visible', async ({ page, tokensPage }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await tokensPage.open();
  const edge = (name: string) =>
    tokensPage
      .row(name)
      .getByRole('cell')
      .first()
      .evaluate((cell) => {
        const { borderLeftStyle, borderLeftWidth } = getComputedStyle(cell);
        return `${borderLeftWidth} ${borderLeftStyle}`;
      });
  await expect(tokensPage.row('dns-acme')).toBeVisible();
  expect(await edge('billing-whmcs')).toBe('3px dashed');
  expect(await edge('migrate-q4')).toBe('3px solid');
  expect(await edge('dns-acme')).toMatch(/^0px/);
  await tokensPage.expectRow('billing-whmcs', 'Expires in 3 days');
  await expect(createListPage(page).noticeIcon('billing-whmcs')).toBeVisible();

  for (const [group, label] of [
    ['Status', /^Expired/],
    ['Theme', 'Dark'],
  ] as const) {
    const radios = page.getByRole('group', { name: group }).getByRole('radio');
    await page.getByRole('group', { name: group }).getByRole('radio', { name: label }).check();
    const grounds = await radios.evaluateAll((all) =>
      all.map((radio) => {
        const chosen = radio.matches(':checked') ? 'chosen' : 'other';
        return `${chosen} ${getComputedStyle(radio.parentElement ?? radio).backgroundColor}`;
      }),
    );
    expect(new Set(grounds).size, 'one look for the chosen one, one for the others').toBe(2);
    expect(new Set(grounds.map((look) => look.split(' ').slice(1).join(' '))).size).toBe(2);
  }
});

test('paper gets the list without what can only be pressed, on white', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await createListTools(page).theme('Dark').check();
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => ground(page)).toBe('rgb(255, 255, 255)');
  for (const control of [
    ...[tokensPage.search, tokensPage.generateToken, tokensPage.listActions, tokensPage.edit('dns-acme')],
    ...[tokensPage.revoke('dns-acme'), createListTools(page).refresh, createListTools(page).shortcuts],
    ...[page.getByRole('group', { name: 'Theme' }), page.getByRole('group', { name: 'Status' })],
  ])
    await expect(control).toBeHidden();
  await expect(tokensPage.heading).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'billing-whmcs' });
  for (const words of ['billing-whmcs', '11 25 2026', 'Expires in 3 days', '203.0.113.24'])
    await expect(row).toContainText(words);
});

test.describe('of a list longer than the window', () => {
  test.use({ tokens: 300 });

  test('every row is printed, and afterwards the window is back', async ({ page, tokensPage }) => {
    await tokensPage.open();
    const { rows } = createListPage(page);
    // The rows drawn at first are without places; then the window has taken over, and listens before this does.
    await expect(rows.first()).toHaveAttribute('aria-rowindex', '2');
    expect(await rows.count()).toBeLessThan(80);
    await page.evaluate(async () => {
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      addEventListener('beforeprint', () => {
        document.title = `${document.querySelectorAll('tr[id^="token "]').length} rows on paper`;
      });
    });
    await page.pdf();
    await expect(page).toHaveTitle('300 rows on paper');
    await expect.poll(() => rows.count()).toBeLessThan(80);
  });
});
