import type { FaultName } from '../src/simulator/simulator.ts';
import { expect, test } from './fixtures.ts';
import {
  createLifecyclePage,
  mayStillArrive,
  waitOut,
  wordsOf,
  writeFaults,
  writeFaultsConsole,
} from './lifecycle-page.ts';
import { numbered, seconds, sentTo, storedToken } from './sent-calls.ts';
import { notices } from './token-form-page.ts';

test.use({ expectedConsole: writeFaultsConsole });

test('an expired token is renewed: presets from today, the difference, everything sent', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const before = storedToken(simulator, 'legacy-billing');
  await tokensPage.open();
  await page.getByRole('button', { name: 'Renew legacy-billing' }).click();
  const renew = createLifecyclePage(page, tokensPage).renew('legacy-billing');
  await expect(renew.dialog).toContainText('It has expired and would work again');
  await expect(renew.button('Renew')).toHaveAttribute('aria-disabled', 'true');
  await renew.button('90 days').click();
  await expect(renew.dialog.getByRole('row', { name: /^Expires/ })).toContainText(
    'Sat 20 Feb 2027, 23:59:59',
  );
  await renew.button('Renew').click();
  await expect(renew.dialog).toHaveCount(0);
  await expect(notices(page)).toContainText('Saved legacy-billing');
  expect(sentTo(simulator, 'api_token_update')).toEqual([
    {
      'api.version': '1',
      token_name: 'legacy-billing',
      expires_at: String(seconds('2027-02-21T05:59:59Z')),
      ...numbered('acl', before.acls),
      ...numbered('whitelist_ip', before.whitelistIps),
    },
  ]);
  expect(storedToken(simulator, 'legacy-billing')).toEqual({
    ...before,
    expiresAt: seconds('2027-02-21T05:59:59Z'),
  });
  await expect(page.getByRole('button', { name: 'Renew legacy-billing' })).toHaveCount(0);
});

test('Renew is offered for what expires soon or has, and says when it would end earlier', async ({
  page,
  tokensPage,
}) => {
  await tokensPage.open();
  await tokensPage.more('dns-acme').click();
  await expect(page.getByRole('menuitem', { name: 'Renew' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await tokensPage.chooseMore('jetbackup-agent', 'Renew');
  const renew = createLifecyclePage(page, tokensPage).renew('jetbackup-agent');
  await renew.button('7 days').click();
  await expect(renew.dialog).toContainText('It would end earlier than it does now.');
});

test('a token is renewed with the keyboard alone', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await page.getByRole('button', { name: 'Renew billing-whmcs' }).focus();
  await page.keyboard.press('Enter');
  const renew = createLifecyclePage(page, tokensPage).renew('billing-whmcs');
  await expect(renew.button('7 days')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(renew.button('30 days')).toHaveAttribute('aria-pressed', 'true');
  await renew.button('Renew').focus();
  await page.keyboard.press('Enter');
  await expect(renew.dialog).toHaveCount(0);
  await expect(tokensPage.more('billing-whmcs')).toBeFocused();
  expect(sentTo(simulator, 'api_token_update')).toHaveLength(1);
});

test('every fault: nothing changes, and trying again works', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  const before = storedToken(simulator, 'billing-whmcs');
  await tokensPage.open();
  await tokensPage.chooseMore('billing-whmcs', 'Renew');
  const renew = createLifecyclePage(page, tokensPage).renew('billing-whmcs');
  await renew.button('1 year').click();
  for (const [index, fault] of writeFaults.entries()) {
    await test.step(fault, async () => {
      simulator.failNext('api_token_update', fault);
      await renew.button('Renew').click();
      await waitOut(fault, 'api_token_update', { simulator, clock, call: index + 1 });
      await expect(renew.alert).toContainText(wordsOf(fault, 'The token was not renewed.'));
      await expect(renew.dialog).toContainText(
        mayStillArrive(fault)
          ? 'It may still arrive.Whether it was renewed is not known.'
          : 'Nothing was changed: it ends when it did.',
      );
      expect(storedToken(simulator, 'billing-whmcs')).toEqual(before);
    });
  }
  await renew.button('Renew').click();
  await expect(renew.dialog).toHaveCount(0);
  expect(storedToken(simulator, 'billing-whmcs').expiresAt).toBe(seconds('2027-11-23T05:59:59Z'));
});

test('where the answer is lost, the list says that it happened', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  await tokensPage.open();
  const faults = ['lost-answer', 'truncated-json', 'unanswered'] as const satisfies FaultName[];
  for (const [index, fault] of faults.entries()) {
    await test.step(fault, async () => {
      const name = ['billing-whmcs', 'legacy-billing', 'migrate-q4'][index] ?? '';
      await tokensPage.chooseMore(name, 'Renew');
      const renew = createLifecyclePage(page, tokensPage).renew(name);
      await renew.button('1 year').click();
      simulator.failNext('api_token_update', fault);
      await renew.button('Renew').click();
      await waitOut(fault, 'api_token_update', { simulator, clock, call: index + 1 });
      await expect(renew.dialog).toHaveCount(0);
      await expect(notices(page)).toContainText(`Saved ${name}`);
      expect(sentTo(simulator, 'api_token_update')).toHaveLength(index + 1);
    });
  }
});

test('a failed look, an altered answer, a change by others and a token that is gone are told apart', async ({
  page,
  tokensPage,
  simulator,
}) => {
  await tokensPage.open();
  await tokensPage.chooseMore('billing-whmcs', 'Renew');
  const renew = createLifecyclePage(page, tokensPage).renew('billing-whmcs');
  await renew.button('1 year').click();
  simulator.failNext('api_token_list', 'refused', 2);
  await renew.button('Renew').click();
  await expect(renew.alert).toContainText('The token was not renewed.');
  expect(sentTo(simulator, 'api_token_update')).toEqual([]);

  simulator.put('root', { ...storedToken(simulator, 'billing-whmcs'), acls: ['list-accts'] });
  await renew.button('Renew').click();
  await expect(renew.alert).toContainText('Somebody else changed billing-whmcs in the meantime.');
  await renew.button('Go on from what the server has').click();
  simulator.failNext('api_token_update', 'altered');
  await renew.button('Renew').click();
  await expect(notices(page)).toContainText('Saved, but not as sent: billing-whmcs');
  expect(sentTo(simulator, 'api_token_update')[0]).toMatchObject({ 'acl-0': 'list-accts' });

  await tokensPage.chooseMore('jetbackup-agent', 'Renew');
  const gone = createLifecyclePage(page, tokensPage).renew('jetbackup-agent');
  await gone.button('1 year').click();
  simulator.remove('root', 'jetbackup-agent');
  await gone.button('Renew').click();
  await expect(gone.alert).toContainText('It is not on the server any more.');
});
