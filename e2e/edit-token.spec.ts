import type { SimulatedToken } from '../src/simulator/simulator.ts';
import { expect, test } from './fixtures.ts';
import { numbered, seconds, sentTo, storedToken } from './sent-calls.ts';
import { createTokenForm, notices, openEditForm, whenOpen } from './token-form-page.ts';

/** Made by another program: it ends in the middle of a day. */
const oddToken: SimulatedToken = {
  name: 'odd-second',
  acls: ['acct-summary', 'list-accts'],
  createTime: seconds('2026-03-01T12:00:00Z'),
  expiresAt: seconds('2027-03-05T16:11:12Z'),
  whitelistIps: ['192.0.2.1', '2001:db8::1'],
};

/** Every setting of the odd token, as an update sends it. IPv6 in the short form that the form shows. */
const everySetting = {
  'api.version': '1',
  token_name: 'odd-second',
  ...numbered('acl', oddToken.acls),
  expires_at: String(oddToken.expiresAt),
  ...numbered('whitelist_ip', oddToken.whitelistIps),
};

test.beforeEach(({ simulator }) => simulator.put('root', oddToken));

test('the form is filled with what the token has, and sends nothing when nothing changed', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const form = await openEditForm(tokensPage, 'odd-second');
  await expect(form.name).toHaveValue('odd-second');
  await expect(form.expires).toBeChecked();
  await expect(form.expirationDate).toHaveValue('2027-03-05');
  await expect(form.expirationDate).toHaveAccessibleDescription(/Server.*Fri 5 Mar 2027, 10:11:12/);
  await expect(form.ips).toHaveValue('192.0.2.1\n2001:db8::1');
  await expect(form.selectedCount).toHaveText(/^2 of/);
  await expect(form.privilege('Account Summary')).toBeChecked();
  await expect(form.save).toBeVisible();

  await expect(form.dialog).toContainText('Nothing has changed yet.');
  await form.name.fill('something');
  await form.name.fill('odd-second');
  await form.save.click();
  await expect(form.dialog).toHaveCount(0);
  await expect(notices(page)).toContainText('Nothing was sent to the server.');
  expect(sentTo(simulator, 'api_token_update')).toEqual([]);
  expect(storedToken(simulator, 'odd-second').expiresAt).toBe(oddToken.expiresAt);
});

test('a new name is sent with every other setting as it was, to the second', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const before = storedToken(simulator, 'odd-second');
  const form = await openEditForm(tokensPage, 'odd-second');
  await form.name.fill('renamed');
  await form.save.click();
  await expect(form.dialog).toHaveCount(0);
  await expect(tokensPage.row('odd-second')).toHaveCount(0);
  await tokensPage.expectRow('renamed');
  expect(sentTo(simulator, 'api_token_update')).toEqual([{ ...everySetting, new_name: 'renamed' }]);
  expect(storedToken(simulator, 'renamed')).toEqual({ ...before, name: 'renamed' });

  const success = notices(page).getByText('Saved', { exact: true });
  await expect(notices(page)).toContainText('renamed');
  const box = await success.boundingBox();
  expect(box?.x, 'at the right').toBeGreaterThan(1280 / 2);
  expect(box?.y, 'at the top').toBeLessThan(800 / 4);
  await expect(page.getByRole('status').filter({ hasText: 'Saved renamed' })).toHaveCount(1);
});

test('after a new name the focus is where the row has gone, in view', async ({ tokensPage, page }) => {
  const form = await openEditForm(tokensPage, 'odd-second');
  await form.name.fill('zz-last');
  await form.save.click();
  await expect(tokensPage.edit('zz-last')).toBeFocused();
  await expect(tokensPage.row('zz-last')).toBeInViewport();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('only the expiry is changed', async ({ tokensPage, simulator }) => {
  const before = storedToken(simulator, 'odd-second');
  const form = await openEditForm(tokensPage, 'odd-second');
  await form.expirationDate.fill('2027-01-31');
  await form.save.click();
  await expect(form.dialog).toHaveCount(0);
  const expiresAt = seconds('2027-02-01T05:59:59Z');
  expect(sentTo(simulator, 'api_token_update')).toEqual([{ ...everySetting, expires_at: String(expiresAt) }]);
  expect(storedToken(simulator, 'odd-second')).toEqual({ ...before, expiresAt });
});

test('only the privileges are changed, one added and one removed', async ({ tokensPage, simulator }) => {
  const before = storedToken(simulator, 'odd-second');
  const form = await openEditForm(tokensPage, 'odd-second');
  await form.searchPrivileges.fill('acct-summary');
  await form.privilege('Account Summary').uncheck();
  await form.searchPrivileges.fill('ssl-info');
  await form.privilege('SSL Information').check();
  await form.save.click();
  await expect(form.dialog).toHaveCount(0);
  const acls = ['list-accts', 'ssl-info'];
  expect(sentTo(simulator, 'api_token_update')).toEqual([{ ...everySetting, ...numbered('acl', acls) }]);
  expect(storedToken(simulator, 'odd-second')).toEqual({ ...before, acls });
});

test('“never” and “any address” are sent as such, never left out', async ({ tokensPage, simulator }) => {
  const form = await openEditForm(tokensPage, 'odd-second');
  await form.doesNotExpire.check();
  await form.ips.fill('');
  await form.everything.check();
  await form.save.click();
  await expect(form.dialog).toHaveCount(0);
  expect(sentTo(simulator, 'api_token_update')).toEqual([
    { 'api.version': '1', token_name: 'odd-second', 'acl-0': 'all', expires_at: '0', whitelist_ip: 'any' },
  ]);
  expect(storedToken(simulator, 'odd-second')).toMatchObject({
    acls: ['all'],
    expiresAt: null,
    whitelistIps: [],
  });
});

test('what will change is shown before it is saved, and what widens the token is said', async ({
  tokensPage,
}) => {
  const form = await openEditForm(tokensPage, 'odd-second');
  const changes = form.dialog.getByRole('table');
  const change = (setting: string) =>
    changes.getByRole('row').filter({ has: form.dialog.page().getByRole('rowheader', { name: setting }) });
  await expect(changes).toHaveCount(0);

  await form.name.fill('tomorrow');
  await expect(change('Name')).toContainText(/odd-second.*tomorrow/);
  await expect(form.dialog).not.toContainText('widens');
  await form.ips.fill('192.0.2.1');
  await expect(change('IPs')).toContainText(/2001:db8::1.*Narrows/);
  await form.expirationDate.fill('2027-02-01');
  await expect(change('Expires')).toContainText(
    /Fri 5 Mar 2027, 10:11:12.*Mon 1 Feb 2027, 23:59:59.*Narrows/,
  );
  await expect(form.dialog).not.toContainText('This widens the token.');

  await form.ips.fill('');
  await form.doesNotExpire.check();
  await form.allOf('Account Information').check();
  await expect(change('IPs')).toContainText(/Any.*Widens/);
  await expect(change('Expires')).toContainText(/Never.*Widens/);
  await expect(change('Privileges')).toContainText(/View Account Bandwidth Usage show-bandwidth.*Widens/);
  await expect(form.dialog).toContainText(
    /This widens the token\. .*never expire.*from any address.*do more: 1 added\./,
  );
  await expect(form.dialog).toContainText('4 settings change, 3 of them widen the token.');
});

test('what will change is one line on a low screen, and opens on demand', async ({ tokensPage, page }) => {
  await page.setViewportSize({ width: 1280, height: 700 });
  const form = await openEditForm(tokensPage, 'odd-second');
  await form.doesNotExpire.check();
  await form.ips.fill('');
  await form.everything.check();
  const fold = form.dialog.getByText('What will change').locator('..');
  await expect(fold).toHaveText('What will change3 settings change, 3 widen');
  await expect(form.dialog.getByRole('table')).toBeHidden();
  const folded = await fold.boundingBox();
  expect(folded?.height, 'one line').toBeLessThan(32);
  await fold.focus();
  await page.keyboard.press('Enter');
  await expect(form.dialog.getByRole('table')).toBeVisible();
  await expect(form.dialog).toContainText('This widens the token.');
  await page.keyboard.press('Enter');
  await expect(form.dialog.getByRole('table')).toBeHidden();
});

test('a name that breaks today’s rule can stay, and cannot be chosen anew', async ({
  tokensPage,
  simulator,
}) => {
  const legacy = 'old token (2019)';
  const form = await openEditForm(tokensPage, legacy);
  await form.name.fill('old token (2020)');
  await form.save.click();
  await expect(form.name).toHaveAccessibleDescription(/A name cannot have spaces or “\(” or “\)”/);
  await form.name.fill(legacy);
  await form.expires.check();
  await form.preset('30 days').click();
  await form.save.click();
  await expect(form.dialog).toHaveCount(0);
  const expiresAt = seconds('2026-12-23T05:59:59Z');
  expect(sentTo(simulator, 'api_token_update')).toEqual([
    {
      'api.version': '1',
      token_name: legacy,
      ...numbered('acl', ['acct-summary', 'list-accts']),
      expires_at: String(expiresAt),
      'whitelist_ip-0': '192.0.2.19',
    },
  ]);
  expect(storedToken(simulator, legacy).expiresAt).toBe(expiresAt);
});

test('a double click on Save sends once', async ({ tokensPage, simulator, page }) => {
  const form = await openEditForm(tokensPage, 'odd-second');
  await form.name.fill('saved-once');
  simulator.setLatency(300);
  await form.save.dblclick();
  await expect(form.dialog).toHaveCount(0);
  await expect(notices(page)).toContainText('saved-once');
  expect(sentTo(simulator, 'api_token_update')).toHaveLength(1);
});

test('a refusal stands in the form in the server’s words, and nothing that was typed is lost', async ({
  tokensPage,
  simulator,
}) => {
  const form = await openEditForm(tokensPage, 'odd-second');
  await form.name.fill('refused-first');
  simulator.failNext('api_token_update', 'disk-full');
  await form.save.click();
  await expect(form.alert).toContainText('The token was not changed.');
  await expect(form.alert).toContainText('No space left on device');
  await expect(form.name).toHaveValue('refused-first');
  await form.save.click();
  await expect(form.dialog).toHaveCount(0);
  expect(storedToken(simulator, 'refused-first').acls).toEqual(oddToken.acls);
});

test.describe('an account that cannot grant all that a token has', () => {
  test.use({ scenario: 'limited' });

  test('is told which, and can save without them', async ({ page, tokensPage, simulator }) => {
    await tokensPage.open();
    await page.getByRole('button', { name: 'Show the tokens anyway' }).click();
    await tokensPage.openEdit('offboarding');
    const form = await whenOpen(createTokenForm(tokensPage, tokensPage.editDialog('offboarding')));
    await form.searchPrivileges.fill('kill-acct');
    await expect(form.privilege('Terminate Accounts')).toBeChecked();
    await expect(form.privilege('Terminate Accounts')).toHaveAccessibleName(
      /Your account does not have this privilege: saving sends it along/,
    );
    await form.name.fill('offboarding-2');
    await form.save.click();
    await expect(form.alert).toContainText('You do not have the privilege “kill-acct”.');
    await form.privilege('Terminate Accounts').uncheck();
    await form.save.click();
    await expect(form.dialog).toHaveCount(0);
    expect(storedToken(simulator, 'offboarding-2', 'acme').acls).toEqual(['list-accts', 'suspend-acct']);
  });
});
