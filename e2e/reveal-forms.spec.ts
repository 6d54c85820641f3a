import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { countCalls } from './list-page.ts';
import { createSecretPage, openGenerateForm } from './token-form-page.ts';
import type { TokensPage } from './tokens-page.ts';

test.use({ trace: 'off' });

async function generate(page: Page, tokensPage: TokensPage, ips: string) {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('revealed');
  await form.ips.fill(ips);
  await form.generate.click();
  const step = createSecretPage(page);
  await expect(step.secret).toBeVisible();
  return step;
}

test('the secret can be downloaded, and then leaving does not ask', async ({ page, tokensPage }) => {
  const step = await generate(page, tokensPage, '');
  const secret = await step.secret.inputValue();
  const downloading = page.waitForEvent('download');
  await step.dialog.getByRole('button', { name: '.env file' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('revealed.env');
  expect(await readFile(await download.path(), 'utf8')).toContain(`WHM_TOKEN=${secret}\n`);
  await page.keyboard.press('Escape');
  await expect(step.dialog).toHaveCount(0);
});

test.describe('with a clipboard', () => {
  test.beforeEach(({ context }) => context.grantPermissions(['clipboard-write']));

  /** As a person finds out; a box of one line leaves out the ends of lines. */
  async function paste(page: Page, tokensPage: TokensPage) {
    await tokensPage.search.focus();
    await page.keyboard.press('ControlOrMeta+v');
    return tokensPage.search;
  }

  test('the Authorization header is copied with the secret, and leaving does not ask', async ({
    page,
    tokensPage,
  }) => {
    const step = await generate(page, tokensPage, '');
    const secret = await step.secret.inputValue();
    await step.dialog.getByRole('button', { name: 'Authorization header' }).click();
    await expect(step.dialog).toContainText('Copied the Authorization header, with the secret in it.');
    await page.keyboard.press('Escape');
    await expect(step.dialog).toHaveCount(0);
    await expect(await paste(page, tokensPage)).toHaveValue(`Authorization: whm root:${secret}`);
  });

  test('the curl command is copied without the secret, so leaving still asks', async ({
    page,
    tokensPage,
  }) => {
    const step = await generate(page, tokensPage, '');
    const secret = await step.secret.inputValue();
    await step.dialog.getByRole('button', { name: 'curl', exact: true }).click();
    await expect(step.dialog).toContainText('Copied a curl command without the secret');
    await page.keyboard.press('Escape');
    await expect(step.alert).toContainText('You have not copied or downloaded the secret.');
    await step.leaveWithoutIt.click();
    const search = await paste(page, tokensPage);
    await expect(search).toHaveValue(/^printf .*read -rs WHM_TOKEN.*curl -sS -H @- .*\/json-api\/myprivs/);
    await expect(search).not.toHaveValue(new RegExp(secret));
  });
});

test('forms that the browser does not let copy are not called copied; the command is shown', async ({
  page,
  tokensPage,
  context,
}) => {
  // What is granted refuses all the rest.
  await context.grantPermissions(['geolocation']);
  const step = await generate(page, tokensPage, '');
  await step.dialog.getByRole('button', { name: 'curl', exact: true }).click();
  await expect(step.dialog).toContainText(
    'The command, without the secret, is selected: press Ctrl+C or ⌘C.',
  );
  await expect(step.dialog.getByRole('textbox', { name: 'curl command' })).toHaveValue(/read -rs WHM_TOKEN/);
  await page.keyboard.press('ControlOrMeta+c');
  await expect(step.dialog).toContainText('Copied a curl command without the secret');
  await page.keyboard.press('Escape');
  await expect(step.alert).toContainText('You have not copied or downloaded the secret.');
  await step.stay.click();

  const secret = await step.secret.inputValue();
  await step.dialog.getByRole('button', { name: 'Authorization header' }).click();
  await expect(step.dialog).toContainText(
    'The header, with the secret in it, is selected: press Ctrl+C or ⌘C.',
  );
  const header = step.dialog.getByRole('textbox', { name: 'Authorization header, with the secret' });
  await expect(header).toBeFocused();
  await expect(header).toHaveValue(`Authorization: whm root:${secret}`);
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('Escape');
  await expect(step.dialog).toHaveCount(0);
});

test('with the keyboard alone, the secret is taken in every form, and tested', async ({
  page,
  tokensPage,
  context,
}) => {
  await context.grantPermissions(['clipboard-write']);
  const step = await generate(page, tokensPage, '');
  const press = async (name: string) => {
    const button = step.dialog.getByRole('button', { name, exact: true });
    for (let tabs = 0; tabs < 12 && !(await isFocused(button)); tabs++) await page.keyboard.press('Tab');
    await expect(button).toBeFocused();
    await page.keyboard.press('Enter');
  };
  await press('Authorization header');
  await expect(step.dialog).toContainText('Copied the Authorization header');
  await press('curl');
  await expect(step.dialog).toContainText('Copied a curl command without the secret');
  const downloading = page.waitForEvent('download');
  await press('.env file');
  await downloading;
  await press('Test this token');
  await expect(step.dialog).toContainText('It works.');
  await press('Yes, I saved my token');
  await expect(step.dialog).toHaveCount(0);
});

function isFocused(element: Locator): Promise<boolean> {
  return element.evaluate((node) => node === document.activeElement);
}

test('a test signs in with the secret once, clicked twice too, and says that it works', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const step = await generate(page, tokensPage, '');
  const before = countCalls(simulator.calls, 'myprivs');
  simulator.setLatency(300);
  await step.dialog.getByRole('button', { name: 'Test this token' }).dblclick();
  await expect(step.dialog).toContainText('It works. The server let it in from this dashboard, 127.0.0.1');
  expect(countCalls(simulator.calls, 'myprivs')).toBe(before + 1);
});

test('the secret is covered until it is shown, where that is preferred', async ({ page, tokensPage }) => {
  const step = await generate(page, tokensPage, '');
  await step.dialog.getByRole('checkbox', { name: /^Hide secrets/ }).check();
  await expect(step.secret).toHaveValue('•'.repeat(32));
  await step.secret.focus();
  await page.keyboard.press('ControlOrMeta+c');
  await expect(step.status).toContainText('Copied to the clipboard.');
  await expect(step.secret).toHaveValue('•'.repeat(32));
  await step.dialog.getByRole('button', { name: 'Show secret' }).click();
  await expect(step.secret).toHaveValue(/^[A-Z0-9]{32}$/);
  const secret = await step.secret.inputValue();
  await step.saved.click();
  await tokensPage.search.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(tokensPage.search, 'what was copied is the secret, not its bullets').toHaveValue(secret);
});

test.describe('refused for its address', () => {
  test.use({ expectedConsole: /Failed to load resource.*403/ });

  test('a test is explained', async ({ page, tokensPage }) => {
    const step = await generate(page, tokensPage, '203.0.113.24');
    await step.dialog.getByRole('button', { name: 'Test this token' }).click();
    await expect(step.dialog).toContainText(
      'Refused, as it should be. The test came from this dashboard, 127.0.0.1. That is not one of the token’s IPs.',
    );
  });
});
