import { connectToSimulator, startServer } from '../src/proxy/server.ts';
import { test as base, expect, pageDirectory } from './fixtures.ts';
import { seconds, sentTo } from './sent-calls.ts';
import { createTokenForm, openEditForm, openGenerateForm, whenOpen } from './token-form-page.ts';

/** A server whose zone nobody told, like a WHM without `WHM_TIME_ZONE`. The browser is in Paris. */
const test = base.extend({
  host: async ({ simulator }, use) => {
    const connection = connectToSimulator(simulator, null);
    const server = await startServer({ port: 0, pageDirectory, connection });
    await use({ url: server.url });
    await server.close();
    await connection.close();
  },
});

test('the form says that it counts in the browser’s zone, lets the person choose, and sends that', async ({
  tokensPage,
  simulator,
}) => {
  const form = await openGenerateForm(tokensPage);
  const zone = form.dialog.getByRole('combobox', { name: 'Time zone of the server' });
  await form.name.fill('zoned');
  await form.expirationDate.fill('2027-07-01');
  await expect(zone).toHaveValue('Europe/Paris');
  await expect(zone).toHaveAccessibleDescription(/counts to the end of the day in Europe\/Paris\./);
  await expect(form.expirationDate).toHaveAccessibleDescription(/Zone.*1 Jul 2027, 23:59:59.*UTC\+2/);

  await zone.selectOption('America/Chicago');
  await expect(zone).toHaveAccessibleDescription(/counts to the end of the day in America\/Chicago\./);
  await expect(form.expirationDate).toHaveValue('2027-07-01');
  await expect(form.expirationDate).toHaveAccessibleDescription(
    /Zone.*1 Jul 2027, 23:59:59.*UTC−5.*You.*2 Jul 2027, 06:59:59.*UTC\+2/,
  );
  await form.generate.click();
  await expect(tokensPage.savedMyToken).toBeVisible();
  const [sent] = sentTo(simulator, 'api_token_create');
  expect(sent?.expires_at).toBe(String(seconds('2027-07-02T04:59:59Z')));
});

test('the choice is remembered for this server and used by the list', async ({ tokensPage, page }) => {
  const form = await openGenerateForm(tokensPage);
  const zone = form.dialog.getByRole('combobox', { name: 'Time zone of the server' });
  await zone.selectOption('Asia/Tokyo');
  await page.reload();
  await tokensPage.openGenerate();
  const again = await whenOpen(createTokenForm(tokensPage, tokensPage.generateDialog));
  await expect(again.dialog.getByRole('combobox', { name: 'Time zone of the server' })).toHaveValue(
    'Asia/Tokyo',
  );
  const remembered: unknown = await page.evaluate(() => Object.entries(localStorage));
  expect(remembered).toEqual([['zone of whm.example.com', 'Asia/Tokyo']]);
});

test('a browser without Temporal shows the same dates in the same zone', async ({ tokensPage, page }) => {
  const dates = tokensPage.table.getByRole('time');
  const shown = () => dates.evaluateAll((times) => times.map(({ textContent }) => textContent));
  await tokensPage.open();
  await tokensPage.expectRow('dns-acme');
  await expect(dates).toHaveCount(26);
  const before = await shown();
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'Temporal'));
  await page.reload();
  await tokensPage.expectRow('dns-acme');
  expect(await page.evaluate(() => 'Temporal' in globalThis)).toBe(false);
  await expect.poll(shown).toEqual(before);
});

test('a date that was not touched stays the same instant when another zone is chosen', async ({
  tokensPage,
  simulator,
}) => {
  simulator.put('root', {
    name: 'late-in-paris',
    acls: ['list-accts'],
    createTime: seconds('2026-03-01T12:00:00Z'),
    expiresAt: seconds('2027-03-05T22:59:59Z'),
    whitelistIps: [],
  });
  const form = await openEditForm(tokensPage, 'late-in-paris');
  await expect(form.expirationDate).toHaveValue('2027-03-05');
  await form.dialog.getByRole('combobox', { name: 'Time zone of the server' }).selectOption('Asia/Tokyo');
  await expect(form.expirationDate).toHaveValue('2027-03-06');
  await expect(form.dialog).toContainText('Nothing has changed yet.');
});
