import { expect, test } from './fixtures.ts';
import { wordsOf, writeFaultsConsole } from './lifecycle-page.ts';
import { namesOf, sentTo } from './sent-calls.ts';
import { notices } from './token-form-page.ts';
import type { TokensPage } from './tokens-page.ts';

async function ask(tokensPage: TokensPage, name: string) {
  await tokensPage.revoke(name).click();
  await tokensPage.revokeDialog(name).getByRole('button', { name: 'Continue', exact: true }).click();
  return tokensPage.waiting(name);
}

test('a revocation waits six seconds, then it is sent', async ({ page, tokensPage, simulator, clock }) => {
  await tokensPage.open();
  const wait = await ask(tokensPage, 'dns-acme');
  await expect(wait).toContainText('Nothing was sent yet.');
  await expect(tokensPage.row('dns-acme')).toContainText(/Revoking in [56] s/);
  await expect(page.getByRole('button', { name: 'Undo revoking dns-acme' })).toBeFocused();
  expect(sentTo(simulator, 'api_token_revoke')).toEqual([]);
  await clock.advance(6000);
  await expect(tokensPage.row('dns-acme')).toHaveCount(0);
  await expect(notices(page)).toContainText('Revoked dns-acme');
  await expect(wait).toHaveCount(0);
  // The next row has the focus.
  await expect(tokensPage.revoke('imunify-hook')).toBeFocused();
  expect(sentTo(simulator, 'api_token_revoke')).toHaveLength(1);
});

test('Undo sends nothing, from the notice and from the row', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  await tokensPage.open();
  const wait = await ask(tokensPage, 'dns-acme');
  await wait.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(wait).toHaveCount(0);
  await expect(tokensPage.revoke('dns-acme')).toBeFocused();
  await ask(tokensPage, 'dns-acme');
  await page.keyboard.press('Enter');
  await expect(wait).toHaveCount(0);
  await expect(tokensPage.revoke('dns-acme')).toBeFocused();
  await expect(page.getByRole('status').filter({ hasText: 'dns-acme was not revoked.' })).toBeAttached();
  await clock.advance(60_000);
  await expect(tokensPage.row('dns-acme')).not.toContainText('Revoking');
  expect(sentTo(simulator, 'api_token_revoke')).toEqual([]);
});

test('the clock stands still under the pointer, under the focus and under a dialog', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  await tokensPage.open();
  const wait = await ask(tokensPage, 'dns-acme');
  await wait.hover();
  await expect(wait).toContainText('The clock stands still.');
  await clock.advance(60_000);
  await page.mouse.move(10, 10);
  await expect(wait).toContainText('Nothing was sent yet.');
  await wait.getByRole('button', { name: 'Now' }).focus();
  await expect(wait).toContainText('The clock stands still.');
  await clock.advance(60_000);
  await tokensPage.generateToken.focus();
  await tokensPage.openGenerate();
  await expect(wait).toContainText('The clock stands still.');
  await clock.advance(60_000);
  expect(sentTo(simulator, 'api_token_revoke')).toEqual([]);
  await tokensPage.form(tokensPage.generateDialog).cancel.click();
  // The notice is where the pointer is now.
  await page.mouse.move(10, 10);
  await expect(tokensPage.row('dns-acme')).toHaveCount(0, { timeout: 15_000 });
});

test('several wait at once, are undone one by one, and are sent one after the other', async ({
  tokensPage,
  simulator,
}) => {
  await tokensPage.open();
  for (const name of ['dns-acme', 'imunify-hook', 'monitor_zabbix']) await ask(tokensPage, name);
  await tokensPage.waiting('imunify-hook').getByRole('button', { name: 'Undo' }).click();
  simulator.setLatency(200);
  await tokensPage.waiting('dns-acme').getByRole('button', { name: 'Now' }).click();
  await tokensPage.waiting('monitor_zabbix').getByRole('button', { name: 'Now' }).click();
  await expect(tokensPage.row('monitor_zabbix')).toHaveCount(0);
  await expect(tokensPage.row('dns-acme')).toHaveCount(0);
  await tokensPage.expectRow('imunify-hook');
  expect(sentTo(simulator, 'api_token_revoke').map((sent) => sent.token_name)).toEqual([
    'dns-acme',
    'monitor_zabbix',
  ]);
});

test('leaving the page with one that waits asks', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await ask(tokensPage, 'dns-acme');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await tokensPage.waiting('dns-acme').getByRole('button', { name: 'Undo' }).click();
  expect(namesOf(simulator)).toContain('dns-acme');
});

test('the wait can be turned off, in this browser for good', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.revokeAtOnce('dns-acme');
  await expect(tokensPage.row('dns-acme')).toHaveCount(0);
  await page.reload();
  await tokensPage.revoke('monitor_zabbix').click();
  const dialog = tokensPage.revokeDialog('monitor_zabbix');
  await expect(dialog.getByRole('checkbox', { name: /^Wait 6 seconds/ })).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog).toHaveCount(0);
  expect(namesOf(simulator)).not.toContain('monitor_zabbix');
});

test.describe('a failure after the wait', () => {
  test.use({ expectedConsole: writeFaultsConsole });

  test('stands in the notice, the row is as it was, and Try again works', async ({
    page,
    tokensPage,
    simulator,
  }) => {
    await tokensPage.open();
    const failed = page.getByRole('group', { name: 'dns-acme was not revoked' });
    const faults = ['refused', 'dropped', 'session-expired-200'] as const;
    for (const [index, fault] of faults.entries()) {
      await test.step(fault, async () => {
        simulator.failNext('api_token_revoke', fault);
        if (index === 0) await tokensPage.revokeToken('dns-acme');
        else await failed.getByRole('button', { name: 'Try again' }).click();
        await expect(failed.getByRole('alert')).toContainText(wordsOf(fault, 'dns-acme was not revoked.'));
        await expect(tokensPage.row('dns-acme')).not.toContainText('Revoking');
        await expect(tokensPage.revoke('dns-acme')).toBeVisible();
        expect(namesOf(simulator)).toContain('dns-acme');
      });
    }
    await failed.getByRole('button', { name: 'Try again' }).click();
    await expect(tokensPage.row('dns-acme')).toHaveCount(0);
    await expect(failed).toHaveCount(0);
  });

  test('asked for again, it waits again in place of the failure', async ({ page, tokensPage, simulator }) => {
    await tokensPage.open();
    simulator.failNext('api_token_revoke', 'refused');
    await tokensPage.revokeToken('dns-acme');
    const failed = page.getByRole('group', { name: 'dns-acme was not revoked' });
    await expect(failed).toBeVisible();
    const wait = await ask(tokensPage, 'dns-acme');
    await expect(wait).toContainText('Nothing was sent yet.');
    await expect(failed).toHaveCount(0);
    await wait.getByRole('button', { name: 'Undo' }).click();
    expect(namesOf(simulator)).toContain('dns-acme');
  });
});
