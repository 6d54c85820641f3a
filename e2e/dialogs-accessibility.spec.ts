import { createBulkPage } from './bulk-page.ts';
import { expect, expectNoBarriers, test } from './fixtures.ts';
import { storedToken } from './sent-calls.ts';
import { createSecretPage, openEditForm, openGenerateForm } from './token-form-page.ts';

// Every dialog, and every step of it: axe looks at one after the other.

test('Generate API Token, as it opens, with errors, all privileges, the calendar and Everything, has no barriers', async ({
  page,
  tokensPage,
  simulator,
}) => {
  test.slow();
  const form = await openGenerateForm(tokensPage);
  await test.step('as it opens, asking about the risk of a preset', async () => {
    await form.preset('Billing system').click();
    await expect(form.dialog.getByRole('group', { name: 'Start from Billing system' })).toBeVisible();
    await expectNoBarriers(page);
  });

  await test.step('with every group open and everything in it ticked', async () => {
    for (const head of await form.allGroups.all()) await head.check();
    await form.dialog.getByRole('checkbox', { name: 'Selected only' }).check();
    await expect(form.privilege('Change Passwords')).toBeChecked();
    await expectNoBarriers(page);
    await form.dialog.getByRole('checkbox', { name: 'Selected only' }).uncheck();
  });

  await test.step('with an error in every field', async () => {
    for (const head of await form.allGroups.all()) await head.uncheck();
    await form.expirationDate.fill('2026-02-30');
    await form.ips.fill('192.0.2.1 192.0.2.1 10.5.3.9/24 0.0.0.0/0 nowhere');
    await form.generate.click();
    await expect(form.alert).toContainText('4 parts need another look');
    await expectNoBarriers(page);
  });

  await test.step('the calendar', async () => {
    await form.expirationDate.fill('2026-11-25');
    await form.openCalendar.click();
    await expect(form.calendar).toBeVisible();
    await expectNoBarriers(page);
    await page.keyboard.press('Escape');
    await expect(form.calendar).toBeHidden();
  });

  await test.step('with Everything, refused, and asking whether to leave', async () => {
    await form.ips.fill('');
    await form.name.fill('as-root');
    await form.everything.check();
    await form.searchPrivileges.fill('no such thing');
    simulator.failNext('api_token_create', 'refused');
    await form.generate.click();
    await expect(form.alert).toContainText('The token was not created.');
    await form.cancel.click();
    await expect(form.leave).toBeVisible();
    await expectNoBarriers(page);
  });
});

test('Generate API Token whose secret was lost has no barriers', async ({ page, tokensPage, simulator }) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('lost');
  simulator.failNext('api_token_create', 'truncated-json');
  await form.generate.click();
  await expect(form.alert).toContainText('its secret was lost on the way');
  await expectNoBarriers(page);
});

test('Edit API Token, with changes, in a conflict and of a token that is gone, has no barriers', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const form = await openEditForm(tokensPage, 'billing-whmcs');
  await test.step('with changes that widen it', async () => {
    await form.name.fill('billing-2');
    await form.doesNotExpire.check();
    await form.ips.fill('');
    await form.allOf('DNS').check();
    await expect(form.dialog).toContainText('This widens the token.');
    await expectNoBarriers(page);
  });

  await test.step('that somebody else changed', async () => {
    simulator.put('root', {
      ...storedToken(simulator, 'billing-whmcs'),
      expiresAt: null,
      acls: ['list-accts', 'ssl-info'],
    });
    await form.save.click();
    await expect(form.alert).toContainText('Somebody else');
    await expectNoBarriers(page);
  });

  await test.step('that is gone', async () => {
    simulator.remove('root', 'billing-whmcs');
    await form.save.click();
    await expect(form.alert).toContainText('is not on the server any more');
    await expectNoBarriers(page);
  });
});

test('the secret of a token with 100 addresses, covered, and asking to leave it, has no barriers', async ({
  page,
  tokensPage,
}) => {
  // Anything but the clipboard.
  await page.context().grantPermissions(['geolocation']);
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('revealed');
  await form.ips.fill(Array.from({ length: 100 }, (_, index) => `198.51.100.${index}`).join(' '));
  await form.generate.click();
  const step = createSecretPage(page);
  await expect(step.secret).toBeVisible();
  await test.step('as it is shown', () => expectNoBarriers(page));

  await test.step('covered, and a form of it that the browser did not copy', async () => {
    await step.dialog.getByRole('checkbox', { name: /^Hide secrets/ }).check();
    await step.dialog.getByRole('button', { name: 'Authorization header' }).click();
    await expect(step.dialog.getByRole('textbox', { name: /^Authorization header/ })).toBeFocused();
    await expectNoBarriers(page);
  });

  await test.step('asking to leave', async () => {
    await page.keyboard.press('Escape');
    await expect(step.stay).toBeFocused();
    await expectNoBarriers(page);
  });
});

test('Revoke for a token of the server and for one with 100 addresses, and a success message, have no barriers', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  for (const name of ['reverse_trust_ns1', 'reseller-portal_northwind_provisioning_eu-west_001']) {
    await test.step(name, async () => {
      await tokensPage.revoke(name).click();
      const dialog = tokensPage.revokeDialog(name);
      await expect(dialog).toBeVisible();
      await expectNoBarriers(page);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(dialog).toHaveCount(0);
    });
  }

  await test.step('a success message', async () => {
    await tokensPage.openEdit('billing-whmcs');
    const form = tokensPage.form(tokensPage.editDialog('billing-whmcs'));
    await form.name.fill('billing-2');
    await form.save.click();
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Saved');
    await expectNoBarriers(page);
  });
});

test('Revoke All, its question and its result, has no barriers', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.openRevokeAll();
  const dialog = tokensPage.revokeAllDialog;
  const go = dialog.getByRole('button', { name: 'Continue', exact: true });
  await test.step('with a wrong number', async () => {
    await dialog.getByText('Show the 13').click();
    await dialog.getByRole('textbox').fill('3');
    await go.click();
    await expect(dialog.getByRole('alert')).not.toBeEmpty();
    await expectNoBarriers(page);
  });

  await test.step('its result, with a refusal', async () => {
    await dialog.getByRole('textbox').fill('13');
    simulator.failNext('api_token_revoke', 'refused');
    await go.click();
    await expect(page.getByRole('dialog', { name: '0 of 13 tokens revoked' })).toBeVisible();
    await expectNoBarriers(page);
  });
});

test('Revoke All at work has no barriers', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.openRevokeAll();
  await tokensPage.revokeAllDialog.getByRole('textbox').fill('13');
  simulator.failNext('api_token_revoke', 'string-numbers', 4);
  simulator.failNext('api_token_revoke', 'hang');
  await tokensPage.revokeAllDialog.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(page.getByRole('progressbar', { name: '4 of 13 revoked' })).toBeVisible();
  await expectNoBarriers(page);
});

test('tokens that are selected, and what is done with them, have no barriers', async ({
  page,
  tokensPage,
  simulator,
}) => {
  test.slow();
  const bulk = createBulkPage(page);
  await test.step('the list with tokens selected, some of them not shown', async () => {
    await bulk.open('legacy-billing', 'billing-whmcs', 'jetbackup-agent', 'whm-dashboard', 'dns-acme');
    await tokensPage.search.fill('b');
    await expect(bulk.bar).toContainText('5 selected, 1 not shown');
    await expectNoBarriers(page);
    await tokensPage.search.fill('');
  });

  await test.step('Revoke for the dashboard’s own token and one of the server’s', async () => {
    await bulk.box('reverse_trust_ns1').check();
    await bulk.revoke.click();
    await expect(bulk.dialog).toContainText('This dashboard signs in with whm-dashboard.');
    await expectNoBarriers(page);
    await bulk.cancel.click();
    await bulk.box('reverse_trust_ns1').uncheck();
  });

  await test.step('Set expiry with every effect it can have', async () => {
    await bulk.setExpiry.click();
    await bulk.date.fill('2026-12-12');
    await expect(bulk.preview).toHaveCount(5);
    await expectNoBarriers(page);
  });

  await test.step('the result of Set expiry, with tokens left alone', async () => {
    await bulk.never.check();
    simulator.remove('root', 'dns-acme');
    simulator.failNext('api_token_update', 'warnings');
    await bulk.set.click();
    await expect(bulk.dialog).toHaveAccessibleName(/^Expiry set for \d of \d tokens$/);
    await expectNoBarriers(page);
  });
});
