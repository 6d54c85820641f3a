import { expect, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';

test.describe('root', () => {
  test('is offered Everything', async ({ tokensPage }) => {
    await tokensPage.open();
    await tokensPage.openGenerate();
    await expect(tokensPage.generateDialog.getByRole('checkbox', { name: /^Everything/ })).toBeVisible();
  });
});

test.describe('a reseller', () => {
  test.use({ scenario: 'reseller' });

  test('sees only its own tokens, and which of them the dashboard uses', async ({ page, tokensPage }) => {
    await tokensPage.open();
    await expect(createListPage(page).rows).toHaveCount(5);
    await tokensPage.expectRow('whm-dashboard', 'In use by this dashboard');
    await expect(page.getByRole('banner')).toContainText('acme');
  });

  test('is offered a privilege of a third party, and not Everything', async ({ tokensPage }) => {
    await tokensPage.open();
    await tokensPage.openGenerate();
    const dialog = tokensPage.generateDialog;
    await expect(dialog.getByRole('checkbox', { name: /^Everything/ })).toHaveCount(0);
    const search = dialog.getByRole('searchbox', { name: 'Search privileges' });
    await search.fill('jetbackup');
    const thirdParty = dialog.getByRole('checkbox', { name: /^software-JetBackup5/ });
    await expect(thirdParty).toBeChecked();

    // The server has it, the account has not.
    await search.fill('clustering');
    await expect(dialog.getByText('No privilege matches “clustering”.')).toBeVisible();
  });

  test('can give the privilege of a third party to a token', async ({ page, tokensPage, simulator }) => {
    await tokensPage.open();
    await tokensPage.openGenerate();
    await tokensPage.form(tokensPage.generateDialog).name.fill('with-jetbackup');
    await tokensPage.form(tokensPage.generateDialog).generate.click();
    await tokensPage.savedMyToken.click();
    await tokensPage.expectRow('with-jetbackup');
    await expect(createListPage(page).rows).toHaveCount(6);
    const made = simulator.tokensOf('acme').find(({ name }) => name === 'with-jetbackup');
    expect(made?.acls).toContain('software-JetBackup5');
    expect(made?.acls).not.toContain('all');
  });
});

test.describe('an account without all Initial Privileges', () => {
  test.use({ scenario: 'limited' });

  test('is told WHM’s rule and the missing privileges by name', async ({ page, tokensPage }) => {
    await tokensPage.open();
    const { blank, rows, copyRequest } = createListPage(page);
    await expect(blank('WHM hides the API Tokens table from this account')).toBeVisible();
    await expect(
      page.getByText('WHM shows it only to accounts that have all Initial Privileges. acme lacks these 4:'),
    ).toBeVisible();
    const missing = page.getByRole('main').getByRole('listitem');
    await expect(missing).toHaveCount(4);
    await expect(missing).toContainText(['cors-proxy-get', 'digest-auth', 'manage-oidc', 'track-email']);
    await expect(rows).toHaveCount(0);
    await expect(copyRequest).toBeVisible();
  });

  test('can have the tokens shown anyway', async ({ page, tokensPage }) => {
    await tokensPage.open();
    const { rows, showAnyway, status } = createListPage(page);
    await expect(status('All')).toHaveAccessibleName(/^All\s*–$/);
    await showAnyway.click();
    await expect(rows).toContainText([
      'trial-import',
      'jetbackup-restore',
      'shop-provisioning',
      'offboarding',
    ]);
    await expect(rows).toHaveCount(4);
    await expect(status('All')).toHaveAccessibleName(/\b4$/);
    await expect(showAnyway).toHaveCount(0);
  });

  test('can generate a token though the table is hidden', async ({ page, tokensPage, simulator }) => {
    await tokensPage.open();
    const { blank } = createListPage(page);
    await expect(blank('WHM hides the API Tokens table from this account')).toBeVisible();
    await tokensPage.openGenerate();
    await tokensPage.form(tokensPage.generateDialog).name.fill('made-while-hidden');
    await tokensPage.form(tokensPage.generateDialog).generate.click();
    await tokensPage.savedMyToken.click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(blank('WHM hides the API Tokens table from this account')).toBeVisible();
    expect(simulator.tokensOf('acme').map(({ name }) => name)).toContain('made-while-hidden');
  });
});

test.describe('an account that may not manage tokens', () => {
  test.use({ scenario: 'denied' });

  test('is told what to ask the host for, in words it can copy', async ({ page, tokensPage, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await tokensPage.open();
    const { blank, rows, copyRequest } = createListPage(page);
    await expect(blank('You may not manage API tokens here')).toBeVisible();
    const main = page.getByRole('main');
    await expect(main).toContainText('acme does not have the privilege Manage API Tokens.');
    await expect(main).toContainText('Edit Reseller Nameservers and Privileges');
    await expect(main).toContainText('Access denied');
    await expect(rows).toHaveCount(0);

    await copyRequest.click();
    await expect(page.getByRole('button', { name: 'Copied', exact: true })).toBeVisible();
    await tokensPage.search.focus();
    await page.keyboard.press('ControlOrMeta+v');
    await expect(tokensPage.search).toHaveValue(
      /^Please enable these privileges for acme on whm\.example\.com.*Manage API Tokens \(manage-api-tokens\)/,
    );
  });

  test('finds Generate Token unavailable, with the reason, and still reaches it by keyboard', async ({
    page,
    tokensPage,
  }) => {
    await tokensPage.open();
    await expect(createListPage(page).blank('You may not manage API tokens here')).toBeVisible();
    const { generateToken } = tokensPage;
    await expect(generateToken).toBeDisabled();
    await expect(generateToken).toHaveAccessibleDescription(
      'Your account does not have the privilege Manage API Tokens.',
    );
    await tokensPage.search.focus();
    for (let presses = 0; presses < 6; presses++) {
      await page.keyboard.press('Tab');
      if (await generateToken.evaluate((button) => button === document.activeElement)) break;
    }
    await expect(generateToken).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
});
