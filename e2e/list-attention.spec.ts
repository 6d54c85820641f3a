import { expect, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';
import { aToken, createListTools, expectNames } from './list-view.ts';

const daySeconds = 86_400;

test('Needs attention shows every token with a reason, and no other', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await createListPage(page).status('Needs attention').check();
  await expectNames(page, [
    ...['legacy-billing', 'migrate-q4', 'billing-whmcs', 'jetbackup-agent', 'whm-dashboard', 'backup-runner'],
    ...[
      'cloudflare-dns-sync',
      'monitor_zabbix',
      'old token (2019)',
      'reverse_trust_ns1',
      'reverse_trust_ns2',
    ],
  ]);
});

test('a row says its first reason in words, and all of them on demand with why each matters', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  const { attention } = createListTools(page);
  const mark = attention(tokensPage.row('backup-runner'));
  await expect(mark).toHaveText('Root from any address +2');
  await expect(mark).toHaveAccessibleName(
    'Needs attention: Root from any address, Root for ever, Old and never expires',
  );
  await mark.click();
  await expect(page.getByRole('heading', { name: 'Needs attention', level: 2 })).toBeInViewport();
  const whys = page.getByRole('definition');
  await expect(whys).toHaveText([
    'Whoever gets hold of its secret has the whole server, from anywhere in the world.',
    'A secret with root access that never ends will be forgotten long before it stops working.',
    'It is older than a year and nothing ends it; WHM does not tell whether anybody still uses it.',
  ]);
  await page.keyboard.press('Escape');
  await expect(whys).toHaveCount(0);
  await expect(mark).toBeFocused();
});

test('a token that is in order has no mark, and one that only ends soon has it in Expires', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  const { attention } = createListTools(page);
  await tokensPage.expectRow('dns-acme');
  await expect(attention(tokensPage.row('dns-acme'))).toHaveCount(0);
  await expect(attention(tokensPage.row('billing-whmcs'))).toHaveCount(0);
  await createListPage(page).noticeIcon('billing-whmcs').click();
  await expect(page.getByText('WHM does not renew it.')).toBeInViewport();
});

test.describe('for one reason at a time', () => {
  test.use({ scenario: 'empty' });

  test('each reason is found on its own, at its limit', async ({ page, tokensPage, simulator, clock }) => {
    const today = clock.now().getTime() / 1000;
    const never = { expiresAt: null };
    const reasons = {
      'wide-v4': ['Very wide range', { whitelistIps: ['10.0.0.0/15'] }],
      'wide-v6': ['Very wide range', { whitelistIps: ['2001:db0::/31'] }],
      'root-from-any': ['Root from any address', { acls: ['all'], whitelistIps: [] }],
      'root-for-ever': ['Root for ever', { acls: ['all'], ...never }],
      'risky-from-any': ['High risk from any address', { acls: ['clustering'], whitelistIps: [] }],
      old: ['Old and never expires', { ...never, createTime: today - 366 * daySeconds }],
    } as const;
    for (const [name, [, settings]] of Object.entries(reasons))
      simulator.put('root', aToken(name, clock.now(), settings));
    const inOrder = {
      'narrow-v4': { whitelistIps: ['10.0.0.0/16'] },
      'narrow-v6': { whitelistIps: ['2001:db8::/32'] },
      'harmless-from-any': { whitelistIps: [] },
      'root-from-one': { acls: ['all'] },
      'not-a-year-old': { ...never, createTime: today - 364 * daySeconds },
    };
    for (const [name, settings] of Object.entries(inOrder))
      simulator.put('root', aToken(name, clock.now(), settings));

    await tokensPage.open();
    const { attention } = createListTools(page);
    for (const [name, [words]] of Object.entries(reasons))
      await expect(attention(tokensPage.row(name))).toHaveText(words);
    for (const name of Object.keys(inOrder)) {
      await tokensPage.expectRow(name);
      await expect(attention(tokensPage.row(name))).toHaveCount(0);
    }
    await expect(createListPage(page).status('Needs attention')).toHaveAccessibleName(/\b6$/);
  });

  test('the server’s own tokens carry a badge that explains them', async ({
    page,
    tokensPage,
    simulator,
    clock,
  }) => {
    const explanations = {
      reverse_trust_ns9: /DNS cluster/,
      WebPros_Dashboard: /WordPress dashboard/,
      'WP-Dashboard': /WordPress dashboard/,
    };
    for (const name of [...Object.keys(explanations), 'my_WP-Dashboard'])
      simulator.put('root', aToken(name, clock.now()));
    await tokensPage.open();
    for (const [name, words] of Object.entries(explanations)) {
      await tokensPage.row(name).getByRole('button', { name: 'System token', exact: true }).click();
      await expect(tokensPage.row(name).getByText(words)).toBeInViewport();
      await page.keyboard.press('Escape');
    }
    await expect(page.getByRole('button', { name: 'System token', exact: true })).toHaveCount(3);
  });
});

test('the dashboard’s own token carries a badge that explains it', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const badge = page.getByRole('button', { name: 'In use by this dashboard', exact: true });
  await expect(badge).toHaveCount(1);
  await tokensPage.row('whm-dashboard').getByRole('button', { name: 'In use by this dashboard' }).click();
  await expect(page.getByText('This dashboard signs in to the server with this token.')).toBeInViewport();
});
