import { expect, expectNoBarriers, test } from './fixtures.ts';
import { createLifecyclePage } from './lifecycle-page.ts';
import { storedToken } from './sent-calls.ts';

// Every dialog and row of a token's life beyond WHM's screen: axe looks at one after the other.

test('Rotate, refused, and of a token that somebody else changed, has no barriers', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const life = createLifecyclePage(page, tokensPage);
  const own = await life.openRotate('whm-dashboard');
  await test.step('the dashboard’s own token, refused', async () => {
    simulator.failNext('api_token_create', 'refused');
    await own.name.fill('dns-acme');
    await own.name.fill('whm-dashboard-9');
    await own.go.click();
    await expect(own.alert).toBeVisible();
    await expectNoBarriers(page);
    await own.button('Cancel').click();
    await expect(own.dialog).toHaveCount(0);
  });

  await test.step('a token that somebody else changed', async () => {
    await tokensPage.chooseMore('dns-acme', 'Rotate');
    const rotate = life.rotate('dns-acme');
    await expect(rotate.name).toBeFocused();
    simulator.put('root', { ...storedToken(simulator, 'dns-acme'), acls: ['edit-dns'] });
    await rotate.go.click();
    await expect(rotate.alert).toBeVisible();
    await expectNoBarriers(page);
  });
});

test('the end of the old token, the pair in the list, and its name for the new one, have no barriers', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const life = createLifecyclePage(page, tokensPage);
  const end = await life.rotateToStepTwo('dns-acme');
  await test.step('a wrong date', async () => {
    await end.choice(/^On a date/).check();
    await end.day.fill('yesterday');
    await expect(end.dialog).toContainText('Write a day that is not over');
    await expectNoBarriers(page);
  });

  await test.step('the pair, and what is known of it', async () => {
    await end.choice(/^In 1 hour/).check();
    await end.set.click();
    const row = life.row('dns-acme');
    await row.getByRole('button', { name: /^Rotated/ }).click();
    await expect(page.getByText('This browser made the rotation')).toBeVisible();
    await expectNoBarriers(page);
    await page.keyboard.press('Escape');
    await expectNoBarriers(page, { everyRow: true });
  });

  await test.step('the old name, refused', async () => {
    simulator.remove('root', 'dns-acme');
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    simulator.failNext('api_token_update', 'refused');
    await page.getByRole('button', { name: 'Name it dns-acme' }).click();
    await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
    await expectNoBarriers(page);
  });
});

test('Renew, the menu of a row, and revocations that wait or failed, have no barriers', async ({
  page,
  tokensPage,
  simulator,
}) => {
  await tokensPage.open();
  await test.step('Renew, of an expired token, with the difference', async () => {
    await tokensPage.chooseMore('legacy-billing', 'Renew');
    const renew = createLifecyclePage(page, tokensPage).renew('legacy-billing');
    await renew.button('90 days').click();
    await expect(renew.dialog).toContainText('After Renew');
    await expectNoBarriers(page);
    await renew.button('Cancel').click();
    await expect(renew.dialog).toHaveCount(0);
  });

  await test.step('the menu of a row', async () => {
    await tokensPage.more('billing-whmcs').click();
    await expect(page.getByRole('menuitem', { name: 'Clone' })).toBeVisible();
    await expectNoBarriers(page);
    await page.keyboard.press('Escape');
  });

  await test.step('revocations that wait, and one that failed', async () => {
    simulator.failNext('api_token_revoke', 'refused');
    await tokensPage.revokeToken('dns-acme');
    await expect(page.getByRole('group', { name: 'dns-acme was not revoked' })).toBeVisible();
    await tokensPage.revoke('legacy-billing').click();
    await tokensPage.revokeDialog('legacy-billing').getByRole('button', { name: 'Continue' }).click();
    // Under the focus its clock stands still.
    await tokensPage.waiting('legacy-billing').getByRole('button', { name: 'Now' }).focus();
    await expect(tokensPage.waiting('legacy-billing')).toContainText('The clock stands still.');
    await expectNoBarriers(page, { everyRow: true });
  });
});

test('the form that a link filled, with its own link, has no barriers', async ({ page, tokensPage }) => {
  await page.goto('./#generate=1&name=a+b&expires=2026-01-01&privileges=list-accts+passwd+rm-rf');
  await expect(tokensPage.generateDialog).toContainText('The link asks for Change Passwords.');
  await tokensPage.generateDialog.getByText('Ask a colleague to generate this').click();
  await expectNoBarriers(page);
});
