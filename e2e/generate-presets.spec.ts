import { expect, test } from './fixtures.ts';
import { storedToken } from './sent-calls.ts';
import { createSecretPage, openGenerateForm } from './token-form-page.ts';

test('a preset names its high-risk members before it ticks them, and is shown as changed', async ({
  tokensPage,
}) => {
  const form = await openGenerateForm(tokensPage);
  const before = await form.selectedCount.innerText();
  await form.preset('Billing system').click();
  const question = form.dialog.getByRole('group', { name: 'Start from Billing system' });
  await expect(question).toContainText('2 of the 13 privileges of Billing system are of high risk:');
  await expect(question).toContainText('Change Passwords');
  await expect(form.selectedCount).toHaveText(before, { useInnerText: true });
  await question.getByRole('button', { name: 'Tick all 13' }).click();
  await expect(form.selectedCount).toHaveText(/^13 of/);
  await expect(form.preset('Billing system')).toBeFocused();
  await form.searchPrivileges.fill('passwd');
  await form.privilege('Change Passwords').uncheck();
  await form.searchPrivileges.fill('');
  await form.dialog.getByRole('checkbox', { name: 'Selected only' }).check();
  await form.privilege('List Packages').click();
  await expect(form.searchPrivileges).toBeFocused();
  await expect(form.preset('Billing system (changed)')).toHaveAttribute('aria-pressed', 'true');
});

test('all, none and invert work on a group, on everything, and on what was found', async ({ tokensPage }) => {
  const form = await openGenerateForm(tokensPage);
  await form.preset('Nothing').click();
  await expect(form.selectedCount).toHaveText(/^0 of/);
  await form.searchPrivileges.fill('dns zones');
  await form.preset('Invert: the 4 shown').click();
  await expect(form.selectedCount).toHaveText(/^4 of/);
  // A head and its words are about what was found, and say so.
  await expect(form.dialog.getByText('4 of the 4 shown', { exact: true })).toBeVisible();
  await expect(form.dialog.getByRole('checkbox', { name: 'The 4 shown of DNS', exact: true })).toBeChecked();
  await form.preset('None: the 4 shown of DNS').click();
  await expect(form.selectedCount).toHaveText(/^0 of/);
  await form.searchPrivileges.fill('');
  await form.preset('All: all privileges').click();
  await expect(form.selectedCount).toHaveText(/^(\d+) of \1 selected$/);
});

test('power without limits is warned about, and what the token can do is said in words', async ({
  tokensPage,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.preset('Read-only monitoring').click();
  // Nothing waits for the rest of the form.
  await expect(form.dialog).toContainText(/This token can list packages, .*, from any address, until Mon/);
  await form.expirationDate.fill('soon');
  await form.everything.check();
  await expect(form.dialog).toContainText('Root access from any address.');
  await expect(form.dialog).toContainText(
    'This token can do everything on the server, as root can, from any address.',
  );
  await form.everything.uncheck();
  await form.preset('1 year').click();
  await form.name.fill('agent');
  await expect(form.dialog).toContainText(
    /agent can list packages, .*, from any address, until Mon 22 Nov 2027\./,
  );
  await expect(form.dialog).not.toContainText('Root access from');
  await form.everything.check();
  await form.doesNotExpire.check();
  await expect(form.dialog).toContainText('Root access from any address and without an end.');
});

test('a date is understood as it is typed, a bare comment is not “any address”, and my address can be added', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('reverse_trust_x');
  await expect(form.name).toHaveAccessibleDescription(/DNS cluster/);
  await form.name.fill('two words');
  await expect(form.name).toHaveAttribute('aria-invalid', 'true');
  await form.name.fill('typed');
  await form.expirationDate.fill('2027-3-1');
  await form.ips.fill('# to be asked');
  await expect(form.expirationDate).toHaveValue('2027-03-01');
  await form.generate.click();
  await expect(form.ips).toHaveAccessibleDescription(/There is no address in this text\./);
  await form.ips.fill('# mine');
  await form.dialog.getByRole('button', { name: /^Add my address, / }).click();
  await form.generate.click();
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(storedToken(simulator, 'typed').whitelistIps).toEqual(['127.0.0.1']);
});

test('the privileges of another token are copied, and what is risky among them is named first', async ({
  tokensPage,
}) => {
  const form = await openGenerateForm(tokensPage);
  const copy = form.dialog.getByRole('combobox', { name: 'Copy a token' });
  await copy.focus();
  await copy.selectOption('dns-acme');
  await expect(form.selectedCount).toHaveText(/^[1-9]\d* of/);
  await form.dialog.getByRole('checkbox', { name: 'Selected only' }).check();
  await expect(form.privilege('Edit DNS Zones')).toBeChecked();

  const before = await form.selectedCount.innerText();
  await copy.selectOption('backup-runner');
  const question = form.dialog.getByRole('group', { name: 'Start from backup-runner' });
  await expect(question).toContainText('backup-runner has Everything.');
  await expect(question.getByRole('button', { name: 'Leave as it is' })).toBeFocused();
  await question.getByRole('button', { name: 'Leave as it is' }).click();
  await expect(copy).toBeFocused();
  await expect(form.selectedCount).toHaveText(before, { useInnerText: true });
  await expect(form.everything).not.toBeChecked();
});

test.describe('an account that does not have all of a preset', () => {
  test.use({ scenario: 'reseller' });

  test('is told what was left out of it', async ({ tokensPage }) => {
    const form = await openGenerateForm(tokensPage);
    await form.preset('DNS').click();
    await expect(form.dialog.getByRole('status').filter({ hasText: 'Left out' })).toHaveText(
      /^Left out of DNS, because your account does not have it: Remove DNS Zones\.$/,
    );
    await form.searchPrivileges.fill('kill-dns');
    await expect(form.dialog.getByRole('checkbox', { name: /kill-dns/ })).toHaveCount(0);
  });
});
