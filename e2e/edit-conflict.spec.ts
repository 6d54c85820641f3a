import { expect, test } from './fixtures.ts';
import { numbered, seconds, sentTo, storedToken } from './sent-calls.ts';
import { createSecretPage, createTokenForm, notices, openEditForm, whenOpen } from './token-form-page.ts';

const before = {
  name: 'shared',
  acls: ['acct-summary', 'list-accts'],
  createTime: seconds('2026-03-01T12:00:00Z'),
  expiresAt: seconds('2027-03-06T05:59:59Z'),
  whitelistIps: ['192.0.2.1'],
};
const theirs = { ...before, acls: ['ssl-info', 'list-accts'], whitelistIps: ['203.0.113.9'] };

test.beforeEach(({ simulator }) => simulator.put('root', before));

test.describe('somebody else changed the token while the form was open', () => {
  test('both are shown and nothing is written', async ({ tokensPage, simulator }) => {
    const form = await openEditForm(tokensPage, 'shared');
    await form.name.fill('mine');
    simulator.put('root', theirs);
    await form.save.click();
    await expect(form.alert).toContainText('Somebody else changed this token while the form was open.');
    const table = form.alert.getByRole('table');
    await expect(table.getByRole('columnheader')).toContainText(['When you opened it', 'On the server now']);
    const change = (setting: string) => table.getByRole('row').filter({ hasText: setting });
    await expect(change('IPs')).toContainText(/192\.0\.2\.1.*203\.0\.113\.9/);
    await expect(change('Privileges')).toContainText(/acct-summary.*ssl-info/);
    await expect(form.name).toHaveValue('mine');
    await expect(form.dialog).not.toContainText('What will change');
    await expect(form.dialog).toContainText('Choose above what to go on from.');
    expect(sentTo(simulator, 'api_token_update')).toEqual([]);
    expect(storedToken(simulator, 'shared')).toEqual(theirs);
  });

  test('it can be started again from theirs', async ({ tokensPage, simulator }) => {
    const form = await openEditForm(tokensPage, 'shared');
    await form.name.fill('mine');
    simulator.put('root', theirs);
    await form.save.click();
    await form.dialog.getByRole('button', { name: 'Start again from theirs' }).click();
    await expect(form.alert).toHaveCount(0);
    await expect(form.name).toHaveValue('shared');
    await expect(form.ips).toHaveValue('203.0.113.9');
    await expect(form.dialog).toContainText('Nothing has changed yet.');
    await form.name.fill('after-theirs');
    await form.save.click();
    await expect(form.dialog).toHaveCount(0);
    expect(storedToken(simulator, 'after-theirs')).toEqual({ ...theirs, name: 'after-theirs' });
  });

  test('mine can be kept, compared with theirs, and saved over it', async ({ tokensPage, simulator }) => {
    const form = await openEditForm(tokensPage, 'shared');
    await form.name.fill('mine');
    simulator.put('root', theirs);
    await form.save.click();
    await form.dialog.getByRole('button', { name: 'Keep mine and compare' }).click();
    await expect(form.alert).toHaveCount(0);
    await expect(form.name).toHaveValue('mine');
    await expect(form.ips).toHaveValue('192.0.2.1');
    // Now counted from theirs: their address goes and mine comes back.
    const ips = form.dialog.getByRole('row').filter({ hasText: 'IPs' });
    await expect(ips).toContainText(/203\.0\.113\.9.*192\.0\.2\.1/);
    expect(sentTo(simulator, 'api_token_update')).toEqual([]);
    await form.save.click();
    await expect(form.dialog).toHaveCount(0);
    expect(sentTo(simulator, 'api_token_update')).toEqual([
      {
        'api.version': '1',
        token_name: 'shared',
        new_name: 'mine',
        ...numbered('acl', before.acls),
        expires_at: String(before.expiresAt),
        'whitelist_ip-0': '192.0.2.1',
      },
    ]);
    expect(storedToken(simulator, 'mine')).toEqual({ ...before, name: 'mine' });
  });

  test('mine keeps the very second that I did not touch, not the end of its day', async ({
    tokensPage,
    simulator,
  }) => {
    const noon = { ...before, expiresAt: seconds('2027-03-05T18:00:00Z') };
    simulator.put('root', noon);
    const form = await openEditForm(tokensPage, 'shared');
    await form.ips.fill('192.0.2.2');
    simulator.put('root', { ...noon, expiresAt: before.expiresAt + 86_400 });
    await form.save.click();
    await expect(form.alert.getByRole('row').filter({ hasText: 'Expires' })).toContainText('As it was');
    await form.dialog.getByRole('button', { name: 'Keep mine and compare' }).click();
    await expect(form.save).toBeFocused();
    await form.save.click();
    await expect(form.dialog).toHaveCount(0);
    expect(storedToken(simulator, 'shared')).toEqual({ ...noon, whitelistIps: ['192.0.2.2'] });
  });

  test('a change made while the first one was being compared is noticed too', async ({
    tokensPage,
    simulator,
  }) => {
    const form = await openEditForm(tokensPage, 'shared');
    await form.name.fill('mine');
    simulator.put('root', theirs);
    await form.save.click();
    await form.dialog.getByRole('button', { name: 'Keep mine and compare' }).click();
    simulator.put('root', { ...theirs, expiresAt: null });
    await form.save.click();
    await expect(form.alert).toContainText('Never');
    expect(sentTo(simulator, 'api_token_update')).toEqual([]);
  });
});

test('a token that was revoked meanwhile is said to be gone and can be generated again as it was to be', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const editForm = await openEditForm(tokensPage, 'shared');
  await editForm.ips.fill('192.0.2.2');
  simulator.remove('root', 'shared');
  await editForm.save.click();
  await expect(editForm.alert).toContainText('shared is not on the server any more.');
  expect(sentTo(simulator, 'api_token_update')).toEqual([]);
  await editForm.ips.fill('192.0.2.3');
  await editForm.dialog.getByRole('button', { name: 'Generate it again' }).click();

  const form = await whenOpen(createTokenForm(tokensPage, tokensPage.generateDialog));
  await expect(form.name).toHaveValue('shared');
  await expect(form.ips).toHaveValue('192.0.2.3');
  // It is nowhere else.
  await page.keyboard.press('Escape');
  await expect(form.alert).toContainText('Leave without generating?');
  await form.keepEditing.click();
  await expect(form.expirationDate).toHaveValue('2027-03-05');
  await form.generate.click();
  const step = createSecretPage(page);
  await expect(step.secret).toBeVisible();
  await step.saved.click();
  await tokensPage.expectRow('shared');
  expect(sentTo(simulator, 'api_token_create')).toEqual([
    {
      'api.version': '1',
      token_name: 'shared',
      ...numbered('acl', before.acls),
      expires_at: String(before.expiresAt),
      'whitelist_ip-0': '192.0.2.3',
    },
  ]);
});

test('an answer that differs from what was sent is not called saved as it is', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const form = await openEditForm(tokensPage, 'shared');
  await form.name.fill('altered');
  // The server drops the last privilege and says so in its answer.
  simulator.failNext('api_token_update', 'altered');
  await form.save.click();
  await expect(form.dialog).toHaveCount(0);
  await expect(notices(page)).toContainText(/Saved, but not as sent:.*altered/);
  await expect(notices(page)).toContainText('The privileges in the server’s answer lack List Accounts.');
  expect(storedToken(simulator, 'altered').acls).toEqual(['acct-summary']);
  await tokensPage.expectRow('altered');
});
