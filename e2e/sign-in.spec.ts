import type { Page } from '@playwright/test';
import { connectTo, simulatedServer, startServer } from '../src/proxy/server.ts';
import { axe, test as base, expect, expectNoBarriers, pageDirectory } from './fixtures.ts';

// Everybody signs in with a WHM account of their own; the gateway keeps the credential.

const test = base.extend({
  host: async ({ simulator }, use) => {
    const connection = connectTo([simulatedServer(simulator)]);
    const server = await startServer({ port: 0, pageDirectory, connection });
    await use({ url: server.url });
    await server.close();
  },
});

// Chromium logs every answer that says so.
test.use({ expectedConsole: /the server responded with a status of (?:401|403|429)/ });

function screen(page: Page) {
  const within = page.getByRole('dialog').or(page.getByRole('main')).last();
  return {
    heading: page.getByRole('heading', { name: /^Sign in to whm\.example\.com/ }),
    user: within.getByRole('textbox', { name: 'User', exact: true }),
    token: within.getByLabel('API token', { exact: true }),
    password: within.getByLabel('Password', { exact: true }),
    code: within.getByRole('textbox', { name: 'One-time code' }),
    withPassword: within.getByRole('radio', { name: 'The password' }),
    submit: page.getByRole('button', { name: 'Sign in', exact: true }),
    problem: page.getByRole('alert'),
  };
}

async function signIn(page: Page, { user, secret }: { user: string; secret: string }) {
  const { user: userField, token, submit } = screen(page);
  await userField.fill(user);
  await token.fill(secret);
  await submit.click();
}

test('a person signs in with an API token and sees the tokens', async ({ page, simulator, tokensPage }) => {
  await tokensPage.open();
  await expect(screen(page).heading).toBeVisible();
  await expect(screen(page).user).toBeFocused();
  await signIn(page, simulator.credential);
  await expect(tokensPage.table).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Signed in as root');
});

test('the screen has no barrier, in either theme', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await screen(page).withPassword.check();
  await screen(page).submit.click();
  await expect(page.getByText('Enter the name of your WHM user.')).toBeVisible();
  await expectNoBarriers(page);
});

test('a wrong credential is refused in place, and does not say which part was wrong', async ({
  page,
  simulator,
  tokensPage,
}) => {
  await tokensPage.open();
  await signIn(page, { user: 'root', secret: 'WRONGWRONG' });
  await expect(screen(page).problem).toContainText('WHM did not accept this user with this credential.');
  await expect(screen(page).user).toHaveValue('root');
  await expect(screen(page).token).toBeFocused();
  await signIn(page, { user: 'nobody', secret: 'WRONGWRONG' });
  await expect(screen(page).problem).toContainText('WHM did not accept this user with this credential.');
  await signIn(page, { user: 'root', secret: 'WRONGWRONG' });
  await signIn(page, simulator.credential);
  await expect(screen(page).problem).toContainText('Try again in 5 minutes.');
  expect(simulator.calls.filter(({ functionName }) => functionName === 'myprivs')).toHaveLength(3);
});

test('fields are what password managers look for, and a pasted token may end in a space', async ({
  page,
  simulator,
  tokensPage,
}) => {
  await tokensPage.open();
  const { user, token, password, code, withPassword } = screen(page);
  await expect(user).toHaveAttribute('autocomplete', 'username');
  await expect(token).toHaveAttribute('autocomplete', 'current-password');
  await withPassword.check();
  await expect(password).toHaveAttribute('autocomplete', 'current-password');
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  await page.getByRole('radio', { name: 'An API token' }).check();
  await signIn(page, { user: ' root ', secret: `${simulator.credential.secret} ` });
  await expect(tokensPage.table).toBeVisible();
});

test('the credential is nowhere in the browser once it was sent', async ({ page, simulator, tokensPage }) => {
  const { secret } = simulator.credential;
  await tokensPage.open();
  await signIn(page, simulator.credential);
  await expect(tokensPage.table).toBeVisible();
  const traces = await page.evaluate(() => [
    document.cookie,
    document.documentElement.outerHTML,
    location.href,
    JSON.stringify(localStorage),
    JSON.stringify(sessionStorage),
    ...[...document.querySelectorAll('input')].map(({ value }) => value),
  ]);
  expect(traces.join('\n')).not.toContain(secret);
  expect(traces[0]).toBe('');
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/', expires: -1 });
  expect(cookie?.value).not.toContain(secret);
});

test('a session that ends keeps an open form, and the person goes on where they were', async ({
  page,
  simulator,
  tokensPage,
}) => {
  await tokensPage.open();
  await signIn(page, simulator.credential);
  await tokensPage.openEdit('helpdesk-chat');
  const dialog = tokensPage.editDialog('helpdesk-chat');
  const form = tokensPage.form(dialog);
  await form.ips.fill('192.0.2.0/24');
  await page.context().clearCookies();
  await form.save.click();

  const again = page.getByRole('dialog', { name: 'Sign in to whm.example.com again' });
  await expect(again).toBeVisible();
  await expect(again.getByRole('textbox', { name: 'User' })).toHaveValue('root');
  await expect(again.getByRole('textbox', { name: 'User' })).toHaveAttribute('readonly');
  await again.getByLabel('API token', { exact: true }).fill(simulator.credential.secret);
  await again.getByRole('button', { name: 'Sign in' }).click();
  await expect(again).toBeHidden();
  await expect(form.ips).toHaveValue('192.0.2.0/24');
  await form.save.click();
  await expect(dialog).toBeHidden();
  await tokensPage.expectRow('helpdesk-chat', '192.0.2.0/24');
});

test('signing in again can wait, and the page says that it is signed out', async ({
  page,
  simulator,
  tokensPage,
}) => {
  await tokensPage.open();
  await signIn(page, simulator.credential);
  await expect(tokensPage.table).toBeVisible();
  await page.context().clearCookies();
  await tokensPage.refresh();
  await expect(page.getByRole('button', { name: 'Not now' })).toBeVisible();
  await axe(page);
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await expect(tokensPage.table).toBeVisible();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('dialog', { name: /again/ })).toBeVisible();
});

test('signing out ends the session at the gateway, not only in this browser', async ({
  page,
  simulator,
  tokensPage,
}) => {
  await tokensPage.open();
  await signIn(page, simulator.credential);
  await expect(tokensPage.table).toBeVisible();
  const stolen = await page.context().cookies();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(screen(page).heading).toBeVisible();
  expect(await page.context().cookies()).toEqual([]);
  await page.context().addCookies(stolen);
  await page.reload();
  await expect(screen(page).heading).toBeVisible();
});
