import { expect, test } from './fixtures.ts';
import { numbered, sentTo, storedToken } from './sent-calls.ts';
import { createSecretPage, openGenerateAgain, openGenerateForm } from './token-form-page.ts';

/** `sent` as typed, each once; `stored` as WHM keeps them. */
type Variant = { title: string; typed: string; sent: readonly string[]; stored: readonly string[] };

const lab = '2001:0db8:0000:0000:0000:0000:0000:0000/48';

const variants: readonly Variant[] = [
  { title: 'nothing: any address', typed: '', sent: [], stored: [] },
  { title: 'only blanks: any address', typed: ' \n\t', sent: [], stored: [] },
  {
    title: 'commas, spaces, lines and comments between them',
    typed: '# the office\n192.0.2.1, 192.0.2.2 192.0.2.3;192.0.2.4 # the lab\n\t192.0.2.5,,\n',
    sent: ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5'],
    stored: ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '192.0.2.5'],
  },
  {
    title: 'IPv6, long, short and in capitals',
    typed: '2001:db8::1\n2001:0DB8:0:0:0:0:0:F',
    sent: ['2001:db8::1', '2001:0DB8:0:0:0:0:0:F'],
    stored: ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:0db8:0000:0000:0000:0000:0000:000f'],
  },
  {
    title: 'ranges of both families',
    typed: '10.5.3.0/24 2001:db8::/48',
    sent: ['10.5.3.0/24', '2001:db8::/48'],
    stored: ['10.5.3.0/24', lab],
  },
];

test('the IPs box takes one address or many, however they are written', async ({
  tokensPage,
  simulator,
  page,
}) => {
  await tokensPage.open();
  for (const [index, { title, typed, sent, stored }] of variants.entries()) {
    await test.step(title, async () => {
      const name = `with-addresses-${index}`;
      const form = await openGenerateAgain(tokensPage);
      await form.name.fill(name);
      await form.everything.check();
      await form.ips.fill(typed);
      await expect(form.addresses).toHaveCount(sent.length);
      await expect(form.dialog).toContainText(`${sent.length} of 100`);
      await form.generate.click();
      const { dialog, secret, saved } = createSecretPage(page);
      await expect(secret).toBeVisible();
      const any = dialog.getByRole('definition').filter({ hasText: /^Any$/ });
      await expect(any).toHaveCount(sent.length === 0 ? 1 : 0);
      const calls = sentTo(simulator, 'api_token_create');
      expect(calls).toHaveLength(index + 1);
      const last = calls.at(-1) ?? {};
      const { token_name, 'acl-0': acl, expires_at, 'api.version': version, ...addresses } = last;
      expect([token_name, acl, version]).toEqual([name, 'all', '1']);
      expect(Number(expires_at)).toBeGreaterThan(0);
      // Blank is sent as nothing at all: WHM knows “any” only for changes.
      expect(addresses).toEqual(numbered('whitelist_ip', sent));
      expect(storedToken(simulator, name).whitelistIps).toEqual(stored);
      await saved.click();
    });
  }
});

test('a range with host bits says what it covers and offers the aligned one', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('aligned');
  await form.ips.fill('# office\n10.5.3.9/24, 192.0.2.1');
  await expect(form.addresses.filter({ hasText: '10.5.3.9/24' })).toContainText(
    'Covers 10.5.3.0 to 10.5.3.255.',
  );
  await form.dialog.getByRole('button', { name: 'Write 10.5.3.0/24', exact: true }).click();
  await expect(form.ips).toHaveValue('# office\n10.5.3.0/24, 192.0.2.1');
  await expect(form.ips).toBeFocused();
  await expect(form.addresses).toHaveText(['10.5.3.0/24', '192.0.2.1']);
  await form.generate.click();
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(storedToken(simulator, 'aligned').whitelistIps).toEqual(['10.5.3.0/24', '192.0.2.1']);
});

test('a range with host bits may stay as it is, and the step after says what the server made of it', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('not-aligned');
  await form.ips.fill('10.5.3.9/24');
  await form.generate.click();
  const { dialog, alert } = createSecretPage(page);
  await expect(dialog.getByRole('definition').filter({ hasText: /^10\.5\.3\.\d\/24$/ })).toBeVisible();
  await expect(alert).toHaveCount(0);
  expect(sentTo(simulator, 'api_token_create')[0]).toMatchObject({ 'whitelist_ip-0': '10.5.3.9/24' });
});

test('the same address written twice, or in two ways, is pointed out and sent once', async ({
  tokensPage,
  simulator,
  page,
}) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('duplicates');
  await form.everything.check();
  await form.ips.fill('192.0.2.1, 2001:db8::1, 192.0.2.1\n2001:0db8:0:0::0001');
  await expect(form.addresses.filter({ hasText: 'The same as 192.0.2.1; sent once.' })).toHaveCount(1);
  await expect(form.addresses.filter({ hasText: 'The same as 2001:db8::1; sent once.' })).toContainText(
    '2001:0db8:0:0::0001',
  );
  await expect(form.dialog).toContainText('2 of 100');
  await form.generate.click();
  await expect(createSecretPage(page).secret).toBeVisible();
  const [sent] = sentTo(simulator, 'api_token_create');
  expect(Object.entries(sent ?? {}).filter(([name]) => name.startsWith('whitelist_ip'))).toEqual([
    ['whitelist_ip-0', '192.0.2.1'],
    ['whitelist_ip-1', '2001:db8::1'],
  ]);
});

test('a range that lets in a large part of the internet is pointed out', async ({ tokensPage }) => {
  const form = await openGenerateForm(tokensPage);
  await form.ips.fill('0.0.0.0/0 ::/0 10.0.0.0/8');
  await expect(form.addresses).toContainText([
    'Lets in every IPv4 address, as a blank box would.',
    'Lets in every IPv6 address, as a blank box would.',
    'Lets in 1 of every 256 IPv4 addresses',
  ]);
});

test('100 addresses are taken, 101 are not', async ({ tokensPage, simulator, page }) => {
  const hundred = Array.from({ length: 100 }, (_, index) => `198.51.100.${index + 1}`);
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('a-hundred');
  await form.ips.fill([...hundred, '203.0.113.1'].join('\n'));
  await form.generate.click();
  await expect(form.ips).toBeFocused();
  await expect(form.ips).toHaveAccessibleDescription(
    /WHM takes at most 100 addresses and ranges for a token; here are 101\. Remove 1/,
  );
  expect(sentTo(simulator, 'api_token_create')).toEqual([]);

  await form.dialog.getByRole('button', { name: 'Remove 203.0.113.1', exact: true }).click();
  await expect(form.ips).toBeFocused();
  await expect(form.ips).toHaveAttribute('aria-invalid', 'false');
  await form.generate.click();
  await expect(createSecretPage(page).secret).toBeVisible();
  expect(sentTo(simulator, 'api_token_create')[0]).toMatchObject(numbered('whitelist_ip', hundred));
  expect(storedToken(simulator, 'a-hundred').whitelistIps).toEqual(hundred);
});
