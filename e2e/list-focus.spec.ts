import { expect, test } from './fixtures.ts';
import { createLifecyclePage } from './lifecycle-page.ts';
import { aToken, createListTools, namesShown } from './list-view.ts';

test('the focus goes to the next row when a token was revoked, and from the last to the one before', async ({
  tokensPage,
}) => {
  await tokensPage.open();
  await tokensPage.revokeToken('billing-whmcs');
  await expect(tokensPage.row('billing-whmcs')).toHaveCount(0);
  await expect(tokensPage.revoke('jetbackup-agent')).toBeFocused();

  await tokensPage.revokeToken('reverse_trust_ns2');
  await expect(tokensPage.row('reverse_trust_ns2')).toHaveCount(0);
  await expect(tokensPage.revoke('reverse_trust_ns1')).toBeFocused();
});

test('the next row is the next one that is shown', async ({ page, tokensPage }) => {
  await page.goto('./?search=reverse&sort=-name');
  await tokensPage.revokeToken('reverse_trust_ns2');
  await expect(tokensPage.revoke('reverse_trust_ns1')).toBeFocused();
  await tokensPage.revokeToken('reverse_trust_ns1');
  await expect(tokensPage.row('reverse_trust_ns1')).toHaveCount(0);
  // No row is left: the page has to be gone on with from somewhere.
  await expect(tokensPage.generateToken).toBeFocused();
});

test('a revoke that is not gone through with gives the focus back', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await tokensPage.revoke('billing-whmcs').click();
  await expect(tokensPage.revokeDialog('billing-whmcs')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tokensPage.revoke('billing-whmcs')).toBeFocused();
});

test('a row that takes the name of the old one has the focus, however late it is drawn', async ({
  page,
  tokensPage,
}) => {
  const end = await createLifecyclePage(page, tokensPage).rotateToStepTwo('dns-acme');
  await end.choice(/^Now/).check();
  await end.now.click();
  await tokensPage.waiting('dns-acme').getByRole('button', { name: 'Now' }).click();
  // React's scheduler posts itself a message for each piece of work: some frames go by first, as on a slow machine.
  await page.evaluate(() => {
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (message: unknown) {
      setTimeout(() => post.call(this, message), 100);
    };
  });
  await page.getByRole('button', { name: 'Name it dns-acme' }).click();
  await expect(tokensPage.row('dns-acme-2')).toHaveCount(0);
  await expect(tokensPage.more('dns-acme')).toBeFocused();
});

for (const tokens of [150, 300]) {
  test.describe(`in a list of ${tokens} tokens`, () => {
    test.use({ tokens });

    test('a new token is in view, wherever the order puts it, and marked', async ({ page, tokensPage }) => {
      await page.goto('./?sort=name');
      await expect(createListTools(page).count(`${tokens} tokens`)).toBeVisible();
      await tokensPage.openGenerate();
      const form = tokensPage.form(tokensPage.generateDialog);
      await form.name.fill('mail-7-new');
      await form.generate.click();
      await tokensPage.savedMyToken.click();
      await expect(tokensPage.row('mail-7-new')).toBeInViewport({ ratio: 1 });
      await tokensPage.expectRow('mail-7-new', 'New');
      const names = await namesShown(page);
      expect(names[names.indexOf('mail-7-new') - 1]).toBe('mail-7');
    });

    test('the focus goes on from a row that was revoked', async ({ page, tokensPage, simulator, clock }) => {
      simulator.put('root', aToken('backup-1b', clock.now()));
      await page.goto('./?sort=name');
      await tokensPage.revokeToken('backup-1b');
      await expect(tokensPage.row('backup-1b')).toHaveCount(0);
      await expect(tokensPage.revoke('backup-2')).toBeFocused();
    });
  });
}
