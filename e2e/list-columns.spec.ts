import { expect, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';
import { aToken, createListTools } from './list-view.ts';

// The server's clock stands at Sun 22 Nov 2026, 10:42:07 in America/Chicago; the browser's zone is Europe/Paris.

const longName = 'reseller-portal_northwind_provisioning_eu-west_001';

test('the columns are WHM’s, with Privileges after Name', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await expect(createListPage(page).columns).toHaveText([
    '',
    ...['Name', 'Privileges', 'Created', 'Expires', 'IPs'],
    /^Actions/,
  ]);
});

test('Privileges says Everything, the names when they are few, or how many', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const { cell } = createListPage(page);
  const summaries = {
    'backup-runner': 'Everything',
    reverse_trust_ns1: 'clustering',
    'ci-smoke-tests': /^basic-system-info\s+list-accts$/,
    monitor_zabbix: '4',
    'helpdesk-chat': /^12\s*2\s+high-risk$/,
  };
  for (const [name, words] of Object.entries(summaries))
    await expect(await cell(name, 'Privileges')).toHaveText(words, { useInnerText: true });
});

test('high-risk privileges are counted in the row, and marked by name when they are few', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  simulator.put('root', aToken('risky', clock.now(), { acls: ['list-accts', 'clustering'] }));
  simulator.put('root', aToken('riskier', clock.now(), { acls: ['list-accts', 'clustering', 'status'] }));
  await tokensPage.open();
  const { cell } = createListPage(page);
  await expect((await cell('risky', 'Privileges')).getByRole('img', { name: 'High risk:' })).toHaveCount(1);
  await expect(await cell('riskier', 'Privileges')).toHaveText(/3\s*1 high-risk/);
});

test('the privileges of a token are listed by group without leaving the page', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  const button = createListTools(page).privileges('helpdesk-chat');
  await expect(button).toHaveAccessibleName('Privileges of helpdesk-chat: 12');
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  const row = tokensPage.row('helpdesk-chat');
  await expect(row.getByRole('listitem')).toHaveCount(12);
  await expect(row.getByRole('listitem').filter({ hasText: 'list-accts' })).toContainText('List Accounts');
  await expect(row.getByRole('heading', { level: 2 }).first()).toBeInViewport();
  expect(new URL(page.url()).search).toBe('');
  await page.keyboard.press('Escape');
  await expect(row.getByRole('listitem')).toHaveCount(0);
  await expect(button).toBeFocused();
});

test('Everything says on demand what it means', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await createListTools(page).privileges('backup-runner').click();
  await expect(page.getByRole('heading', { name: 'Everything', level: 2 })).toBeInViewport();
});

test('Expires tells the date, how far away it is, and the browser’s time on hover', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  const expires = await createListPage(page).cell('billing-whmcs', 'Expires');
  await expect(expires).toHaveText('11 25 2026 23:59:59 Expires in 3 days Renew', { useInnerText: true });
  await expect(expires.getByRole('time')).toHaveAttribute(
    'title',
    'Wed 25 Nov 2026, 23:59:59 America/Chicago (UTC−6)\nThu 26 Nov 2026, 06:59:59 Europe/Paris (UTC+1)',
  );
});

test('up to three addresses are shown in short form, then how many more there are', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  const { cell, moreAddresses } = createListPage(page);
  const ips = {
    'backup-runner': /^Any$/,
    'dns-acme': /^192\.0\.2\.53,\s*2001:db8:53::53,\s*2001:db8:53:1::\/64$/,
    [longName]: /^203\.0\.113\.0\/28,\s*2001:db8:4f::\/48,\s*198\.51\.100\.101\s*\+97$/,
  };
  for (const [name, words] of Object.entries(ips))
    await expect(await cell(name, 'IPs')).toHaveText(words, { useInnerText: true });
  await expect(moreAddresses(longName)).toHaveAccessibleName('97 more addresses');
});

test('all addresses of a token are copied, one to a line', async ({ page, context, tokensPage }) => {
  await context.grantPermissions(['clipboard-write']);
  await tokensPage.open();
  await createListPage(page).moreAddresses(longName).click();
  await expect(page.getByText('100 of 100 addresses and ranges')).toBeInViewport({ ratio: 1 });
  await page.getByRole('button', { name: 'Copy all', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Copied' })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await tokensPage.openGenerate();
  const { ips } = tokensPage.form(tokensPage.generateDialog);
  await ips.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(tokensPage.generateDialog.getByText('2001:db8:4f::/48', { exact: true })).toBeVisible();
  const understood = tokensPage.generateDialog.getByRole('list', { name: 'Addresses understood' });
  await expect(understood.getByRole('listitem')).toHaveCount(100);
});
