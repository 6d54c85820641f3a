import type { SimulatedToken } from '../src/simulator/simulator.ts';
import { expect, inBothThemes, test } from './fixtures.ts';
import { colourOf, createListPage, groundOf } from './list-page.ts';

// The server's clock stands at Sun 22 Nov 2026, 10:42:07 in America/Chicago; the browser's zone is Europe/Paris.

test('the table says of each token what WHM says, in its columns and their order', async ({
  page,
  tokensPage,
}) => {
  const list = createListPage(page);
  await tokensPage.open();

  await test.step('the table has the columns of WHM’s manual, in its order', async () => {
    const { columns, rows } = list;
    await expect(columns).toContainText(['Name', 'Created', 'Expires', 'IPs', 'Actions']);
    await expect(rows).toHaveCount(16);
  });

  await test.step('tokens are sorted by what ends soonest, and those that never end come last by name', async () => {
    await expect(list.rows).toContainText([
      ...['legacy-billing', 'migrate-q4', 'billing-whmcs', 'jetbackup-agent', 'helpdesk-chat', 'dns-acme'],
      ...['imunify-hook', 'reseller-portal_northwind_provisioning_eu-west_001', 'whm-dashboard'],
      ...['ci-smoke-tests', 'backup-runner', 'cloudflare-dns-sync', 'monitor_zabbix', 'old token (2019)'],
      ...['reverse_trust_ns1', 'reverse_trust_ns2'],
    ]);
  });

  await test.step('Created is written as WHM does, in the server’s zone, with the full date and both zones on hover', async () => {
    const created = await list.cell('billing-whmcs', 'Created');
    await expect(created).toHaveText('11 25 2025 09:14:22', { useInnerText: true });
    await expect(created.getByRole('time')).toHaveAttribute(
      'title',
      'Tue 25 Nov 2025, 09:14:22 America/Chicago (UTC−6)\nTue 25 Nov 2025, 16:14:22 Europe/Paris (UTC+1)',
    );
  });

  await test.step('a date in summer is told with the offsets of that summer', async () => {
    const created = await list.cell('helpdesk-chat', 'Created');
    await expect(created).toHaveText('06 29 2026 13:27:51', { useInnerText: true });
    await expect(created.getByRole('time')).toHaveAttribute(
      'title',
      'Mon 29 Jun 2026, 13:27:51 America/Chicago (UTC−5)\nMon 29 Jun 2026, 20:27:51 Europe/Paris (UTC+2)',
    );
  });

  await test.step('Expires says when and how far away that is, or that it never does', async () => {
    const expires = {
      'billing-whmcs': '11 25 2026 23:59:59 Expires in 3 days Renew',
      'dns-acme': '02 20 2027 23:59:59 in 90 days',
      'migrate-q4': '11 21 2026 23:59:59 Expired yesterday Renew',
      'legacy-billing': '08 31 2025 23:59:59 Expired 1 year ago Renew',
      'backup-runner': 'Never',
    };
    for (const [name, words] of Object.entries(expires)) {
      await expect(await list.cell(name, 'Expires')).toHaveText(words, { useInnerText: true });
    }
  });

  await test.step('IPs are short, or Any', async () => {
    const ips = {
      'backup-runner': 'Any',
      'imunify-hook': '2001:db8:360::/48',
      'jetbackup-agent': '10.5.3.0/24',
      'dns-acme': /^192\.0\.2\.53,\s+2001:db8:53::53,\s+2001:db8:53:1::\/64$/,
    };
    for (const [name, words] of Object.entries(ips)) {
      await expect(await list.cell(name, 'IPs')).toHaveText(words, { useInnerText: true });
    }
  });
});

test('the count behind a long list of IPs opens all of them, and Escape closes it', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  const name = 'reseller-portal_northwind_provisioning_eu-west_001';
  const more = createListPage(page).moreAddresses(name);
  await expect(more).toHaveText('+97');
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(more).toHaveAttribute('aria-expanded', 'true');
  const addresses = tokensPage.row(name).getByRole('listitem');
  await expect(addresses).toHaveCount(100);
  await expect(addresses.first()).toHaveText('203.0.113.0/28');
  await expect(addresses.nth(1)).toHaveText('2001:db8:4f::/48');
  await expect(addresses.last()).toHaveText('198.51.100.198');
  await expect(addresses.first()).toBeInViewport();

  await page.keyboard.press('Escape');
  await expect(addresses).toHaveCount(0);
  await expect(more).toBeFocused();
});

test('expiring rows are yellow and expired rows red, in both themes', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const { row } = tokensPage;
  await expect(row('billing-whmcs')).toBeVisible();
  await inBothThemes(page, async () => {
    for (const name of ['billing-whmcs', 'jetbackup-agent']) expect(await colourOf(row(name))).toBe('yellow');
    for (const name of ['migrate-q4', 'legacy-billing']) expect(await colourOf(row(name))).toBe('red');
    for (const name of ['helpdesk-chat', 'backup-runner']) expect(await colourOf(row(name))).toBe('plain');
    const grounds = ['billing-whmcs', 'migrate-q4', 'helpdesk-chat'].map((name) => groundOf(row(name)));
    expect(new Set(await Promise.all(grounds)).size).toBe(3);
  });
});

test('the notice icon of an expiring or expired row says when; other rows have none', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  const { rows, noticeIcon } = createListPage(page);
  await expect(rows).toHaveCount(16);
  await expect(page.getByRole('button', { name: /^Expire[sd] / })).toHaveCount(4);

  await expect(noticeIcon('billing-whmcs')).toHaveAccessibleName(/Wed 25 Nov 2026, 23:59:59 server time/);
  await noticeIcon('billing-whmcs').click();
  await expect(
    page.getByText('Expires on Wed 25 Nov 2026 at 23:59:59 server time, in 3 days and 13 hours.'),
  ).toBeInViewport();

  await noticeIcon('migrate-q4').click();
  await expect(
    page.getByText('Expired on Sat 21 Nov 2026 at 23:59:59 server time, yesterday.'),
  ).toBeInViewport();
  await expect(page.getByText('Expires on Wed 25 Nov 2026')).toHaveCount(0);
});

test('Search filters names as you type, whatever their case', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const { rows } = createListPage(page);
  await tokensPage.search.pressSequentially('bi');
  await expect(rows).toContainText(['legacy-billing', 'billing-whmcs', 'monitor_zabbix']);
  await expect(rows).toHaveCount(3);
  await tokensPage.search.pressSequentially('L');
  await expect(rows).toHaveCount(2);
  await tokensPage.search.pressSequentially('LING-W');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('billing-whmcs');
  await expect(page.getByText('1 of 16 tokens')).toBeVisible();

  await tokensPage.search.fill('nothing is called this');
  await expect(rows).toHaveCount(0);
  await expect(createListPage(page).blank('No token matches nothing is called this')).toBeVisible();
  await page.getByRole('button', { name: 'Clear search and filter' }).click();
  await expect(rows).toHaveCount(16);
  await expect(tokensPage.search).toHaveValue('');
});

test('the status filter counts each kind, and shows one kind at a time', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const { rows, status } = createListPage(page);
  const counts = { All: 16, Active: 6, Expiring: 2, Expired: 2, Never: 6 };
  for (const [label, count] of Object.entries(counts)) {
    await expect(status(label)).toHaveAccessibleName(new RegExp(`\\b${count}$`));
    await status(label).check();
    await expect(rows).toHaveCount(count);
  }
  await status('Expired').check();
  await expect(rows).toContainText(['legacy-billing', 'migrate-q4']);
  await tokensPage.search.fill('migrate');
  await expect(rows).toHaveCount(1);
  await tokensPage.search.fill('billing-whmcs');
  await expect(createListPage(page).blank('No token matches billing-whmcs in Expired')).toBeVisible();
});

test('Refresh List shows what somebody else changed meanwhile', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  await tokensPage.open();
  const { rows } = createListPage(page);
  await expect(rows).toHaveCount(16);
  const fresh: SimulatedToken = {
    name: 'made-elsewhere',
    acls: ['list-accts'],
    createTime: clock.now().getTime() / 1000,
    expiresAt: null,
    whitelistIps: ['192.0.2.200'],
  };
  simulator.put('root', fresh);
  simulator.remove('root', 'monitor_zabbix');
  simulator.remove('root', 'reverse_trust_ns2');
  await clock.advance(60_000);
  await expect(tokensPage.row('made-elsewhere')).toHaveCount(0);

  await tokensPage.refresh();
  await tokensPage.expectRow('made-elsewhere', '11 22 2026 10:42:07', '192.0.2.200', 'Never');
  await expect(tokensPage.row('monitor_zabbix')).toHaveCount(0);
  await expect(rows).toHaveCount(15);
  await expect(page.getByTitle('Listed at 10:43:07 server time')).toBeVisible();
});

test('a refresh keeps the search and the filter', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  const { rows, status } = createListPage(page);
  await status('Never').check();
  await tokensPage.search.fill('reverse');
  await expect(rows).toHaveCount(2);
  simulator.remove('root', 'reverse_trust_ns1');
  await tokensPage.refresh();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('reverse_trust_ns2');
  await expect(status('Never')).toBeChecked();
  await expect(tokensPage.search).toHaveValue('reverse');
});
