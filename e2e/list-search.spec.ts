import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';
import { createListTools, expectNames, expectQuery } from './list-view.ts';

/** What Search has marked, in no order: the whole text of the name, and the part of it. */
async function marked(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const ranges = [...(CSS.highlights.get('search') ?? [])];
    const words = ranges.map((range) =>
      range instanceof Range ? `${range.toString()} in ${range.startContainer.textContent}` : 'not a range',
    );
    return words.sort();
  });
}

test('Search marks what it found in each name, and leaves the name in one piece', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  await tokensPage.search.fill(' BILL ');
  await expectNames(page, ['legacy-billing', 'billing-whmcs']);
  await expect.poll(() => marked(page)).toEqual(['bill in billing-whmcs', 'bill in legacy-billing']);
  const pieces = await page.getByTitle('legacy-billing').evaluate((name) => name.childNodes.length);
  expect(pieces).toBe(1);

  await tokensPage.search.fill('billing-w');
  await expect.poll(() => marked(page)).toEqual(['billing-w in billing-whmcs']);
  await tokensPage.search.fill('');
  await expect.poll(() => marked(page)).toEqual([]);
});

test('the mark is a line under the letters, which needs no colour', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await tokensPage.search.fill('bill');
  await expectNames(page, ['legacy-billing', 'billing-whmcs']);
  const look = await page
    .getByTitle('legacy-billing')
    .evaluate((name) => getComputedStyle(name, '::highlight(search)').textDecorationLine);
  expect(look).toBe('underline');
});

test('a slash goes to Search and is not typed; in the box it is a character like others', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  await tokensPage.edit('dns-acme').focus();
  await page.keyboard.press('/');
  await expect(tokensPage.search).toBeFocused();
  await expect(tokensPage.search).toHaveValue('');
  await page.keyboard.press('/');
  await expect(tokensPage.search).toHaveValue('/');
});

test('Escape clears Search and stays in the box', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await tokensPage.search.pressSequentially('zabbix');
  await expectNames(page, ['monitor_zabbix']);
  await expectQuery(page, '?search=zabbix');
  await page.keyboard.press('Escape');
  await expect(createListPage(page).rows).toHaveCount(16);
  await expect(tokensPage.search).toHaveValue('');
  await expect(tokensPage.search).toBeFocused();
  await expectQuery(page, '');
});

test('the number of results is read out', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const { count } = createListTools(page);
  await expect(count('16 tokens')).toBeVisible();
  await tokensPage.search.fill('bill');
  await expect(count('2 of 16 tokens')).toBeVisible();
  await tokensPage.search.fill('nobody');
  await expect(count('0 of 16 tokens')).toBeVisible();
});

test('no match offers to clear search and filter, and gives the focus to Search', async ({
  page,
  tokensPage,
}) => {
  await page.goto('./?status=expired&search=dns&sort=name');
  await expect(createListPage(page).blank('No token matches dns in Expired')).toBeVisible();
  await createListTools(page).clear.focus();
  await page.keyboard.press('Enter');
  await expect(createListPage(page).rows).toHaveCount(16);
  await expectQuery(page, '?sort=name');
  await expect(tokensPage.search).toBeFocused();
});
