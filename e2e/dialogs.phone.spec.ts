import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { sidewaysOverflow } from './list-page.ts';
import { namesOf, storedToken } from './sent-calls.ts';
import { createSecretPage, openEditForm, openGenerateForm } from './token-form-page.ts';

const widths = [360, 320] as const;

/** A sheet over the whole window, with its buttons in sight wherever it is scrolled to; at both widths. */
async function expectSheet(page: Page, dialog: Locator, lastButton: Locator): Promise<void> {
  for (const width of widths) {
    await test.step(`${width} px wide`, async () => {
      await page.setViewportSize({ width, height: 740 });
      expect(await dialog.boundingBox()).toEqual({ x: 0, y: 0, width, height: 740 });
      await expect(lastButton).toBeInViewport({ ratio: 1 });
      const heading = dialog.getByRole('heading', { level: 2 });
      await expect(heading).toBeInViewport({ ratio: 1 });
      expect(await sidewaysOverflow(page)).toEqual([]);
      expect(await scrollsSideways(dialog)).toEqual([]);
    });
  }
  await page.setViewportSize({ width: 360, height: 740 });
}

/** Parts of the dialog that can be scrolled sideways; a text box may hold a long line. */
async function scrollsSideways(dialog: Locator): Promise<string[]> {
  return dialog.evaluate((sheet) =>
    [sheet, ...sheet.querySelectorAll('*')]
      .filter((part) => part.clientWidth > 1 && part.scrollWidth > part.clientWidth + 1)
      .filter((part) => ['auto', 'scroll'].includes(getComputedStyle(part).overflowX))
      .filter((part) => !part.matches('input, textarea'))
      .map((part) => `<${part.tagName.toLowerCase()}> ${part.textContent?.trim().slice(0, 40)}`),
  );
}

test('a token is generated in a sheet that fills the window', async ({ page, tokensPage, simulator }) => {
  const form = await openGenerateForm(tokensPage);
  await expectSheet(page, form.dialog, form.generate);
  await form.name.fill('x'.repeat(50));
  await form.ips.fill('2001:0db8:4f00:1111:2222:3333:4444:5555/128, not-an-address, 10.5.3.9/24');
  await form.generate.tap();
  await expect(form.ips).toBeFocused();
  await expect(form.ips).toBeInViewport();
  await expectSheet(page, form.dialog, form.generate);

  // The end of the form, with its footer under it.
  await form.everything.scrollIntoViewIfNeeded();
  await form.everything.check();
  await expectSheet(page, form.dialog, form.generate);
  await form.ips.fill('192.0.2.1');
  await form.generate.tap();
  const step = createSecretPage(page);
  await expect(step.secret).toBeVisible();
  await expectSheet(page, step.dialog, step.saved);
  // All of the secret can be read: nothing of it is cut off or scrolled away.
  const hidden = await step.secret.evaluate(
    (box) => box.scrollHeight - box.clientHeight + (box.scrollWidth - box.clientWidth),
  );
  expect(hidden).toBe(0);
  await step.saved.tap();
  await expect(step.dialog).toHaveCount(0);
  expect(storedToken(simulator, 'x'.repeat(50)).whitelistIps).toEqual(['192.0.2.1']);
});

test('the calendar lies within the window', async ({ page, tokensPage }) => {
  const form = await openGenerateForm(tokensPage);
  await form.openCalendar.tap();
  await expect(form.calendar).toBeVisible();
  for (const width of widths) {
    await page.setViewportSize({ width, height: 740 });
    await expect(form.calendar).toBeInViewport({ ratio: 1 });
    expect(await sidewaysOverflow(page)).toEqual([]);
  }
  await form.day(/November 30, 2027/).tap();
  await expect(form.expirationDate).toHaveValue('2027-11-30');
});

test('a token is edited in a sheet that fills the window', async ({ page, tokensPage, simulator }) => {
  const longest = 'reseller-portal_northwind_provisioning_eu-west_001';
  const form = await openEditForm(tokensPage, longest);
  await expectSheet(page, form.dialog, form.save);
  await form.name.fill('shorter');
  await form.ips.fill('');
  await form.doesNotExpire.check();
  await form.allOf('DNS').check();
  await expect(form.dialog).toContainText('This widens the token.');
  await expectSheet(page, form.dialog, form.save);
  await form.save.tap();
  await expect(form.dialog).toHaveCount(0);
  expect(storedToken(simulator, 'shorter')).toMatchObject({ expiresAt: null, whitelistIps: [] });
});

test('a conflict fits into the sheet', async ({ page, tokensPage, simulator }) => {
  const longest = 'reseller-portal_northwind_provisioning_eu-west_001';
  const form = await openEditForm(tokensPage, longest);
  await form.doesNotExpire.check();
  simulator.put('root', {
    ...storedToken(simulator, longest),
    acls: ['list-accts', 'ssl-info'],
    whitelistIps: ['2001:db8:1111:2222:3333:4444:5555:6666'],
  });
  await form.save.tap();
  const keepMine = form.dialog.getByRole('button', { name: 'Keep mine and compare' });
  await expect(keepMine).toBeVisible();
  await expectSheet(page, form.dialog, form.save);
  await keepMine.scrollIntoViewIfNeeded();
  await keepMine.tap();
  await expect(form.alert).toHaveCount(0);
});

test('a token is revoked in a sheet that fills the window', async ({ page, tokensPage, simulator }) => {
  const longest = 'reseller-portal_northwind_provisioning_eu-west_001';
  await tokensPage.open();
  await tokensPage.revoke(longest).tap();
  const dialog = tokensPage.revokeDialog(longest);
  const go = dialog.getByRole('button', { name: 'Continue', exact: true });
  await expectSheet(page, dialog, go);
  await go.tap();
  await expect(dialog).toHaveCount(0);
  const wait = tokensPage.waiting(longest);
  await expect(wait.getByRole('button', { name: 'Undo' })).toBeInViewport({ ratio: 1 });
  await wait.getByRole('button', { name: 'Now' }).tap();
  await expect(tokensPage.row(longest)).toHaveCount(0);
  expect(namesOf(simulator)).not.toContain(longest);
});

test('all tokens are revoked in a sheet that fills the window', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.openRevokeAll();
  const { revokeAllDialog: dialog } = tokensPage;
  const go = dialog.getByRole('button', { name: 'Continue', exact: true });
  await dialog.getByText('Show the 13').tap();
  await expectSheet(page, dialog, go);
  await dialog.getByRole('textbox').fill('13');
  simulator.failNext('api_token_revoke', 'refused');
  await go.tap();
  const outcome = page.getByRole('dialog', { name: '0 of 13 tokens revoked' });
  await expect(outcome).toBeVisible();
  await expectSheet(page, outcome, outcome.getByText('Close', { exact: true }));
});
