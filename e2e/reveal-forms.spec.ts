import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
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

test('a test signs in with the secret and says that it works', async ({ page, tokensPage }) => {
  const step = await generate(page, tokensPage, '');
  await step.dialog.getByRole('button', { name: 'Test this token' }).click();
  await expect(step.dialog).toContainText('It works. The server let it in from this dashboard, 127.0.0.1');
});

test('the secret is covered until it is shown, where that is preferred', async ({ page, tokensPage }) => {
  const step = await generate(page, tokensPage, '');
  await step.dialog.getByRole('checkbox', { name: /^Hide secrets/ }).check();
  await expect(step.secret).toHaveValue('•'.repeat(32));
  await step.dialog.getByRole('button', { name: 'Show secret' }).click();
  await expect(step.secret).toHaveValue(/^[A-Z0-9]{32}$/);
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
