import { expect, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';
import { createListTools } from './list-view.ts';

test('a server that does not answer is called slow after 10 seconds, and one may stop waiting', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  simulator.failNext('api_token_list', 'hang');
  await tokensPage.open();
  const { pending, blank, tryAgain, rows } = createListPage(page);
  const { slow, stopWaiting } = createListTools(page);
  await expect(pending).toBeAttached();
  await clock.advance(5000);
  await expect(pending).toBeAttached();
  await expect(slow).toHaveCount(0);

  await clock.advance(5000);
  await expect(slow).toBeVisible();
  await stopWaiting.focus();
  await page.keyboard.press('Enter');
  await expect(blank('You stopped waiting')).toBeVisible();
  await expect(page.getByText('Nothing was changed on it.')).toBeVisible();
  await expect(tryAgain).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(16);
});

test('an answer that comes late after all takes the place of the notice', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  simulator.setLatency(3000);
  await tokensPage.open();
  await expect(createListPage(page).pending).toBeAttached();
  await clock.advance(10_000);
  await expect(createListTools(page).slow).toBeVisible();
  await expect(createListPage(page).rows).toHaveCount(16);
  await expect(createListTools(page).slow).toHaveCount(0);
});

test('what the account may do is not waited for; until it is known, changes say so', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  simulator.failNext('myprivs', 'hang');
  await tokensPage.open();
  await expect(createListPage(page).rows).toHaveCount(16);
  for (const button of [tokensPage.generateToken, tokensPage.edit('billing-whmcs')]) {
    await expect(button).toBeDisabled();
    await expect(button).toHaveAccessibleDescription('Your privileges are still being read.');
  }
  await clock.advance(30_000);
  await expect(createListPage(page).alert).toContainText('The server did not say which privileges you have.');
  await expect(tokensPage.edit('billing-whmcs')).toBeEnabled();
});
