import { expect, expectNoBarriers, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';
import { createListTools } from './list-view.ts';

// Every state of the list: axe looks at one after the other. The dialogs are looked at in dialogs-accessibility.spec.ts.

test('the list that is pending, slow to come and not waited for any more has no barriers', async ({
  page,
  simulator,
  tokensPage,
  clock,
}) => {
  const list = createListPage(page);
  simulator.failNext('api_token_list', 'hang');
  await tokensPage.open();
  await test.step('pending', async () => {
    await expect(list.pending).toBeAttached();
    await expect(page.getByRole('banner')).toContainText('whm.example.com');
    // The bones of the table show after 300 ms.
    await expect(page.getByRole('table', { includeHidden: true })).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('slow to come', async () => {
    await expect.poll(() => simulator.calls.length).toBeGreaterThan(0);
    await clock.advance(10_000);
    await expect(createListTools(page).stopWaiting).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('not waited for any more', async () => {
    await createListTools(page).stopWaiting.click();
    await expect(list.blank('You stopped waiting')).toBeVisible();
    await expectNoBarriers(page);
  });
});

test('the list with tokens, and each panel that can be opened over it, has no barriers', async ({
  page,
  tokensPage,
}) => {
  test.slow();
  const list = createListPage(page);
  const tools = createListTools(page);
  await tokensPage.open();
  await expect(list.rows).toHaveCount(16);
  await test.step('with every row', () => expectNoBarriers(page, { everyRow: true }));

  const panels = {
    'its menu': {
      button: tokensPage.listActions,
      content: list.menuItem('Revoke All'),
    },
    'the notice of an expiring token': {
      button: list.noticeIcon('billing-whmcs'),
      content: page.getByText('WHM does not renew it.'),
    },
    'all addresses of a token': {
      button: list.moreAddresses('reseller-portal_northwind_provisioning_eu-west_001'),
      content: page.getByText('100 of 100 addresses and ranges'),
    },
    'the privileges of a token': {
      button: tools.privileges('helpdesk-chat'),
      content: tokensPage.row('helpdesk-chat').getByRole('listitem').first(),
    },
    'the reasons of a token': {
      button: tools.attention(tokensPage.row('backup-runner')),
      content: page.getByRole('definition').first(),
    },
    'a badge explained': {
      button: page.getByRole('button', { name: 'In use by this dashboard', exact: true }),
      content: page.getByText('This dashboard signs in to the server'),
    },
  };
  for (const [title, { button, content }] of Object.entries(panels)) {
    await test.step(title, async () => {
      await button.click();
      await expect(content).toBeInViewport({ ratio: 1 });
      await expectNoBarriers(page);
      await page.keyboard.press('Escape');
      await expect(content).toBeHidden();
    });
  }

  await test.step('the shortcuts', async () => {
    await page.keyboard.press('?');
    await expect(tools.shortcutsDialog).toBeVisible();
    await expectNoBarriers(page);
  });
});

test('the list that is searched, changed by a refresh, and older than the last one, has no barriers', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const list = createListPage(page);
  const tools = createListTools(page);
  await page.goto('./?status=attention&search=bill&sort=-name');
  await test.step('tokens that need attention', async () => {
    await expect(list.rows).toHaveCount(2);
    await expectNoBarriers(page);
  });

  await test.step('without a match', async () => {
    await tokensPage.search.fill('a-name-that-is-very-long-and-that-no-token-has-been-given');
    await list.status('Expired').check();
    await expect(list.blank(/^No token matches .* in Expired$/)).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('after a refresh that found changes', async () => {
    await tokensPage.open();
    await tokensPage.expectRow('monitor_zabbix');
    simulator.remove('root', 'monitor_zabbix');
    for (const token of simulator.tokensOf('root').slice(0, 2))
      simulator.put('root', { ...token, acls: ['status'] });
    await tools.refresh.click();
    await expect(page.getByRole('row').getByText('Changed', { exact: true })).toHaveCount(2);
    await expectNoBarriers(page, { everyRow: true });
  });

  await test.step('older than the last refresh', async () => {
    simulator.failNext('api_token_list', 'disk-full');
    await tokensPage.refresh();
    await expect(list.alert).toContainText('Changes are off');
    await expectNoBarriers(page);
  });
});

test('the list that could not be read, and one with what the server says, has no barriers', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const list = createListPage(page);
  await test.step('failed', async () => {
    simulator.failNext('api_token_list', 'foreign-json');
    await tokensPage.open();
    await expect(list.blank('The server did not answer as WHM does')).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('with what the server says, and privileges that are not known', async () => {
    simulator.failNext('api_token_list', 'warnings');
    simulator.failNext('myprivs', 'refused');
    await tokensPage.open();
    await expect(page.getByText('The server says:')).toHaveCount(2);
    await expect(list.alert).toContainText('which privileges you have');
    await expectNoBarriers(page);
  });
});

test.describe('the list of a server without tokens', () => {
  test.use({ scenario: 'empty' });

  test('has no barriers', async ({ page, tokensPage }) => {
    await tokensPage.open();
    await expect(createListPage(page).blank('No API tokens yet')).toBeVisible();
    await expectNoBarriers(page);
  });
});

test.describe('the list hidden by WHM’s rule', () => {
  test.use({ scenario: 'limited' });

  test('has no barriers', async ({ page, tokensPage }) => {
    await tokensPage.open();
    await expect(createListPage(page).showAnyway).toBeVisible();
    await expectNoBarriers(page);
  });
});

test.describe('the list that is denied', () => {
  test.use({ scenario: 'denied' });

  test('has no barriers', async ({ page, tokensPage }) => {
    await tokensPage.open();
    await expect(createListPage(page).blank('You may not manage API tokens here')).toBeVisible();
    await expectNoBarriers(page);
  });
});

test.describe('the list of which a window is drawn', () => {
  test.use({ tokens: 1000 });

  test('has no barriers', async ({ page, tokensPage }) => {
    await tokensPage.open();
    await expect(createListPage(page).rows.first()).toHaveAttribute('aria-rowindex', '2');
    await expectNoBarriers(page);
  });
});
