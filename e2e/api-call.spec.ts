import { createApiCall, pasted } from './api-call-page.ts';
import { expect, expectNoBarriers, test } from './fixtures.ts';
import { namesOf, sentTo, storedToken } from './sent-calls.ts';
import { createSecretPage, openEditForm, openGenerateForm } from './token-form-page.ts';

const hostile = `o'neil "$HOME" \`id\` \\ 100% #{1} </script>`;

test('Generate shows what is missing, and then the call, in step with the form, that Generate makes', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const form = await openGenerateForm(tokensPage);
  const call = createApiCall(form.dialog);
  await expect(call.code).toHaveCount(0);
  await call.summary.click();
  await expect(form.dialog).toContainText('Not right yet: Name.');
  await form.expirationDate.fill('2026-02-30');
  await expect(form.dialog).toContainText('Not right yet: Name, API Token Expiration Date.');
  await expect(call.code).toHaveCount(0);

  await form.doesNotExpire.check();
  await form.name.fill('in-step');
  await expect(call.code).toContainText(`token_name='in-step' \\`);
  await expect(call.code).toContainText(`expires_at='0'`);
  await form.name.fill('in-step-2');
  await form.ips.fill('2001:DB8::/32, 10.5.3.33');
  await form.allOf('DNS').uncheck();
  await expect(call.code).toContainText(`token_name='in-step-2' \\`);
  await expect(call.code).toContainText(`whitelist_ip-1='10.5.3.33'`);
  await expect(form.dialog).toContainText('The answer holds the secret of the new token.');
  const shown = await call.fields();

  await form.generate.click();
  const step = createSecretPage(page);
  await expect(step.secret).toBeVisible();
  expect(sentTo(simulator, 'api_token_create')).toEqual([{ 'api.version': '1', ...shown }]);
});

test('Edit shows the call of a name that WHM would not allow today, and that Save sends nothing as yet', async ({
  tokensPage,
  simulator,
}) => {
  simulator.put('root', { ...storedToken(simulator, 'old token (2019)'), name: hostile });
  const form = await openEditForm(tokensPage, hostile);
  const call = createApiCall(form.dialog);
  await call.summary.click();
  await expect(form.dialog).toContainText('Nothing has changed, so Save sends nothing.');
  await form.ips.fill('');
  await expect(form.dialog).not.toContainText('Save sends nothing');
  await expect(call.code).toContainText(`whitelist_ip='any'`);
  const shown = await call.fields();
  expect(shown.token_name).toBe(hostile);
  await form.save.click();
  await expect(form.dialog).toHaveCount(0);
  expect(sentTo(simulator, 'api_token_update')).toEqual([{ 'api.version': '1', ...shown }]);
});

test('Revoke shows its call in the language that was chosen last, also after the page was loaded again', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  await tokensPage.revoke('old token (2019)').click();
  const call = createApiCall(tokensPage.revokeDialog('old token (2019)'));
  await call.summary.click();
  await expect(call.code).toHaveText(
    `whmapi1 --output=jsonpretty api_token_revoke token_name='old%20token%20(2019)'`,
  );
  await call.language.selectOption('Ruby');
  await expect(call.code).toContainText('whm("api_token_revoke", { "token_name" => "old token (2019)" })');
  await expect(call.code).toContainText('"https://whm.example.com:2087/json-api/"');

  await page.reload();
  await tokensPage.revoke('backup-runner').click();
  const next = createApiCall(tokensPage.revokeDialog('backup-runner'));
  await next.summary.click();
  await expect(next.language).toHaveValue('Ruby');
  await expect(next.code).toContainText('whm("api_token_revoke", { "token_name" => "backup-runner" })');
});

test('every language can be chosen, and what is copied is what is shown', async ({ context, tokensPage }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const form = await openEditForm(tokensPage, 'billing-whmcs');
  const call = createApiCall(form.dialog);
  await call.summary.click();
  const titles = [
    ...['whmapi1', 'curl', 'JavaScript', 'Node.js', 'Python', 'PHP'],
    ...['Perl', 'Ruby', 'Go', 'Java', 'C#', 'R'],
  ];
  await expect(call.language.getByRole('option')).toHaveText(titles);
  for (const title of titles) {
    await call.language.selectOption(title);
    await expect(call.code).toHaveAccessibleName(`API call, ${title}`);
    await expect(call.code).toContainText('billing-whmcs');
  }
  for (const title of ['curl', 'Go']) {
    await call.language.selectOption(title);
    await call.copy.click();
    await expect(call.copied).toBeVisible();
    expect(await pasted(context)).toBe(await call.code.locator('code').textContent());
  }
  // What has changed since was not copied.
  await form.name.fill('billing-2');
  await expect(call.copied).toHaveCount(0);
});

test('the call can be opened, chosen and scrolled by keyboard', async ({ page, tokensPage }) => {
  const form = await openEditForm(tokensPage, 'billing-whmcs');
  const call = createApiCall(form.dialog);
  await call.summary.focus();
  await page.keyboard.press('Enter');
  await expect(call.code).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(call.language).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(call.copy).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(call.code).toBeFocused();
  await page.keyboard.press('End');
  await expect.poll(() => call.code.evaluate((region) => region.scrollTop)).toBeGreaterThan(0);
});

test.describe('with many tokens', () => {
  test.use({ tokens: 1000 });

  test('Revoke All shows a line for each of the first, says how many more there are, and copies all', async ({
    context,
    tokensPage,
    simulator,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await tokensPage.open();
    await tokensPage.openRevokeAll();
    const call = createApiCall(tokensPage.revokeAllDialog);
    await call.summary.click();
    await expect(call.code).toContainText('# … and 950 more');
    await expect(tokensPage.revokeAllDialog).toContainText('Copy takes all 1000 calls.');
    expect((await call.code.innerText()).split('\n')).toHaveLength(51);
    await call.copy.click();
    await expect(call.copied).toBeVisible();
    const lines = (await pasted(context)).split('\n');
    const named = lines.map((line) => /^whmapi1 .* api_token_revoke token_name='(.*)'$/.exec(line)?.[1]);
    expect(named.toSorted()).toEqual(namesOf(simulator).toSorted());
  });
});

test('the samples are fetched when they are asked for, and not before', async ({ page, tokensPage }) => {
  const scripts: Promise<string>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.text());
  });
  const fetched = async () => (await Promise.all(scripts)).some((text) => text.includes('jsonpretty'));
  await tokensPage.open();
  await tokensPage.revoke('backup-runner').click();
  const call = createApiCall(tokensPage.revokeDialog('backup-runner'));
  await expect(call.summary).toBeVisible();
  expect(await fetched()).toBe(false);
  await call.summary.click();
  await expect(call.code).toBeVisible();
  expect(await fetched()).toBe(true);
});

test.describe('with the server of the dashboard gone', () => {
  test.use({ expectedConsole: /Failed to load resource|Failed to fetch/ });

  test('the form stays, and says that the samples could not be fetched', async ({ context, tokensPage }) => {
    const form = await openEditForm(tokensPage, 'billing-whmcs');
    await form.name.fill('billing-2');
    await context.setOffline(true);
    const call = createApiCall(form.dialog);
    await call.summary.click();
    await expect(form.alert).toContainText('It could not be fetched');
    await expect(form.name).toHaveValue('billing-2');
  });
});

test('axe finds no barrier in the call of a form and of a confirmation', async ({ page, tokensPage }) => {
  test.setTimeout(90_000);
  const form = await openEditForm(tokensPage, 'billing-whmcs');
  await createApiCall(form.dialog).summary.click();
  await expect(createApiCall(form.dialog).code).toBeVisible();
  await expectNoBarriers(page);
  await form.close.click();
  await tokensPage.openRevokeAll();
  const call = createApiCall(tokensPage.revokeAllDialog);
  await call.summary.click();
  await expect(call.code).toBeVisible();
  await expectNoBarriers(page);
});
