import { expect, test } from './fixtures.ts';
import { sentTo, storedToken } from './sent-calls.ts';
import { createSecretPage, openGenerateForm } from './token-form-page.ts';

const names = [
  { typed: '', says: 'Give the token a name: letters, numbers, dashes and underscores.' },
  { typed: '   ', says: 'Give the token a name' },
  { typed: 'x'.repeat(51), says: 'The name has 51 characters; WHM takes at most 50.' },
  { typed: 'two words', says: 'A name cannot have spaces' },
  { typed: 'naïve!', says: 'A name cannot have “ï” or “!”' },
  { typed: 'backup-runner', says: 'There is a token named backup-runner already. Choose another name.' },
];

test('a name that WHM would not take is named with what would be right, and nothing is sent', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const form = await openGenerateForm(tokensPage);
  for (const { typed, says } of names) {
    await test.step(`“${typed}”`, async () => {
      await form.ips.focus();
      await form.name.fill(typed);
      await form.generate.click();
      await expect(form.name).toBeFocused();
      await expect(form.name).toHaveAttribute('aria-invalid', 'true');
      await expect(form.name).toHaveAccessibleDescription(new RegExp(says));
      await expect(form.alert).toHaveText('One part needs another look: Name.');
    });
  }
  expect(sentTo(simulator, 'api_token_create')).toEqual([]);

  // Right again, the complaint goes at once.
  const longest = 'y'.repeat(50);
  await form.name.fill(` ${longest} `);
  await expect(form.name).toHaveAttribute('aria-invalid', 'false');
  await expect(form.alert).toHaveCount(0);
  await form.generate.click();
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(storedToken(simulator, longest).name).toBe(longest);
});

test('a name that differs from another only by capital letters is pointed out and can be sent', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('Backup-Runner');
  await expect(form.name).toHaveAccessibleDescription(
    /It differs from backup-runner only by capital letters\./,
  );
  await form.generate.click();
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(storedToken(simulator, 'Backup-Runner').name).toBe('Backup-Runner');
});

const dates = [
  { typed: '', says: 'Give a date as YYYY-MM-DD, or choose that the token will not expire.' },
  { typed: '2026-11-21', says: '2026-11-21 has passed at the server. Choose a day from 2026-11-22 on.' },
  { typed: '2027-02-30', says: '2027-02-30 is not a day of the calendar.' },
  { typed: '2027-13-01', says: '2027-13-01 is not a day of the calendar.' },
  { typed: 'next spring', says: '“next spring” is not a date. Write it as YYYY-MM-DD' },
];

test('a date that is past, impossible or no date is named with what would be right, and nothing is sent', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('bad-date');
  for (const { typed, says } of dates) {
    await test.step(`“${typed}”`, async () => {
      await form.expirationDate.fill(typed);
      await form.generate.click();
      await expect(form.expirationDate).toBeFocused();
      await expect(form.expirationDate).toHaveAttribute('aria-invalid', 'true');
      await expect(form.expirationDate).toHaveAccessibleDescription(new RegExp(says));
      await expect(form.alert).toHaveText('One part needs another look: API Token Expiration Date.');
    });
  }
  expect(sentTo(simulator, 'api_token_create')).toEqual([]);

  // The date plays no part in a token that does not expire.
  await form.doesNotExpire.check();
  await form.generate.click();
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(storedToken(simulator, 'bad-date').expiresAt).toBeNull();
});

test('a date is judged as it is typed, once it can be read or the box is left', async ({ tokensPage }) => {
  const form = await openGenerateForm(tokensPage);
  const invalid = (is: boolean) => expect(form.expirationDate).toHaveAttribute('aria-invalid', String(is));
  await form.expirationDate.fill('2027-0');
  await invalid(false);
  await form.expirationDate.fill('2027-02-30');
  await invalid(true);
  await expect(form.expirationDate).toHaveAccessibleDescription(/^2027-02-30 is not a day of the calendar\./);
  await expect(form.dialog).not.toContainText('of that day');
  await form.expirationDate.fill('2026-11-21');
  await expect(form.expirationDate).toHaveAccessibleDescription(/has passed at the server/);
  await form.expirationDate.fill('2027-02-28');
  await invalid(false);
  await form.expirationDate.fill('soon');
  await form.name.focus();
  await expect(form.expirationDate).toHaveAccessibleDescription(/^“soon” is not a date\./);
});

test('what was mended in another way than at the box itself is no problem any more', async ({
  tokensPage,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.preset('Nothing').click();
  await form.name.fill('mended');
  await form.expirationDate.fill('2026-01-01');
  await form.generate.click();
  await expect(form.alert).toHaveText('2 parts need another look: API Token Expiration Date, Privileges.');
  await form.doesNotExpire.check();
  await expect(form.alert).toHaveText('One part needs another look: Privileges.');
  await form.everything.check();
  await expect(form.alert).toHaveCount(0);
  await expect(form.dialog).not.toContainText('Choose at least one privilege.');
});

const addresses = [
  { typed: '192.0.2.256', says: '“256” in “192.0.2.256” is too large: each number is at most 255.' },
  { typed: '192.0.2', says: '“192.0.2” is not complete: an IPv4 address has four numbers' },
  { typed: '10.0.0.0/33', says: '“/33” is not a prefix length: write a number from 0 to 32' },
  { typed: '2001:db8::g', says: '“g” in “2001:db8::g” is not a group of an IPv6 address' },
  { typed: 'office.example.com', says: '“office.example.com” is not an IP address' },
];

test('each bad address is named with what would be right, and nothing is sent', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('bad-addresses');
  await form.ips.fill(['192.0.2.1', ...addresses.map(({ typed }) => typed)].join('\n'));
  await form.generate.click();
  await expect(form.ips).toBeFocused();
  await expect(form.ips).toHaveAttribute('aria-invalid', 'true');
  await expect(form.ips).toHaveAccessibleDescription(/Correct or remove the entries marked below\./);
  await expect(form.alert).toHaveText('One part needs another look: IPs.');
  await expect(form.addresses).toHaveCount(addresses.length + 1);
  for (const { typed, says } of addresses) {
    await expect(form.addresses.filter({ hasText: says })).toContainText(typed);
  }
  expect(sentTo(simulator, 'api_token_create')).toEqual([]);

  for (const { typed } of addresses) {
    await form.dialog.getByRole('button', { name: `Remove ${typed}`, exact: true }).click();
  }
  await expect(form.ips).toHaveAttribute('aria-invalid', 'false');
  await form.generate.click();
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(storedToken(simulator, 'bad-addresses').whitelistIps).toEqual(['192.0.2.1']);
});

test('a token without a privilege cannot be sent', async ({ tokensPage, simulator, page }) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('no-privilege');
  for (const head of await form.allGroups.all()) {
    await head.check();
    await head.uncheck();
  }
  await form.generate.click();
  await expect(form.searchPrivileges).toBeFocused();
  await expect(form.dialog.getByText('Choose at least one privilege.')).toBeVisible();
  await expect(form.alert).toHaveText('One part needs another look: Privileges.');
  // Whoever cannot see the sentence hears it where the focus is.
  await expect(form.searchPrivileges).toHaveAccessibleDescription(/Choose at least one privilege\./);
  expect(sentTo(simulator, 'api_token_create')).toEqual([]);

  await form.allOf('Account Information').check();
  await form.generate.click();
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(storedToken(simulator, 'no-privilege').acls).toEqual(['list-accts', 'show-bandwidth']);
});

test('of several mistakes the first gets the focus and all are announced', async ({
  tokensPage,
  simulator,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.expirationDate.fill('2026-01-01');
  await form.ips.fill('somewhere');
  await form.generate.click();
  await expect(form.name).toBeFocused();
  await expect(form.alert).toHaveText('3 parts need another look: Name, API Token Expiration Date, IPs.');
  await form.name.fill('now-with-a-name');
  await form.generate.click();
  await expect(form.expirationDate).toBeFocused();
  await expect(form.alert).toHaveText('2 parts need another look: API Token Expiration Date, IPs.');
  await form.expirationDate.fill('2027-01-01');
  await form.name.press('Enter');
  await expect(form.ips).toBeFocused();
  await expect(form.alert).toHaveText('One part needs another look: IPs.');
  expect(sentTo(simulator, 'api_token_create')).toEqual([]);
});
