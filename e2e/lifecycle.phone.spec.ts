import { expect, test } from './fixtures.ts';
import { createLifecyclePage } from './lifecycle-page.ts';
import { sidewaysOverflow } from './list-page.ts';
import { namesOf, sentTo, storedToken } from './sent-calls.ts';
import { createSecretPage } from './token-form-page.ts';

test.use({ viewport: { width: 360, height: 740 } });

test('a token is rotated and the old one ended on a phone', async ({ page, tokensPage, simulator }) => {
  const life = createLifecyclePage(page, tokensPage);
  await tokensPage.open();
  await tokensPage.more('billing-whmcs').tap();
  await page.getByRole('menuitem', { name: 'Rotate' }).tap();
  const rotate = life.rotate('billing-whmcs');
  await expect(rotate.go).toBeInViewport({ ratio: 1 });
  expect(await sidewaysOverflow(page)).toEqual([]);
  await rotate.go.tap();
  await createSecretPage(page).saved.tap();
  const end = life.end('billing-whmcs');
  await expect(end.set).toBeInViewport({ ratio: 1 });
  expect(await sidewaysOverflow(page)).toEqual([]);
  await end.set.tap();
  await expect(life.row('billing-whmcs')).toContainText('Rotated, still valid until then');
  expect(await sidewaysOverflow(page)).toEqual([]);
  await life.endOldNow('billing-whmcs').tap();
  await end.now.tap();
  await tokensPage.waiting('billing-whmcs').getByRole('button', { name: 'Now' }).tap();
  await expect(life.row('billing-whmcs')).toHaveCount(0);
  await page.getByRole('button', { name: 'Name it billing-whmcs' }).tap();
  await expect(life.row('billing-whmcs-2')).toHaveCount(0);
  expect(namesOf(simulator)).toContain('billing-whmcs');
  expect(await sidewaysOverflow(page)).toEqual([]);
});

test('a token is renewed on a phone', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await page.getByRole('button', { name: 'Renew legacy-billing' }).tap();
  const renew = createLifecyclePage(page, tokensPage).renew('legacy-billing');
  await renew.button('1 year').tap();
  await expect(renew.button('Renew')).toBeInViewport({ ratio: 1 });
  expect(await sidewaysOverflow(page)).toEqual([]);
  await renew.button('Renew').tap();
  await expect(renew.dialog).toHaveCount(0);
  expect(sentTo(simulator, 'api_token_update')).toHaveLength(1);
});

test('a token is copied, and its form passed on as a link, on a phone', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await tokensPage.more('dns-acme').tap();
  await page.getByRole('menuitem', { name: 'Clone' }).tap();
  const { generateDialog: dialog } = tokensPage;
  await expect(dialog).toContainText('Filled from dns-acme.');
  await dialog.getByText('Ask a colleague to generate this').tap();
  await expect(dialog.getByRole('textbox', { name: 'Link that fills the form' })).toHaveValue(
    /#generate=1&name=dns-acme-copy/,
  );
  expect(await sidewaysOverflow(page)).toEqual([]);
});

test('a revocation is undone on a phone', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.revoke('dns-acme').tap();
  await tokensPage.revokeDialog('dns-acme').getByRole('button', { name: 'Continue' }).tap();
  const wait = tokensPage.waiting('dns-acme');
  await expect(wait.getByRole('button', { name: 'Undo' })).toBeInViewport({ ratio: 1 });
  expect(await sidewaysOverflow(page)).toEqual([]);
  await wait.getByRole('button', { name: 'Undo' }).tap();
  await expect(wait).toHaveCount(0);
  expect(storedToken(simulator, 'dns-acme').acls).toHaveLength(3);
});
