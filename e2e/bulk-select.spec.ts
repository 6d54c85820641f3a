import { readFile } from 'node:fs/promises';
import { createBulkPage } from './bulk-page.ts';
import { expect, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';
import { createListTools } from './list-view.ts';
import { storedToken } from './sent-calls.ts';

const own = 'whm-dashboard';

test('rows are selected one by one, with Shift, and all at once but for those that are picked by themselves', async ({
  page,
  tokensPage,
}) => {
  const bulk = createBulkPage(page);
  await bulk.open('legacy-billing');
  await expect(bulk.bar).toContainText('1 selected');
  const tableTop = (await tokensPage.table.boundingBox())?.y;
  await bulk.clear.click();
  await expect(bulk.bar).toHaveCount(0);
  await expect(tokensPage.generateToken).toBeFocused();
  expect((await tokensPage.table.boundingBox())?.y, 'the table does not jump').toBe(tableTop);

  // From the first row to one beyond the dashboard's own.
  await bulk.box('legacy-billing').click();
  await bulk.box('ci-smoke-tests').click({ modifiers: ['Shift'] });
  await expect(bulk.bar).toContainText('9 selected');
  await expect(bulk.box(own)).not.toBeChecked();
  expect(await page.evaluate(() => String(getSelection())), 'no text is marked').toBe('');
  await expect(bulk.all).toBeChecked({ indeterminate: true });
  await bulk.box('jetbackup-agent').click({ modifiers: ['Shift'] });
  await expect(bulk.bar).toContainText('3 selected');

  await bulk.all.click();
  await expect(bulk.bar).toContainText('13 selected');
  await expect(bulk.all).toBeChecked();
  for (const name of [own, 'reverse_trust_ns1', 'reverse_trust_ns2'])
    await expect(bulk.box(name)).not.toBeChecked();
  await bulk.box(own).check();
  await bulk.box('reverse_trust_ns1').check();
  await expect(bulk.said('15 selected')).toBeAttached();
  await bulk.all.click();
  await expect(bulk.bar).toHaveCount(0);
  await expect(bulk.said('Nothing is selected.')).toBeAttached();
});

test('a search keeps what is selected and says what it hides; all that match is what it shows', async ({
  page,
  tokensPage,
}) => {
  const bulk = createBulkPage(page);
  await bulk.open('dns-acme', 'legacy-billing');
  await tokensPage.search.fill('bill');
  await expect(bulk.bar).toContainText('2 selected, 1 not shown');
  await expect(bulk.said('2 selected, 1 not shown')).toBeAttached();
  await bulk.all.click();
  await expect(bulk.bar).toContainText('3 selected, 1 not shown');
  await tokensPage.search.fill('no such token');
  await expect(bulk.bar).toContainText('3 selected, 3 not shown');
  // The search takes Escape first.
  await page.keyboard.press('Escape');
  await expect(tokensPage.search).toHaveValue('');
  await expect(bulk.bar).toContainText('3 selected');
  for (const name of ['dns-acme', 'legacy-billing', 'billing-whmcs'])
    await expect(bulk.box(name)).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(bulk.bar).toHaveCount(0);
  await expect(tokensPage.search).toBeFocused();
});

test('groups that are worth a click are offered with their numbers, and added or taken away whole', async ({
  page,
  tokensPage,
}) => {
  const bulk = createBulkPage(page);
  await bulk.open('cloudflare-dns-sync');
  await expect(bulk.bar.getByRole('group', { name: 'Select' }).getByRole('button')).toHaveText([
    'Expired 2',
    'Expiring 2',
    'Needs attention 8',
  ]);
  await bulk.group('Expired').click();
  await expect(bulk.bar).toContainText('3 selected');
  await expect(bulk.group('Expired')).toHaveAttribute('aria-pressed', 'true');
  for (const name of ['legacy-billing', 'migrate-q4']) await expect(bulk.box(name)).toBeChecked();
  await bulk.group('Needs attention').click();
  await expect(bulk.bar).toContainText('8 selected');
  await expect(bulk.box(own)).not.toBeChecked();
  await bulk.group('Expired').click();
  await expect(bulk.bar).toContainText('6 selected');
  // What is selected is also what is exported from here.
  await bulk.bar.getByRole('button', { name: 'Export', exact: true }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'JSON' }).click();
  const exported = JSON.parse(await readFile(await (await downloading).path(), 'utf8'));
  expect(exported.tokens).toHaveLength(6);
  // Of what is shown only.
  await tokensPage.search.fill('legacy');
  await expect(bulk.bar.getByRole('group', { name: 'Select' }).getByRole('button')).toHaveText([
    'Expired 1',
    'Needs attention 1',
  ]);
});

test('with the keyboard alone: Space, Shift and Space, and Escape', async ({ page, tokensPage }) => {
  const bulk = createBulkPage(page);
  await bulk.open();
  await bulk.all.focus();
  await page.keyboard.press('Space');
  await expect(bulk.bar).toContainText('13 selected');
  await page.keyboard.press('Space');
  await expect(bulk.bar).toHaveCount(0);
  await expect(bulk.all).toBeFocused();
  await bulk.box('legacy-billing').focus();
  await page.keyboard.press('Space');
  await expect(bulk.box('legacy-billing')).toBeChecked();
  await bulk.box('helpdesk-chat').focus();
  await page.keyboard.press('Shift+Space');
  await expect(bulk.bar).toContainText('5 selected');
  await page.keyboard.press('Escape');
  await expect(bulk.bar).toHaveCount(0);
  await expect(bulk.box('helpdesk-chat')).toBeFocused();
  // A box is not typed into: keys that act on the page do so from there too.
  await page.keyboard.press('/');
  await expect(tokensPage.search).toBeFocused();
  await bulk.box('helpdesk-chat').focus();
  // What is open takes Escape for itself.
  await page.keyboard.press('Space');
  await createListTools(page).privileges('helpdesk-chat').click();
  await page.keyboard.press('Escape');
  await expect(tokensPage.row('helpdesk-chat').getByRole('listitem')).toHaveCount(0);
  await expect(bulk.bar).toContainText('1 selected');
  await bulk.clear.focus();
  await page.keyboard.press('Enter');
  await expect(tokensPage.generateToken).toBeFocused();
});

test('a token that is gone is forgotten, also when its name comes back; one about to go cannot be selected', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const bulk = createBulkPage(page);
  const gone = storedToken(simulator, 'dns-acme');
  await bulk.open('dns-acme', 'monitor_zabbix', 'imunify-hook');
  simulator.remove('root', 'dns-acme');
  await tokensPage.refresh();
  await expect(bulk.bar).toContainText('2 selected');
  simulator.put('root', gone);
  await tokensPage.refresh();
  await expect(bulk.box('dns-acme')).not.toBeChecked();

  await tokensPage.revoke('monitor_zabbix').click();
  await tokensPage.revokeDialog('monitor_zabbix').getByRole('button', { name: 'Continue' }).click();
  await expect(bulk.bar).toContainText('1 selected');
  await expect(bulk.box('monitor_zabbix')).toHaveAttribute('aria-disabled', 'true');
  await expect(bulk.box('monitor_zabbix')).not.toBeChecked();
  await bulk.box('monitor_zabbix').click({ force: true });
  await expect(bulk.bar).toContainText('1 selected');
  await tokensPage.waiting('monitor_zabbix').getByRole('button', { name: 'Undo' }).click();
  await expect(bulk.bar).toContainText('2 selected');
});

test.describe('of ten thousand tokens', () => {
  test.use({ tokens: 10_000 });

  test('all that match are selected, also those that are not drawn', async ({ page, tokensPage }) => {
    const bulk = createBulkPage(page);
    await page.goto('./?sort=name');
    await expect(createListPage(page).rows.first()).toHaveAttribute('aria-rowindex', '2');
    await bulk.all.click();
    await expect(bulk.bar).toContainText('10000 selected');
    await page.keyboard.press('End');
    await expect(bulk.box('support-1250')).toBeChecked();
    await bulk.box('support-1250').click();
    await expect(bulk.bar).toContainText('9999 selected');
    await expect(bulk.all).toBeChecked({ indeterminate: true });
    await page.keyboard.press('Home');
    await expect(tokensPage.row('backup-1')).toBeInViewport();
    await bulk.box('backup-1').click({ modifiers: ['Shift'] });
    await expect(bulk.bar).toHaveCount(0);
  });
});
