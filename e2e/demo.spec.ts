import { fileURLToPath } from 'node:url';
import { test as base, expect, expectNoBarriers } from './fixtures.ts';
import { createListPage, sidewaysOverflow } from './list-page.ts';
import { startStaticHost } from './static-host.ts';

// The static demo, in a sub-path of a host that has its files and no server behind them.

const folder = fileURLToPath(new URL('../dist/demo', import.meta.url));

const test = base.extend<{ requests: string[]; demoFiles: ReadonlySet<string> }>({
  // In the place of the gateway: the address of the page is the sub-path.
  host: async ({ demoFiles }, use) => {
    const [first = ''] = demoFiles;
    await use({ url: new URL('.', first).href });
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from the pattern what a fixture needs.
  demoFiles: async ({}, use) => {
    const host = await startStaticHost(folder, '/some/where/demo/');
    await use(new Set([host.url, ...host.files]));
    await host.close();
  },
  requests: [
    async ({ page, demoFiles }, use) => {
      const requests: string[] = [];
      page.on('request', (request) => {
        requests.push(`${request.method()} ${request.url()}`);
      });
      await use(requests);
      const own = [...demoFiles].map((url) => `GET ${url}`);
      expect(
        requests.filter((request) => !own.includes(request)),
        'requests beyond its own files',
      ).toEqual([]);
    },
    { auto: true },
  ],
});

test.beforeEach(async ({ tokensPage }) => {
  await tokensPage.open();
});

test('it shows tokens at once, says that nothing is real, and loads nothing but its files', async ({
  page,
  tokensPage,
  requests,
}) => {
  await expect(createListPage(page).rows).toHaveCount(16);
  await tokensPage.expectRow('whm-dashboard', 'In use by this dashboard');
  await tokensPage.expectRow('billing-whmcs', 'Expires in 3 days');
  const bar = page.getByRole('region', { name: 'Demo' });
  await expect(bar).toContainText('nothing here is real');
  await expect(page.getByRole('banner')).toContainText('Simulated server');
  await page.waitForLoadState('networkidle');
  expect(requests.length).toBeGreaterThan(3);
});

test('a token can be generated, edited and revoked, and comes and goes in the list', async ({
  page,
  tokensPage,
}) => {
  const { rows } = createListPage(page);
  await expect(rows).toHaveCount(16);
  await tokensPage.openGenerate();
  const form = tokensPage.form(tokensPage.generateDialog);
  await form.name.fill('made-in-the-demo');
  await form.generate.click();
  await expect(page.getByRole('textbox', { name: 'API token secret' })).toHaveValue(/^[A-Z0-9]{32}$/);
  await expect(page.getByRole('dialog')).toContainText('this secret opens nothing real');
  await tokensPage.savedMyToken.click();
  await tokensPage.expectRow('made-in-the-demo', 'Any');
  await expect(rows).toHaveCount(17);

  await tokensPage.openEdit('made-in-the-demo');
  const edit = tokensPage.form(tokensPage.editDialog('made-in-the-demo'));
  await edit.name.fill('renamed-in-the-demo');
  await edit.ips.fill('192.0.2.7');
  await edit.save.click();
  await tokensPage.expectRow('renamed-in-the-demo', '192.0.2.7');
  await expect(tokensPage.row('made-in-the-demo')).toHaveCount(0);

  await tokensPage.revokeToken('renamed-in-the-demo');
  await expect(tokensPage.row('renamed-in-the-demo')).toHaveCount(0);
  await expect(rows).toHaveCount(16);
});

test('every scenario is a choice away', async ({ page, tokensPage }) => {
  const { rows, blank } = createListPage(page);
  const scenario = page.getByRole('combobox', { name: 'Scenario' });
  await expect(rows).toHaveCount(16);
  await scenario.selectOption('A reseller');
  await expect(rows).toHaveCount(5);
  await expect(page.getByRole('banner')).toContainText('acme');
  await scenario.selectOption('A reseller without all Initial Privileges');
  await expect(blank('WHM hides the API Tokens table from this account')).toBeVisible();
  await scenario.selectOption('A reseller who may not manage tokens');
  await expect(blank('You may not manage API tokens here')).toBeVisible();
  await expect(tokensPage.generateToken).toBeDisabled();
  await scenario.selectOption('A new server without tokens');
  await expect(blank('No API tokens yet')).toBeVisible();
  await scenario.selectOption('A busy server, as root');
  await expect(rows).toHaveCount(16);
  await expect(page.getByRole('banner')).toContainText('root');
  await expect(tokensPage.generateToken).toBeEnabled();
});

test('Reset brings back what a visitor changed, and so does loading the page again', async ({
  page,
  tokensPage,
}) => {
  const { rows } = createListPage(page);
  await tokensPage.revokeToken('dns-acme');
  await expect(rows).toHaveCount(15);
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await tokensPage.expectRow('dns-acme');
  await expect(rows).toHaveCount(16);

  await tokensPage.revokeToken('dns-acme');
  await expect(rows).toHaveCount(15);
  await page.reload();
  await expect(rows).toHaveCount(16);
});

test('a failure can be asked for, is shown as on a real server, and is over after it', async ({
  page,
  tokensPage,
}) => {
  const { rows, alert, tryAgain } = createListPage(page);
  await expect(rows).toHaveCount(16);
  await page
    .getByRole('combobox', { name: 'Next call' })
    .selectOption('the server’s disk is full, told as a refusal');
  await tokensPage.refresh();
  await expect(alert).toContainText('No space left on device');
  await expect(rows).toHaveCount(16);
  await tryAgain.click();
  await expect(alert).toHaveCount(0);
});

test('the bar has no barriers, in both themes, and does not make a phone scroll sideways', async ({
  page,
}) => {
  test.slow();
  await expect(createListPage(page).rows).toHaveCount(16);
  await expectNoBarriers(page);
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 640 });
    expect(await sidewaysOverflow(page)).toEqual([]);
  }
});
