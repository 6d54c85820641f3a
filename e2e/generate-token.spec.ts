import { catalogueAcls, installedAcls } from '../src/simulator/privilege-names.ts';
import { expect, test } from './fixtures.ts';
import { namesOf, numbered, seconds, sentTo, storedToken } from './sent-calls.ts';
import { createSecretPage, openGenerateForm } from './token-form-page.ts';

const warnedAbout = ['all', 'passwd', 'create-user-session', 'manage-api-tokens'];
const preselected = [...catalogueAcls, ...installedAcls].filter((acl) => !warnedAbout.includes(acl));
/** The end of the day, in Chicago, one year after the day on which the clock of these tests stands. */
const inOneYear = seconds('2027-11-23T05:59:59Z');

test('the form has WHM’s labels word for word and its defaults, without the four privileges it warns about', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const form = await openGenerateForm(tokensPage);
  await test.step('the labels', async () => {
    await expect(form.dialog.getByRole('heading', { name: 'Generate API Token', exact: true })).toBeVisible();
    await expect(form.expiryChoices.getByRole('radio')).toHaveCount(2);
    for (const labelled of [
      form.name,
      form.doesNotExpire,
      form.expires,
      form.expirationDate,
      form.ips,
      form.privileges,
      form.generate,
    ]) {
      await expect(labelled).toBeVisible();
    }
    for (const label of [
      'Name',
      'Should the API Token Expire?',
      'The API Token will not expire.',
      'Specify an expiration date.',
      'API Token Expiration Date',
      'IPs',
      'Privileges',
      'Generate',
    ]) {
      await expect(form.dialog.getByText(label, { exact: true })).toBeVisible();
    }
  });

  await test.step('the defaults', async () => {
    await expect(form.name).toHaveValue('');
    await expect(form.expires).toBeChecked();
    await expect(form.expirationDate).toHaveValue('2027-11-22');
    await expect(form.ips).toHaveValue('');
    // “Everything” is no member of a group.
    const offered = catalogueAcls.length + installedAcls.length - 1;
    await expect(form.selectedCount).toHaveText(`${preselected.length} of ${offered} selected`);
    await expect(form.everything).not.toBeChecked();
  });

  await test.step('what is warned about is not ticked and shows its warning', async () => {
    const warnings = [
      ['Change Passwords', 'Whoever holds the token can set a new account password and then log in with it'],
      ['Create User Session', 'A session opened this way is not bound by the token.s restrictions'],
      ['Manage API Tokens', 'The token can create another token with more privileges than it has'],
    ] as const;
    for (const [title, warning] of warnings) {
      await form.searchPrivileges.fill(title);
      await expect(form.privilege(title)).not.toBeChecked();
      await expect(form.privilege(title)).toHaveAccessibleName(new RegExp(warning));
    }
    await expect(form.everything).not.toBeChecked();
    await expect(form.everything).toHaveAccessibleDescription(
      /same unrestricted access to the whole server as root/,
    );
  });

  await test.step('and generates what it shows', async () => {
    await form.name.fill('all-defaults');
    await form.generate.click();
    const { secret, saved } = createSecretPage(page);
    await expect(secret).toBeVisible();
    await expect(saved).toBeVisible();
    expect(sentTo(simulator, 'api_token_create')).toEqual([
      {
        'api.version': '1',
        token_name: 'all-defaults',
        ...numbered('acl', preselected),
        expires_at: String(inOneYear),
      },
    ]);
    expect(storedToken(simulator, 'all-defaults')).toEqual({
      name: 'all-defaults',
      acls: preselected,
      createTime: seconds('2026-11-22T16:42:07Z'),
      expiresAt: inOneYear,
      whitelistIps: [],
    });
  });
});

test.describe('a reseller', () => {
  test.use({ scenario: 'reseller' });

  test('gives a new token what it has itself, without the warned-about ones', async ({
    tokensPage,
    simulator,
    page,
  }) => {
    const own = storedToken(simulator, 'whm-dashboard', 'acme').acls;
    const form = await openGenerateForm(tokensPage);
    await expect(form.everything).toHaveCount(0);
    await form.name.fill('resold');
    await form.generate.click();
    await expect(createSecretPage(page).secret).toBeVisible();
    const expected = own.filter((acl) => !warnedAbout.includes(acl));
    expect(storedToken(simulator, 'resold', 'acme').acls.toSorted()).toEqual(expected.toSorted());
    expect(sentTo(simulator, 'api_token_create')).toHaveLength(1);
  });
});

test('Everything makes the rest moot and is sent alone', async ({ tokensPage, simulator, page }) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('as-root');
  await form.everything.check();
  await expect(form.selectedCount).toHaveText('Everything');
  await expect(form.dialog).toContainText('can do everything on the server, as root can');
  await form.generate.click();
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(sentTo(simulator, 'api_token_create')).toEqual([
    { 'api.version': '1', token_name: 'as-root', 'acl-0': 'all', expires_at: String(inOneYear) },
  ]);
  expect(storedToken(simulator, 'as-root').acls).toEqual(['all']);
});

test('only the privileges that are ticked are sent', async ({ tokensPage, simulator, page }) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('two-privileges');
  // A head that is partly ticked ticks all of its group first.
  for (const head of await form.allGroups.all()) {
    await head.check();
    await head.uncheck();
  }
  await expect(form.selectedCount).toHaveText(/^0 of/);
  await form.searchPrivileges.fill('list-accts');
  await form.privilege('List Accounts').check();
  await form.searchPrivileges.fill('software-');
  await form.privilege('software-JetBackup5').check();
  await form.generate.click();
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(sentTo(simulator, 'api_token_create')).toEqual([
    {
      'api.version': '1',
      token_name: 'two-privileges',
      ...numbered('acl', ['list-accts', 'software-JetBackup5']),
      expires_at: String(inOneYear),
    },
  ]);
});

test('Enter generates, in a text box but not in the search of privileges', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('by-enter');
  await form.searchPrivileges.fill('dns');
  await form.searchPrivileges.press('Enter');
  await form.ips.press('Enter');
  await expect(form.ips).toHaveValue('\n');
  await form.name.press('Enter');
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(sentTo(simulator, 'api_token_create')).toHaveLength(1);
});

test('a double click on Generate, and Enter after it, send once', async ({ tokensPage, simulator, page }) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('only-once');
  simulator.setLatency(2500);
  await form.generate.dblclick();
  await form.name.press('Enter');
  await expect(form.generate).toHaveAttribute('aria-busy', 'true');
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(sentTo(simulator, 'api_token_create')).toHaveLength(1);
});

test('a form that was changed asks before it closes, an untouched one does not', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const form = await openGenerateForm(tokensPage);
  await page.keyboard.press('Escape');
  await expect(form.dialog).toHaveCount(0);

  await tokensPage.openGenerate();
  await form.name.fill('half-typed');
  await form.close.click();
  await expect(form.alert).toHaveText('Leave without generating? What you typed is lost.');
  await expect(form.keepEditing).toBeFocused();
  await form.keepEditing.click();
  await expect(form.name).toHaveValue('half-typed');
  await form.cancel.click();
  await form.leave.click();
  await expect(form.dialog).toHaveCount(0);
  await expect(tokensPage.generateToken).toBeFocused();

  // Nothing is left of it, here or on the server.
  await tokensPage.openGenerate();
  await expect(form.name).toHaveValue('');
  expect(sentTo(simulator, 'api_token_create')).toEqual([]);
  expect(namesOf(simulator)).not.toContain('half-typed');
});

test('a refusal stands in the form in the server’s words, and nothing that was typed is lost', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('taken-meanwhile');
  await form.ips.fill('192.0.2.7');
  simulator.failNext('api_token_create', 'duplicate-name');
  await form.generate.click();
  await expect(form.alert).toContainText('The token was not created.');
  await expect(form.alert).toContainText('A conflicting API token named “taken-meanwhile” already exists.');
  await expect(form.ips).toHaveValue('192.0.2.7');
  await form.name.fill('free-name');
  await form.generate.click();
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(storedToken(simulator, 'free-name').whitelistIps).toEqual(['192.0.2.7']);
});
