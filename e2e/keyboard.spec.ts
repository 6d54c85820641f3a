import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { namesOf, storedToken } from './sent-calls.ts';
import { createSecretPage, createTokenForm, notices } from './token-form-page.ts';

// No mouse in this file: what a person does here is done with keys alone, from the top of the page.

/** Presses Tab until the focus is there, and fails when it does not get there. */
async function tabTo(
  page: Page,
  target: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
  atMost = 80,
): Promise<void> {
  for (let presses = 0; presses < atMost; presses++) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  await expect(target, 'reached with Tab').toBeFocused();
}

/** Where the focus is, as far as it matters for a trap: in the dialog that is open, or not. */
async function focusIsInDialog(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    // At the ends the focus may leave for the browser's own buttons; then no element has it.
    return focused === document.body || focused?.closest('dialog:modal') != null;
  });
}

test('a token is generated with the keyboard alone', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.expectRow('dns-acme');
  await tabTo(page, tokensPage.generateToken);
  await page.keyboard.press('Enter');

  const form = createTokenForm(tokensPage, tokensPage.generateDialog);
  await expect(form.name).toBeFocused();
  await page.keyboard.type('typed-only');
  await page.keyboard.press('Tab');
  await expect(form.expires).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(form.doesNotExpire).toBeChecked();
  await tabTo(page, form.ips);
  await page.keyboard.type('192.0.2.7');
  await page.keyboard.press('Enter');
  await page.keyboard.type('192.0.2.8');
  await tabTo(page, form.searchPrivileges);
  await page.keyboard.type('passwd');
  await tabTo(page, form.privilege('Change Passwords'));
  await page.keyboard.press('Space');
  await expect(form.privilege('Change Passwords')).toBeChecked();
  await tabTo(page, form.generate);
  await page.keyboard.press('Enter');

  const step = createSecretPage(page);
  await expect(step.copy).toBeFocused();
  await tabTo(page, step.saved);
  await page.keyboard.press('Enter');
  await expect(step.dialog).toHaveCount(0);
  await tokensPage.expectRow('typed-only', 'Never', '192.0.2.7');
  await expect(tokensPage.generateToken).toBeFocused();
  const made = storedToken(simulator, 'typed-only');
  expect(made.whitelistIps).toEqual(['192.0.2.7', '192.0.2.8']);
  expect(made.acls).toContain('passwd');
});

test('a token is revoked with the keyboard alone', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.expectRow('legacy-billing');
  await tabTo(page, tokensPage.revoke('legacy-billing'));
  await page.keyboard.press('Enter');
  const dialog = tokensPage.revokeDialog('legacy-billing');
  await expect(dialog.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();
  await tabTo(page, dialog.getByRole('button', { name: 'Continue', exact: true }));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo revoking legacy-billing' })).toBeFocused();
  await tabTo(page, tokensPage.waiting('legacy-billing').getByRole('button', { name: 'Now' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(tokensPage.row('legacy-billing')).toHaveCount(0);
  await expect(notices(page)).toContainText('Revoked legacy-billing');
  expect(namesOf(simulator)).not.toContain('legacy-billing');
});

test('an edit is saved with the keyboard alone', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.expectRow('legacy-billing');
  await tabTo(page, tokensPage.edit('legacy-billing'));
  await page.keyboard.press('Enter');
  const form = createTokenForm(tokensPage, tokensPage.editDialog('legacy-billing'));
  await expect(form.name).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type('-2');
  await page.keyboard.press('Enter');
  await expect(form.dialog).toHaveCount(0);
  await tokensPage.expectRow('legacy-billing-2');
  expect(namesOf(simulator)).toContain('legacy-billing-2');
});

test('Tab stays within a dialog, in both directions, and Escape gives the focus back to its opener', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  await tokensPage.expectRow('dns-acme');
  await tabTo(page, tokensPage.revoke('billing-whmcs'));
  await page.keyboard.press('Enter');
  await expect(tokensPage.revokeDialog('billing-whmcs')).toBeVisible();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (let presses = 0; presses < 6; presses++) {
      await page.keyboard.press(key);
      expect(await focusIsInDialog(page)).toBe(true);
    }
  }
  await page.keyboard.press('Escape');
  await expect(tokensPage.revokeDialog('billing-whmcs')).toHaveCount(0);
  await expect(tokensPage.revoke('billing-whmcs')).toBeFocused();

  await tabTo(page, tokensPage.generateToken, 'Shift+Tab');
  await page.keyboard.press('Enter');
  const form = createTokenForm(tokensPage, tokensPage.generateDialog);
  await expect(form.name).toBeFocused();
  // The form goes round: backwards from its first stop to its last, and forwards again.
  const round = [
    ['Shift+Tab', form.close],
    ['Shift+Tab', form.generate],
    ['Tab', form.close],
    ['Tab', form.name],
  ] as const;
  for (const [key, target] of round) {
    await tabTo(page, target, key, 3);
    expect(await focusIsInDialog(page)).toBe(true);
  }
  await page.keyboard.press('Escape');
  await expect(form.dialog).toHaveCount(0);
  await expect(tokensPage.generateToken).toBeFocused();
});

test('the menu of the list is worked with arrows, Home, End and Escape', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await tokensPage.expectRow('dns-acme');
  await tabTo(page, tokensPage.listActions);
  await expect(tokensPage.listActions).toHaveAttribute('aria-haspopup', 'menu');
  await expect(tokensPage.listActions).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Enter');
  const refresh = page.getByRole('menuitem', { name: 'Refresh List', exact: true });
  const calls = page.getByRole('menuitem', { name: 'Calls of this session', exact: true });
  const revokeExpired = page.getByRole('menuitem', { name: 'Revoke expired', exact: true });
  const revokeAll = page.getByRole('menuitem', { name: 'Revoke All', exact: true });
  await expect(refresh).toBeFocused();
  await expect(tokensPage.listActions).toHaveAttribute('aria-expanded', 'true');
  const presses = [
    ['ArrowDown', calls],
    ['ArrowDown', revokeExpired],
    ['ArrowDown', revokeAll],
    ['ArrowDown', refresh],
    ['ArrowUp', revokeAll],
    ['Home', refresh],
    ['End', revokeAll],
  ] as const;
  for (const [key, item] of presses) {
    await page.keyboard.press(key);
    await expect(item).toBeFocused();
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
  await expect(tokensPage.listActions).toBeFocused();
  await expect(tokensPage.listActions).toHaveAttribute('aria-expanded', 'false');

  await page.keyboard.press('Enter');
  await expect(refresh).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const { revokeAllDialog } = tokensPage;
  await expect(revokeAllDialog.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(revokeAllDialog).toHaveCount(0);
  await expect(tokensPage.listActions).toBeFocused();
});

test('a dialog has the keys from the moment it is drawn', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const drawn = await page.evaluateHandle(() => {
    const found: string[] = [];
    // Called right after what was drawn, before any key can come.
    new MutationObserver(() => {
      const title = document.querySelector('dialog')?.textContent?.slice(0, 9);
      const state = document.activeElement?.closest('dialog:modal') ? 'has the focus' : 'has not';
      if (title !== undefined && found.at(-1) !== `${title} ${state}`) found.push(`${title} ${state}`);
    }).observe(document.body, { childList: true, subtree: true });
    return found;
  });
  await tokensPage.openGenerate();
  const form = createTokenForm(tokensPage, tokensPage.generateDialog);
  await form.name.fill('pressed-at-once');
  await form.generate.click();
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(await drawn.jsonValue()).toEqual(['Generate  has the focus', 'API token has the focus']);
});
