import { expect, test } from './fixtures.ts';
import { aToken, createListTools, expectNames, expectQuery } from './list-view.ts';

test('a heading sorts by its column, and once more the other way round', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const { heading, sortBy, announced } = createListTools(page);
  await expect(heading('Expires')).toHaveAttribute('aria-sort', 'ascending');

  await sortBy('Created').click();
  await expect(heading('Created')).toHaveAttribute('aria-sort', 'ascending');
  await expect(heading('Expires')).not.toHaveAttribute('aria-sort');
  await expect(tokensPage.table).toHaveAccessibleName('API tokens, sorted by Created, oldest first');
  await expect(announced('Sorted by Created, oldest first.')).toHaveCount(1);
  await expectQuery(page, '?sort=created');
  const oldestFirst = [
    ...['old token (2019)', 'reverse_trust_ns1', 'reverse_trust_ns2', 'monitor_zabbix', 'backup-runner'],
    ...['legacy-billing', 'cloudflare-dns-sync', 'billing-whmcs', 'jetbackup-agent', 'dns-acme'],
    ...['imunify-hook', 'reseller-portal_northwind_provisioning_eu-west_001', 'helpdesk-chat'],
    ...['whm-dashboard', 'ci-smoke-tests', 'migrate-q4'],
  ];
  await expectNames(page, oldestFirst);

  await sortBy('Created').click();
  await expect(heading('Created')).toHaveAttribute('aria-sort', 'descending');
  await expect(announced('Sorted by Created, newest first.')).toHaveCount(1);
  await expectQuery(page, '?sort=-created');
  await expectNames(page, oldestFirst.toReversed());
});

test('every column with an order has a button, and only those', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const { heading, sortBy } = createListTools(page);
  for (const title of ['Name', 'Privileges', 'Created', 'Expires']) await expect(sortBy(title)).toBeVisible();
  await expect(heading('IPs').getByRole('button')).toHaveCount(0);
});

test('a heading sorts with the keyboard and keeps the focus', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const { heading, sortBy } = createListTools(page);
  await sortBy('Name').focus();
  await page.keyboard.press('Enter');
  await expect(heading('Name')).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Space');
  await expect(heading('Name')).toHaveAttribute('aria-sort', 'descending');
  await expect(sortBy('Name')).toBeFocused();
});

test('tokens that never expire come last, whichever way Expires is sorted', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const never = [
    ...['backup-runner', 'cloudflare-dns-sync', 'monitor_zabbix', 'old token (2019)'],
    ...['reverse_trust_ns1', 'reverse_trust_ns2'],
  ];
  const rows = page.getByRole('row').filter({ has: page.getByRole('button', { name: /^Revoke / }) });
  await createListTools(page).sortBy('Expires').click();
  await expectQuery(page, '?sort=-expires');
  await expect(rows.first()).toContainText('ci-smoke-tests');
  await expect(rows).toContainText([
    ...['ci-smoke-tests', 'whm-dashboard', 'reseller-portal', 'imunify-hook', 'dns-acme', 'helpdesk-chat'],
    ...['jetbackup-agent', 'billing-whmcs', 'migrate-q4', 'legacy-billing'],
    ...never,
  ]);
});

test('the order survives a reload', async ({ page, tokensPage }) => {
  await page.goto('./?sort=-name');
  await expect(createListTools(page).heading('Name')).toHaveAttribute('aria-sort', 'descending');
  const rows = tokensPage.table.getByRole('row');
  await expect(rows.nth(1)).toContainText('whm-dashboard');
  await page.reload();
  await expect(createListTools(page).heading('Name')).toHaveAttribute('aria-sort', 'descending');
  await expect(rows.nth(1)).toContainText('whm-dashboard');
  await tokensPage.expectRow('backup-runner');
});

test.describe('among tokens made for it', () => {
  test.use({ scenario: 'empty' });

  test('names are in natural order: node-2 before node-10', async ({ page, simulator, clock }) => {
    for (const name of ['node-10', 'Node-3', 'node-2', 'node-1', 'alpha'])
      simulator.put('root', aToken(name, clock.now()));
    await page.goto('./?sort=name');
    await expectNames(page, ['alpha', 'node-1', 'node-2', 'Node-3', 'node-10']);
    await createListTools(page).sortBy('Name').click();
    await expectNames(page, ['node-10', 'Node-3', 'node-2', 'node-1', 'alpha']);
  });

  test('Privileges sorts by how many there are, and Everything is the most', async ({
    page,
    simulator,
    clock,
    tokensPage,
  }) => {
    const put = (name: string, acls: readonly string[]) =>
      simulator.put('root', aToken(name, clock.now(), { acls }));
    put('three', ['list-accts', 'acct-summary', 'status']);
    put('root', ['all']);
    put('one-b', ['status']);
    put('one-a', ['list-accts']);
    await tokensPage.open();
    const { sortBy } = createListTools(page);
    await sortBy('Privileges').click();
    await expectNames(page, ['one-a', 'one-b', 'three', 'root']);
    await sortBy('Privileges').click();
    await expectNames(page, ['root', 'three', 'one-a', 'one-b']);
  });
});
