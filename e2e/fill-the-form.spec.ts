import { expect, test } from './fixtures.ts';
import { sentTo, storedToken } from './sent-calls.ts';
import { createTokenForm, openGenerateForm, whenOpen } from './token-form-page.ts';

test('Clone fills Generate from a token, under a name of its own', async ({ tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.chooseMore('dns-acme', 'Clone');
  const form = await whenOpen(createTokenForm(tokensPage, tokensPage.generateDialog));
  await expect(form.dialog).toContainText('Filled from dns-acme.');
  await expect(form.name).toHaveValue('dns-acme-copy');
  await expect(form.expirationDate).toHaveValue('2027-02-20');
  await expect(form.ips).toHaveValue('192.0.2.53\n2001:db8:53::53\n2001:db8:53:1::/64');
  await form.generate.click();
  await tokensPage.savedMyToken.click();
  const { acls, whitelistIps, expiresAt } = storedToken(simulator, 'dns-acme');
  expect(storedToken(simulator, 'dns-acme-copy')).toMatchObject({ acls, whitelistIps, expiresAt });
});

test('Clone of an expired token with Everything says what was not taken over', async ({ tokensPage }) => {
  await tokensPage.open();
  await tokensPage.chooseMore('migrate-q4', 'Clone');
  const form = await whenOpen(createTokenForm(tokensPage, tokensPage.generateDialog));
  await expect(form.dialog.getByRole('list', { name: 'Not taken over' })).toContainText(
    'The expiration date: It has passed.',
  );
  await expect(form.expirationDate).toHaveValue('2027-11-22');
  await expect(form.everything).toBeChecked();
});

test('Clone shows and sends privileges that are in no manual', async ({ tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.chooseMore('imunify-hook', 'Clone');
  const form = await whenOpen(createTokenForm(tokensPage, tokensPage.generateDialog));
  await form.searchPrivileges.fill('imunify');
  await expect(form.privilege('software-imunify360')).toBeChecked();
  await form.generate.click();
  await tokensPage.savedMyToken.click();
  expect(storedToken(simulator, 'imunify-hook-copy').acls).toContain('software-imunify360');
});

test.describe('a reseller', () => {
  test.use({ scenario: 'reseller' });

  test('clones without the privileges that it does not have, and reads which', async ({
    tokensPage,
    simulator,
  }) => {
    simulator.put('acme', { ...storedToken(simulator, 'offboarding', 'acme'), acls: ['list-accts', 'all'] });
    await tokensPage.open();
    await tokensPage.chooseMore('offboarding', 'Clone');
    const form = await whenOpen(createTokenForm(tokensPage, tokensPage.generateDialog));
    await expect(form.dialog.getByRole('list', { name: 'Not taken over' })).toContainText('Everything');
    await form.generate.click();
    await tokensPage.savedMyToken.click();
    expect(storedToken(simulator, 'offboarding-copy', 'acme').acls).toEqual(['list-accts']);
  });
});

test('the form makes a link to itself, and the link fills the form and does no more', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('for-a-colleague');
  await form.expirationDate.fill('2027-03-01');
  await form.ips.fill('192.0.2.7');
  await form.everything.check();
  await form.dialog.getByText('Ask a colleague to generate this').click();
  const link = await form.dialog.getByRole('textbox', { name: 'Link that fills the form' }).inputValue();
  expect(new URL(link).hash).toBe(
    '#generate=1&name=for-a-colleague&expires=2027-03-01&ips=192.0.2.7&privileges=all',
  );

  // Another page: an address that differs only in its fragment is no load.
  await page.goto('about:blank');
  await page.goto(link);
  const filled = await whenOpen(createTokenForm(tokensPage, tokensPage.generateDialog));
  await expect(filled.dialog).toContainText('A link filled this form.');
  await expect(filled.dialog).toContainText('The link asks for Everything.');
  await expect(filled.name).toHaveValue('for-a-colleague');
  await expect(filled.expirationDate).toHaveValue('2027-03-01');
  await expect(filled.ips).toHaveValue('192.0.2.7');
  await expect(filled.everything).not.toBeChecked();
  await expect(filled.selectedCount).toContainText('0 of');
  expect(new URL(page.url()).hash).toBe('');
  await filled.generate.click();
  await expect(filled.alert).toContainText('Privileges');
  expect(sentTo(simulator, 'api_token_create'), 'nothing is sent by a link').toEqual([]);
});

test('a link asks for what is of high risk, and lists what it cannot do', async ({ page, tokensPage }) => {
  await page.goto(
    './#generate=1&name=dns-acme&expires=2026-01-01&ips=10.0.0.256&privileges=list-accts+passwd+rm-rf&secret=x',
  );
  const form = await whenOpen(createTokenForm(tokensPage, tokensPage.generateDialog));
  await expect(form.dialog).toContainText('The link asks for Change Passwords.');
  const listed = form.dialog.getByRole('list', { name: 'Not as the link asks' }).getByRole('listitem');
  await expect(listed).toContainText(['“secret”', 'rm-rf', 'dns-acme', '2026-01-01', '10.0.0.256']);
  await form.searchPrivileges.fill('passwd');
  await expect(form.privilege('Change Passwords')).not.toBeChecked();
  await form.searchPrivileges.fill('list-accts');
  await expect(form.privilege('List Accounts')).toBeChecked();
});

test('a link opened while a form is open waits for it', async ({ page, tokensPage }) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('mine');
  await page.evaluate("location.hash = '#generate=1&name=theirs'");
  await expect(form.name).toHaveValue('mine');
  await form.cancel.click();
  await form.leave.click();
  await expect(createTokenForm(tokensPage, tokensPage.generateDialog).name).toHaveValue('theirs');
});

test('a link that cannot be read says so over a form that begins as ever', async ({ page, tokensPage }) => {
  await page.goto('./#generate=2&name=x');
  const form = await whenOpen(createTokenForm(tokensPage, tokensPage.generateDialog));
  await expect(form.dialog).toContainText('A link meant to fill this form, and could not.');
  await expect(form.name).toHaveValue('');
});

test.describe('an account that may not manage tokens', () => {
  test.use({ scenario: 'denied' });

  test('is told why the link opens nothing', async ({ page }) => {
    await page.goto('./#generate=1&name=x');
    await expect(page.getByText('A link asks you to generate a token.')).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await expect(page.getByText('A link asks you to generate a token.')).toHaveCount(0);
  });
});
