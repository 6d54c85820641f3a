import { expect, test } from './fixtures.ts';
import { namesOf, sentTo, storedToken } from './sent-calls.ts';
import { notices } from './token-form-page.ts';

test('Revoke asks, names what stops, and begins on Cancel', async ({ tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.revoke('dns-acme').click();
  const dialog = tokensPage.revokeDialog('dns-acme');
  await expect(dialog).toContainText(
    'Any script or service that uses this token stops working at once when it is revoked.',
  );
  await expect(dialog).toContainText('Revoking cannot be undone: the secret is gone with it.');
  const facts = dialog.getByRole('definition');
  await expect(facts).toContainText([
    '3 privileges',
    'in 90 days',
    '192.0.2.53, 2001:db8:53::53, 2001:db8:53:1::/64',
  ]);
  const cancel = dialog.getByRole('button', { name: 'Cancel', exact: true });
  await expect(cancel).toBeFocused();
  await cancel.click();
  await expect(dialog).toHaveCount(0);
  await expect(tokensPage.revoke('dns-acme')).toBeFocused();
  expect(sentTo(simulator, 'api_token_revoke')).toEqual([]);
  expect(storedToken(simulator, 'dns-acme').acls).toHaveLength(3);
});

test('Escape leaves the token alone', async ({ tokensPage, simulator, page }) => {
  await tokensPage.open();
  await tokensPage.revoke('dns-acme').click();
  const dialog = tokensPage.revokeDialog('dns-acme');
  await expect(dialog.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await tokensPage.expectRow('dns-acme');
  expect(sentTo(simulator, 'api_token_revoke')).toEqual([]);
});

test('Continue revokes this token and no other', async ({ tokensPage, simulator, page }) => {
  const before = namesOf(simulator);
  await tokensPage.open();
  await tokensPage.revokeToken('dns-acme');
  await expect(tokensPage.revokeDialog('dns-acme')).toHaveCount(0);
  await expect(tokensPage.row('dns-acme')).toHaveCount(0);
  await expect(notices(page)).toContainText('Revoked dns-acme');
  const box = await notices(page).boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0), 'at the right').toBeGreaterThan(1280 - 64);
  expect(box?.y, 'at the top').toBeLessThan(800 / 4);
  expect(sentTo(simulator, 'api_token_revoke')).toEqual([{ 'api.version': '1', token_name: 'dns-acme' }]);
  expect(namesOf(simulator)).toEqual(before.filter((name) => name !== 'dns-acme'));
});

test('a name that breaks today’s rule is revoked as it is', async ({ tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.revokeToken('old token (2019)');
  await expect(tokensPage.row('old token (2019)')).toHaveCount(0);
  expect(namesOf(simulator)).not.toContain('old token (2019)');
});

test('a double click on Continue sends once', async ({ tokensPage, simulator, page }) => {
  await tokensPage.open();
  await tokensPage.revoke('dns-acme').click();
  simulator.setLatency(300);
  const dialog = tokensPage.revokeDialog('dns-acme');
  await dialog.getByRole('checkbox', { name: /^Wait 6 seconds/ }).uncheck();
  await dialog.getByRole('button', { name: 'Continue', exact: true }).dblclick();
  await expect(dialog).toHaveCount(0);
  await expect(notices(page)).toContainText('Revoked dns-acme');
  expect(sentTo(simulator, 'api_token_revoke')).toHaveLength(1);
});

test('a token of the server itself is warned about, one of a person is not', async ({ tokensPage, page }) => {
  await tokensPage.open();
  await tokensPage.revoke('reverse_trust_ns1').click();
  const ofServer = tokensPage.revokeDialog('reverse_trust_ns1');
  await expect(ofServer).toContainText('the other cluster member can no longer send DNS changes here');
  await ofServer.getByRole('button', { name: 'Cancel', exact: true }).click();

  await tokensPage.revoke('monitor_zabbix').click();
  const ofPerson = tokensPage.revokeDialog('monitor_zabbix');
  await expect(ofPerson).toContainText('Any script or service');
  await expect(ofPerson).not.toContainText('The server makes tokens named');
  await expect(ofPerson).not.toContainText('This dashboard signs in with this token.');
  await page.keyboard.press('Escape');
});

test('the token of the dashboard itself is warned about in stronger words', async ({ tokensPage }) => {
  await tokensPage.open();
  await tokensPage.revoke('whm-dashboard').click();
  const dialog = tokensPage.revokeDialog('whm-dashboard');
  await expect(dialog).toContainText('This dashboard signs in with this token.');
  await expect(dialog).toContainText('the dashboard cannot read or change anything here');
});

test('a refusal stands in the dialog in the server’s words, and Continue tries again', async ({
  tokensPage,
  simulator,
}) => {
  await tokensPage.open();
  simulator.failNext('api_token_revoke', 'refused');
  await tokensPage.revokeAtOnce('dns-acme');
  const dialog = tokensPage.revokeDialog('dns-acme');
  await expect(dialog.getByRole('alert')).toContainText('The token was not revoked.');
  await expect(dialog.getByRole('alert')).toContainText('The simulated server was told to refuse this call.');
  await dialog.getByRole('button', { name: 'Continue', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  expect(namesOf(simulator)).not.toContain('dns-acme');
});
