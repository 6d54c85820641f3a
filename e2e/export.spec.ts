import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { parse as parseCsv } from 'csv-parse/sync';
import ICAL from 'ical.js';
import { expect, expectNoBarriers, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';
import { aToken, createListTools } from './list-view.ts';

const exportButton = (page: Page) => page.getByRole('button', { name: 'Export', exact: true });
const item = (page: Page, name: string) => page.getByRole('menuitem', { name, exact: true });

/** Chooses it in the menu; gives the file that the browser was handed. */
async function exported(page: Page, name: string): Promise<{ fileName: string; text: string }> {
  await exportButton(page).click();
  const [file] = await Promise.all([page.waitForEvent('download'), item(page, name).click()]);
  return { fileName: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

test('what is shown is exported as CSV, as JSON and as a calendar, in its order, and says what was handed over', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  const formula = "=HYPERLINK('evil') a,b";
  simulator.put('root', aToken(formula, clock.now(), { whitelistIps: ['192.0.2.0/28', '2001:db8::1'] }));
  await tokensPage.open();
  await tokensPage.search.fill('a');
  await createListPage(page).status('Active').check();
  await expect(createListTools(page).count('5 of 17 tokens')).toBeVisible();
  const names = ['helpdesk-chat', formula, 'dns-acme'];
  const notice = page.getByRole('region', { name: 'Notices' });

  const csv = await exported(page, 'CSV');
  expect(csv.fileName).toBe('api-tokens-whm.example.com-2026-11-22.csv');
  const rows: string[][] = parseCsv(csv.text, { bom: true });
  expect(rows[0]?.slice(0, 4)).toEqual([
    'Name',
    'Created (UTC)',
    'Expires (UTC)',
    'Expires (America/Chicago)',
  ]);
  expect(rows).toHaveLength(6);
  // A spreadsheet takes none for a formula.
  expect(rows.map(([name]) => name)).toEqual(expect.arrayContaining(['dns-acme', `'${formula}`]));
  expect(rows.find(([name]) => name === 'dns-acme')?.slice(2, 5)).toEqual([
    '2027-02-21T05:59:59Z',
    '2027-02-20 23:59:59',
    'Active',
  ]);
  await expect(notice).toContainText('Exported 5 tokens as CSV');
  await expect(notice).toContainText(`${csv.fileName} was handed to your browser.`);
  await expect(createListTools(page).announced(/^Exported 5 tokens as CSV/)).toBeAttached();

  const json = await exported(page, 'JSON');
  expect(json.fileName).toBe('api-tokens-whm.example.com-2026-11-22.json');
  const document = JSON.parse(json.text);
  expect(document).toMatchObject({
    server: 'whm.example.com',
    user: 'root',
    exportedAt: '2026-11-22T16:42:07Z',
  });
  const exportedNames: string[] = document.tokens.map(({ name }: { name: string }) => name);
  expect(exportedNames.filter((name) => names.includes(name))).toEqual(names);
  expect(document.tokens.at(exportedNames.indexOf(formula))).toMatchObject({
    privileges: ['list-accts'],
    allowlist: ['192.0.2.0/28', '2001:db8::1'],
  });

  const calendar = await exported(page, 'Calendar (.ics)');
  expect(calendar.fileName).toBe('api-tokens-whm.example.com-2026-11-22.ics');
  const events = new ICAL.Component(ICAL.parse(calendar.text)).getAllSubcomponents('vevent');
  expect(events).toHaveLength(5);
  const summaries = events.map((event) => event.getFirstPropertyValue('summary'));
  expect(summaries).toContain(`API token ${formula} expires (whm.example.com)`);
  expect(events.map((event) => event.getAllSubcomponents('valarm').length)).toEqual([3, 3, 3, 3, 3]);
  await expect(notice).toContainText('Exported 5 expiry dates as a calendar');

  for (const { text } of [csv, json, calendar]) expect(text).not.toContain(simulator.credential.secret);
});

test('the menu is worked by keyboard, says why a calendar would be empty, and bars nobody', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  await createListPage(page).status('Never expires').check();
  await expect(createListTools(page).count('6 of 16 tokens')).toBeVisible();
  await exportButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(item(page, 'CSV')).toBeFocused();
  await page.keyboard.press('End');
  await expect(item(page, 'Calendar (.ics)')).toBeFocused();
  await expect(item(page, 'Calendar (.ics)')).toBeDisabled();
  await expect(item(page, 'Calendar (.ics)')).toHaveAccessibleDescription(
    'None of these tokens will expire.',
  );
  await expectNoBarriers(page);
  await page.keyboard.press('ArrowUp');
  const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
  expect(file.suggestedFilename()).toMatch(/\.json$/);
  await expect(exportButton(page)).toBeFocused();

  // What is not shown is not exported.
  await tokensPage.search.fill('nothing is called that');
  await expect(createListTools(page).clear).toBeVisible();
  await exportButton(page).click();
  await expect(item(page, 'CSV')).toBeDisabled();
  await expect(item(page, 'CSV')).toHaveAccessibleDescription('There is no token to export.');
});
