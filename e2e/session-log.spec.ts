import { createSessionLog, pasted } from './api-call-page.ts';
import { expect, expectNoBarriers, test } from './fixtures.ts';
import { createSecretPage, openGenerateForm } from './token-form-page.ts';

test.use({ expectedConsole: /Failed to load resource.*403/ });

test('the calls of the session tell what was made, changed, revoked and refused, and never a secret', async ({
  page,
  context,
  tokensPage,
  simulator,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('logged');
  await form.ips.fill('2001:db8::/32');
  await form.generate.click();
  const step = createSecretPage(page);
  const secret = await step.secret.inputValue();
  await step.dialog.getByRole('button', { name: 'Test this token' }).click();
  await expect(step.dialog).toContainText('Refused, as it should be');
  await step.saved.click();

  await tokensPage.edit('logged').click();
  await tokensPage.form(tokensPage.editDialog('logged')).name.fill('logged-2');
  await tokensPage.form(tokensPage.editDialog('logged')).save.click();
  await tokensPage.expectRow('logged-2');
  await tokensPage.revokeToken('logged-2');
  await expect(tokensPage.row('logged-2')).toHaveCount(0);
  simulator.failNext('api_token_revoke', 'refused');
  await tokensPage.revokeToken('backup-runner');
  await expect(page.getByRole('group', { name: 'backup-runner was not revoked' })).toBeVisible();

  const log = createSessionLog(page);
  await log.open();
  const call = (name: string) => log.calls.filter({ hasText: name });
  await expect(call('api_token_create')).toContainText(/10:42:07.*\d+ ms.*token_name: logged.*OK/s);
  await expect(call('api_token_create')).toContainText(/acl: .* and \d+ more.*whitelist_ip: 2001:db8::\/32/s);
  await expect(call('gateway/test-token')).toContainText('Forbidden: Access denied');
  await expect(call('api_token_update')).toContainText(/token_name: logged.*new_name: logged-2.*OK/s);
  await expect(call('token_name: logged-2')).toContainText(/api_token_revoke.*OK/s);
  await expect(call('token_name: backup-runner')).toContainText(/Refused: The simulated server was told/);
  // Newest first: the list that the page read before all else is at the end.
  await expect(log.calls.last()).toContainText('api_token_list');

  await log.copy.click();
  const copied = await pasted(context);
  const lines = copied.split('\n').map((line) => line.split('\t'));
  expect(lines[0]).toEqual(['Time (UTC)', 'Function', 'Outcome', 'Milliseconds', 'Parameters']);
  expect(lines).toHaveLength((await log.calls.count()) + 1);
  expect(lines.map(([time]) => time)).toContain('2026-11-22T16:42:07.000Z');
  expect(lines.map((cells) => cells.slice(1, 3))).toContainEqual(['api_token_update', 'OK']);

  expect(secret).toMatch(/^[A-Z0-9]{32}$/);
  expect(copied).not.toContain(secret);
  expect(await page.content()).not.toContain(secret);
  await page.keyboard.press('Escape');
  await expect(log.dialog).toHaveCount(0);
  await expect(tokensPage.listActions).toBeFocused();
});

test('a call that is under way is told of, and how it ended once it has', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  await tokensPage.open();
  await tokensPage.expectRow('backup-runner');
  simulator.failNext('api_token_list', 'hang');
  await tokensPage.refresh();
  const log = createSessionLog(page);
  await log.open();
  const waiting = log.calls.filter({ hasText: 'No answer yet' });
  await expect(waiting).toHaveText(/api_token_list/);
  await clock.advance(31_000);
  await expect(waiting).toHaveCount(0);
  await expect(log.calls.filter({ hasText: 'Timed out: ' })).toHaveText(/31000 ms.*within 30 seconds/s);
});

test('the calls can be read where there is no list, and so no gear', async ({
  page,
  tokensPage,
  simulator,
}) => {
  simulator.failNext('api_token_list', 'refused', 3);
  await tokensPage.open();
  await page.getByRole('button', { name: 'Calls of this session', exact: true }).click();
  const log = createSessionLog(page);
  await expect(log.calls.filter({ hasText: 'api_token_list' }).first()).toContainText('Refused: ');
});

test('axe finds no barrier in the calls of the session', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  simulator.failNext('api_token_revoke', 'refused');
  await tokensPage.revokeToken('backup-runner');
  await expect(page.getByRole('group', { name: 'backup-runner was not revoked' })).toBeVisible();
  const log = createSessionLog(page);
  await log.open();
  await expect(log.dialog).toContainText('Refused: ');
  await expectNoBarriers(page);
});
