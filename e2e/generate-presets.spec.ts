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
  await form.searchPrivileges.fill('passwd');
  await form.privilege('Change Passwords').uncheck();
  await expect(form.preset('Billing system (changed)')).toHaveAttribute('aria-pressed', 'true');
});

test('all, none and invert work on a group, on everything, and on what was found', async ({ tokensPage }) => {
  const form = await openGenerateForm(tokensPage);
  await form.preset('Nothing').click();
  await expect(form.selectedCount).toHaveText(/^0 of/);
  await form.searchPrivileges.fill('dns zones');
  await form.preset('Invert: the 4 shown').click();
  await expect(form.selectedCount).toHaveText(/^4 of/);
  await form.preset('None: DNS').click();
  await expect(form.selectedCount).toHaveText(/^0 of/);
  await form.searchPrivileges.fill('');
  await form.preset('All: all privileges').click();
  await expect(form.selectedCount).toHaveText(/^(\d+) of \1 selected$/);
});

test('power without limits is warned about, and what the token can do is said in words', async ({
  tokensPage,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('agent');
  await form.preset('Read-only monitoring').click();
  await expect(form.dialog).toContainText(
    /agent can list packages, .*, from any address, until Mon 22 Nov 2027\./,
  );
  await expect(form.dialog).not.toContainText('from any address and without an end.');
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
