import { expect, test } from './fixtures.ts';
import { createLifecyclePage } from './lifecycle-page.ts';
import { namesOf, numbered, seconds, sentTo, storedToken } from './sent-calls.ts';
import { createSecretPage, notices } from './token-form-page.ts';

const acls =
  'acct-summary basic-whm-functions create-user-session list-pkgs list-accts create-acct kill-acct suspend-acct upgrade-account'.split(
    ' ',
  );
const ips = ['203.0.113.24', '203.0.113.25', '2001:0db8:004f:0000:0000:0000:0000:0025'];

// The test signs in from the gateway, which is not among the token’s IPs.
test.use({ expectedConsole: /^Failed to load resource: the server responded with a status of 403\b/ });

test('a token is rotated: made anew, tested, the old one ended later, and its name given on', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  const life = createLifecyclePage(page, tokensPage);
  const rotate = await life.openRotate('billing-whmcs');
  await expect(rotate.name).toHaveValue('billing-whmcs-2');
  await expect(rotate.life(/^As long as this one, from today/)).toBeChecked();
  await rotate.go.click();

  const step = createSecretPage(page);
  await expect(step.secret).toBeVisible();
  expect(sentTo(simulator, 'api_token_create')).toEqual([
    {
      'api.version': '1',
      token_name: 'billing-whmcs-2',
      expires_at: String(seconds('2027-11-23T05:59:59Z')),
      ...numbered('acl', acls),
      ...numbered('whitelist_ip', ips),
    },
  ]);
  await step.dialog.getByRole('button', { name: 'Test', exact: false }).first().click();
  await expect(step.dialog.getByRole('region', { name: 'Test this token' })).not.toContainText('Not tested');
  expect(sentTo(simulator, 'api_token_update'), 'the old one is not touched yet').toEqual([]);
  await step.saved.click();

  const end = life.end('billing-whmcs');
  await expect(end.choice(/^In 24 hours/)).toBeChecked();
  await expect(end.choice(/^In 7 days/), 'it ends before that by itself').toHaveCount(0);
  await end.choice(/^In 1 hour/).check();
  await end.set.click();
  await expect(end.dialog).toHaveCount(0);
  expect(sentTo(simulator, 'api_token_update')).toEqual([
    {
      'api.version': '1',
      token_name: 'billing-whmcs',
      expires_at: String(seconds('2026-11-22T17:42:07Z')),
      ...numbered('acl', acls),
      ...numbered('whitelist_ip', ips),
    },
  ]);

  await expect(life.row('billing-whmcs-2')).toContainText('Replaces billing-whmcs, kept in this browser');
  await expect(life.row('billing-whmcs')).toContainText(
    'Rotated, still valid until then, kept in this browser',
  );
  await expect(life.row('billing-whmcs')).toContainText('Ends in 1 hour, 0 minutes');
  await clock.advance(25 * 60_000);
  await expect(life.row('billing-whmcs')).toContainText('Ends in 0 hours, 35 minutes');

  await life.endOldNow('billing-whmcs').click();
  await expect(end.choice(/^Now/)).toBeChecked();
  await end.now.click();
  const undo = page.getByRole('button', { name: 'Undo revoking billing-whmcs' });
  await expect(undo).toBeFocused();
  await undo.click();
  await expect(life.endOldNow('billing-whmcs')).toBeFocused();
  await life.endOldNow('billing-whmcs').click();
  await end.now.click();
  await tokensPage.waiting('billing-whmcs').getByRole('button', { name: 'Now' }).click();
  await expect(notices(page)).toContainText('Revoked billing-whmcs');
  await expect(life.row('billing-whmcs')).toHaveCount(0);

  await page.getByRole('button', { name: 'Name it billing-whmcs' }).click();
  await expect(life.row('billing-whmcs')).toBeVisible();
  await expect(life.row('billing-whmcs-2')).toHaveCount(0);
  await expect(tokensPage.more('billing-whmcs')).toBeFocused();
  await expect(life.row('billing-whmcs')).not.toContainText('Replaces');
  expect(sentTo(simulator, 'api_token_update')[1]).toEqual({
    'api.version': '1',
    token_name: 'billing-whmcs-2',
    new_name: 'billing-whmcs',
    expires_at: String(seconds('2027-11-23T05:59:59Z')),
    ...numbered('acl', acls),
    ...numbered('whitelist_ip', ips),
  });
});

test('the secret is nowhere once it is saved', async ({ page, tokensPage }) => {
  const life = createLifecyclePage(page, tokensPage);
  const rotate = await life.openRotate('dns-acme');
  await rotate.go.click();
  const step = createSecretPage(page);
  const secret = await step.secret.inputValue();
  expect(secret.length).toBeGreaterThan(20);
  await step.saved.click();
  await expect(life.end('dns-acme').dialog).toBeVisible();
  const kept = await page.evaluate(
    () => document.documentElement.outerHTML + JSON.stringify({ ...localStorage, ...sessionStorage }),
  );
  expect(kept).not.toContain(secret);
  expect(kept).toContain('dns-acme-2');
});

test('the old token ends on a day, at the end of it', async ({ page, tokensPage, simulator }) => {
  const end = await createLifecyclePage(page, tokensPage).rotateToStepTwo('dns-acme');
  await end.choice(/^On a date/).check();
  await end.day.fill('2026-11-21');
  await expect(end.dialog).toContainText('Write a day that is not over');
  await end.day.fill('2027-03-01');
  await expect(end.dialog).toContainText('It ends earlier than that by itself.');
  await expect(end.set).toHaveAttribute('aria-disabled', 'true');
  await end.day.fill('2026-12-24');
  await expect(end.dialog).toContainText('Thu 24 Dec 2026, 23:59:59 server time');
  await end.set.click();
  await expect(end.dialog).toHaveCount(0);
  expect(sentTo(simulator, 'api_token_update')[0]).toMatchObject({
    expires_at: String(seconds('2026-12-25T05:59:59Z')),
  });
});

test('the old token ends at once, with the wait turned off', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.revokeAtOnce('cloudflare-dns-sync');
  const end = await createLifecyclePage(page, tokensPage).rotateToStepTwo('dns-acme');
  await end.choice(/^Now/).check();
  await end.now.click();
  await expect(end.dialog).toHaveCount(0);
  await expect(notices(page)).toContainText('Revoked dns-acme');
  expect(namesOf(simulator)).not.toContain('dns-acme');
});

test('a name that is taken is counted on, a long one cut, an old one made legal', async ({
  page,
  tokensPage,
  simulator,
}) => {
  simulator.put('root', { ...storedToken(simulator, 'dns-acme'), name: 'dns-acme-2' });
  const life = createLifecyclePage(page, tokensPage);
  const names = {
    'dns-acme': 'dns-acme-3',
    'reseller-portal_northwind_provisioning_eu-west_001':
      'reseller-portal_northwind_provisioning_eu-west_0-2',
    'old token (2019)': 'old-token-2019--2',
  };
  for (const [old, successor] of Object.entries(names)) {
    const rotate = await life.openRotate(old);
    await expect(rotate.name).toHaveValue(successor);
    expect(successor.length).toBeLessThanOrEqual(50);
  }
});

test('a token that never expires is followed by one that never does, and is ended when asked', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const life = createLifecyclePage(page, tokensPage);
  const end = await life.rotateToStepTwo('monitor_zabbix');
  expect(sentTo(simulator, 'api_token_create')[0]).toMatchObject({ expires_at: '0' });
  await end.choice(/^Leave it as it is/).check();
  await end.button('Done').click();
  await expect(life.row('monitor_zabbix')).toContainText('Rotated, still valid, kept in this browser');
  await expect(life.endOldNow('monitor_zabbix')).toBeVisible();
  expect(storedToken(simulator, 'monitor_zabbix').expiresAt).toBeNull();
});

test('an expired token is rotated too: there is nothing to end but itself', async ({ page, tokensPage }) => {
  const end = await createLifecyclePage(page, tokensPage).rotateToStepTwo('legacy-billing');
  await expect(end.choice(/./)).toHaveCount(2);
  await expect(end.choice(/^Leave it as it is\s*It has expired already/)).toBeChecked();
});

test('a rotation made elsewhere is found by names and dates, and says so', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const old = storedToken(simulator, 'billing-whmcs');
  const createTime = seconds('2026-11-22T16:00:00Z');
  simulator.put('root', { ...old, name: 'billing-whmcs-2', createTime, expiresAt: null });
  await tokensPage.open();
  const life = createLifecyclePage(page, tokensPage);
  await expect(life.row('billing-whmcs-2')).toContainText('Replaces billing-whmcs, by names and dates');
  await life
    .row('billing-whmcs-2')
    .getByRole('button', { name: /^Replaces/ })
    .click();
  await expect(page.getByText('it may be a coincidence')).toBeInViewport();
});

test('the token of the dashboard itself is warned about at both steps, and left as it is by default', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const life = createLifecyclePage(page, tokensPage);
  const rotate = await life.openRotate('whm-dashboard');
  await expect(rotate.dialog).toContainText('This dashboard signs in with this token.');
  await rotate.go.click();
  await createSecretPage(page).saved.click();
  const end = life.end('whm-dashboard');
  await expect(end.dialog).toContainText('This dashboard still signs in with whm-dashboard.');
  await end.button('Done').click();
  await expect(end.dialog).toHaveCount(0);
  expect(storedToken(simulator, 'whm-dashboard').acls).toEqual(['all']);
});

test.describe('a reseller', () => {
  test.use({ scenario: 'reseller' });

  test('is told of privileges that it cannot give, and the server’s refusal changes nothing', async ({
    page,
    tokensPage,
    simulator,
  }) => {
    simulator.put('acme', {
      ...storedToken(simulator, 'offboarding', 'acme'),
      acls: ['list-accts', 'clustering'],
    });
    const rotate = await createLifecyclePage(page, tokensPage).openRotate('offboarding');
    await expect(rotate.dialog).toContainText('Your account does not have');
    await rotate.go.click();
    await expect(rotate.alert).toContainText('The new token was not made.');
    await expect(rotate.dialog).toContainText('offboarding is as it was. There is no new token.');
    expect(namesOf(simulator, 'acme')).not.toContain('offboarding-2');
  });
});

test('a secret that is left behind is said to be lost, and the old token stays', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const life = createLifecyclePage(page, tokensPage);
  const rotate = await life.openRotate('dns-acme');
  await rotate.go.click();
  const step = createSecretPage(page);
  await expect(step.secret).toBeVisible();
  // A key that is pressed before would go to the page under it.
  await expect(step.copy).toBeFocused();
  await page.keyboard.press('Escape');
  await step.leaveWithoutIt.click();
  await expect(notices(page)).toContainText('Nobody has the secret of dns-acme-2');
  await expect(notices(page)).toContainText('dns-acme is as it was');
  await expect(life.end('dns-acme').dialog).toHaveCount(0);
  expect(sentTo(simulator, 'api_token_update')).toEqual([]);
});

test('a rotation is made with the keyboard alone', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.more('dns-acme').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Rotate' })).toBeFocused();
  await page.keyboard.press('Enter');
  const life = createLifecyclePage(page, tokensPage);
  await expect(life.rotate('dns-acme').name).toBeFocused();
  await page.keyboard.press('Enter');
  const step = createSecretPage(page);
  await step.saved.focus();
  await page.keyboard.press('Enter');
  const end = life.end('dns-acme');
  await end.choice(/^In 24 hours/).focus();
  await page.keyboard.press('ArrowDown');
  await expect(end.choice(/^In 7 days/)).toBeChecked();
  await end.set.focus();
  await page.keyboard.press('Enter');
  await expect(end.dialog).toHaveCount(0);
  expect(sentTo(simulator, 'api_token_update')).toHaveLength(1);
});
