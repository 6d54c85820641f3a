import type { Page } from '@playwright/test';
import { connectTo, simulatedServer, startServer } from '../src/proxy/server.ts';
import { createSimulator } from '../src/simulator/simulator.ts';
import { test as base, expect, pageDirectory } from './fixtures.ts';
import { createSecretPage } from './token-form-page.ts';
import { createTokensPage } from './tokens-page.ts';

// Two tabs of one browser, each with a server of its own: what one does to the sessions the other learns at once.

const test = base.extend<{ paris: Page }>({
  host: async ({ simulator }, use) => {
    const connection = connectTo([
      { ...simulatedServer(simulator), name: 'berlin', label: 'Berlin 1', host: 'berlin.example.com' },
      { ...simulatedServer(createSimulator()), name: 'paris', label: 'Paris 2', host: 'paris.example.com' },
    ]);
    const server = await startServer({ port: 0, pageDirectory, connection });
    await use({ url: server.url });
    await server.close();
  },
  /** The second tab; the first one is `page`, in Berlin. Both are signed in. */
  paris: async ({ page, context, tokensPage }, use) => {
    await page.goto('s/berlin/');
    await signIn(page);
    await expect(tokensPage.table).toBeVisible();
    const paris = await context.newPage();
    await paris.goto('s/paris/');
    await signIn(paris);
    await expect(createTokensPage(paris).table).toBeVisible();
    await use(paris);
  },
});

test.use({ expectedConsole: /the server responded with a status of 401/ });

const signInHeading = (page: Page) => page.getByRole('heading', { name: /^Sign in to / });
const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out', exact: true });

async function signIn(page: Page): Promise<void> {
  // Playwright waits for frames before it clicks, and a tab in the background may draw none.
  await page.bringToFront();
  const user = page.getByRole('textbox', { name: 'User', exact: true });
  if ((await user.inputValue()) === '') await user.fill('root');
  await page.getByLabel('API token', { exact: true }).fill('SIMULATEDROOTTOKENOPENSNOTHING00');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('signing out in one takes everything off the screen of the other, which then keeps what is typed', async ({
  page,
  paris,
  tokensPage,
}) => {
  await page.bringToFront();
  await signOut(page).click();
  await expect(signInHeading(page)).toHaveText('Sign in to berlin.example.com');
  await expect(signInHeading(paris)).toHaveText('Sign in to paris.example.com');
  await expect(createTokensPage(paris).table).toHaveCount(0);
  expect(await paris.locator('body').innerText()).not.toContain('helpdesk-chat');

  await paris.bringToFront();
  const user = paris.getByRole('textbox', { name: 'User', exact: true });
  await user.fill('acme');
  await signIn(page);
  await expect(tokensPage.table).toBeVisible();
  await expect(user).toHaveValue('acme');
});

test('signing out in one loses no form of the other, and asks there to sign in', async ({ page, paris }) => {
  const tokensPage = createTokensPage(paris);
  await tokensPage.openEdit('helpdesk-chat');
  const dialog = tokensPage.editDialog('helpdesk-chat');
  const form = tokensPage.form(dialog);
  await form.ips.fill('192.0.2.0/24');
  await page.bringToFront();
  await signOut(page).click();
  await expect(signInHeading(page)).toBeVisible();

  await expect(paris.getByRole('dialog', { name: 'Sign in to paris.example.com again' })).toBeVisible();
  await signIn(paris);
  await expect(signInHeading(paris)).toHaveCount(0);
  await expect(form.ips).toHaveValue('192.0.2.0/24');
  await paris.bringToFront();
  await form.save.click();
  await expect(dialog).toBeHidden();
  await tokensPage.expectRow('helpdesk-chat', '192.0.2.0/24');
  // The other tab is still signed out of its own server.
  await expect(signInHeading(page)).toBeVisible();
});

test('signing in again in one lets the other of the same server go on by itself', async ({
  page,
  paris,
  context,
}) => {
  await paris.goto('s/berlin/');
  const second = createTokensPage(paris);
  await expect(second.table).toBeVisible();
  await context.clearCookies();
  await paris.bringToFront();
  await second.refresh();
  await expect(signInHeading(paris)).toBeVisible();
  // A tab that comes to the front asks for its list anew, and may learn of it in the middle of a click: loaded anew
  // instead.
  await page.bringToFront();
  await page.reload();
  await signIn(page);
  await expect(signInHeading(page)).toHaveCount(0);
  await expect(signInHeading(paris)).toHaveCount(0);
  await second.expectRow('helpdesk-chat');
});

test('signing in as somebody else in one leaves a secret on the screen of the other', async ({
  page,
  paris,
}) => {
  await paris.goto('s/berlin/');
  const second = createTokensPage(paris);
  await second.openGenerate();
  await second.form(second.generateDialog).name.fill('shown-once');
  await second.form(second.generateDialog).generate.click();
  const step = createSecretPage(paris);
  const secret = await step.secret.inputValue();
  await page.bringToFront();
  await signOut(page).click();
  await page.getByRole('textbox', { name: 'User', exact: true }).fill('acme');
  await page.getByLabel('API token', { exact: true }).fill('SIMULATEDACMETOKENOPENSNOTHING00');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('banner')).toContainText('Signed in as acme');

  const again = paris.getByRole('dialog', { name: 'Sign in to berlin.example.com again' });
  await expect(again.getByRole('textbox', { name: 'User', exact: true })).toHaveValue('root');
  await expect(paris.locator('#secret')).toHaveValue(secret);
  await signIn(paris);
  await expect(again).toHaveCount(0);
  await expect(step.secret).toHaveValue(secret);
  await step.saved.click();
  await second.expectRow('shown-once');
});

test('signing in as somebody else in one shows the other nothing of the account before', async ({
  page,
  paris,
}) => {
  await paris.goto('s/berlin/');
  const second = createTokensPage(paris);
  await second.openEdit('helpdesk-chat');
  await expect(second.editDialog('helpdesk-chat')).toBeVisible();
  await page.bringToFront();
  await signOut(page).click();
  await page.getByRole('textbox', { name: 'User', exact: true }).fill('acme');
  await page.getByLabel('API token', { exact: true }).fill('SIMULATEDACMETOKENOPENSNOTHING00');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(paris.getByRole('banner')).toContainText('Signed in as acme');
  await expect(second.editDialog('helpdesk-chat')).toHaveCount(0);
  await expect(second.table).toBeVisible();
  await expect(second.row('helpdesk-chat')).toHaveCount(0);
});
