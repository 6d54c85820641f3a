import type { Page } from '@playwright/test';
import type { Simulator } from '../src/simulator/simulator.ts';
import { axe, expect, inBothThemes, test } from './fixtures.ts';
import { storedToken } from './sent-calls.ts';
import { createSecretPage, openEditForm, openGenerateForm } from './token-form-page.ts';
import type { TokensPage } from './tokens-page.ts';

// axe looks four times at each state, and takes seconds for each look at the form.
test.describe.configure({ timeout: 120_000 });

type Reach = (given: { page: Page; tokensPage: TokensPage; simulator: Simulator }) => Promise<void>;

async function generateSecret({ page, tokensPage }: { page: Page; tokensPage: TokensPage }) {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('revealed');
  await form.ips.fill(Array.from({ length: 100 }, (_, index) => `198.51.100.${index}`).join(' '));
  await form.generate.click();
  const step = createSecretPage(page);
  await expect(step.secret).toBeVisible();
  return step;
}

async function askRevokeAll(tokensPage: TokensPage) {
  await tokensPage.open();
  await tokensPage.openRevokeAll();
  await tokensPage.revokeAllDialog.getByRole('textbox').fill('15');
  return tokensPage.revokeAllDialog.getByRole('button', { name: 'Continue', exact: true });
}

const states: Record<string, Reach> = {
  'Generate API Token, as it opens': async ({ tokensPage }) => {
    await openGenerateForm(tokensPage);
  },
  'Generate API Token with an error in every field': async ({ tokensPage }) => {
    const form = await openGenerateForm(tokensPage);
    await form.expirationDate.fill('2026-02-30');
    await form.ips.fill('192.0.2.1 192.0.2.1 10.5.3.9/24 0.0.0.0/0 nowhere');
    for (const head of await form.allGroups.all()) {
      await head.check();
      await head.uncheck();
    }
    await form.generate.click();
    await expect(form.alert).toContainText('4 parts need another look');
  },
  'the calendar': async ({ tokensPage }) => {
    const form = await openGenerateForm(tokensPage);
    await form.expirationDate.fill('2026-11-25');
    await form.openCalendar.click();
    await expect(form.calendar).toBeVisible();
  },
  'Generate API Token with every group open and everything in it ticked': async ({ tokensPage }) => {
    const form = await openGenerateForm(tokensPage);
    for (const head of await form.allGroups.all()) await head.check();
    await form.dialog.getByRole('checkbox', { name: 'Selected only' }).check();
    await expect(form.privilege('Change Passwords')).toBeChecked();
  },
  'Generate API Token with Everything, refused, and asking whether to leave': async ({
    tokensPage,
    simulator,
  }) => {
    const form = await openGenerateForm(tokensPage);
    await form.name.fill('as-root');
    await form.everything.check();
    await form.searchPrivileges.fill('no such thing');
    simulator.failNext('api_token_create', 'refused');
    await form.generate.click();
    await expect(form.alert).toContainText('The token was not created.');
    await form.cancel.click();
    await expect(form.leave).toBeVisible();
  },
  'Edit API Token with changes that widen it': async ({ tokensPage }) => {
    const form = await openEditForm(tokensPage, 'billing-whmcs');
    await form.name.fill('billing-2');
    await form.doesNotExpire.check();
    await form.ips.fill('');
    await form.allOf('DNS').check();
    await expect(form.dialog).toContainText('This widens the token.');
  },
  'Edit API Token that somebody else changed': async ({ tokensPage, simulator }) => {
    const form = await openEditForm(tokensPage, 'billing-whmcs');
    await form.name.fill('billing-2');
    simulator.put('root', {
      ...storedToken(simulator, 'billing-whmcs'),
      expiresAt: null,
      acls: ['list-accts', 'ssl-info'],
    });
    await form.save.click();
    await expect(form.alert).toContainText('Somebody else');
  },
  'Edit API Token that is gone': async ({ tokensPage, simulator }) => {
    const form = await openEditForm(tokensPage, 'billing-whmcs');
    await form.name.fill('billing-2');
    simulator.remove('root', 'billing-whmcs');
    await form.save.click();
    await expect(form.alert).toContainText('is not on the server any more');
  },
  'the secret, of a token with 100 addresses': async (given) => {
    await generateSecret(given);
  },
  'asking to leave the secret': async (given) => {
    const step = await generateSecret(given);
    await given.page.keyboard.press('Escape');
    await expect(step.stay).toBeFocused();
  },
  'Revoke, for a token of the server': async ({ tokensPage }) => {
    await tokensPage.open();
    await tokensPage.revoke('reverse_trust_ns1').click();
    await expect(tokensPage.revokeDialog('reverse_trust_ns1')).toBeVisible();
  },
  'Revoke, for a token with 100 addresses': async ({ tokensPage }) => {
    await tokensPage.open();
    const longest = 'reseller-portal_northwind_provisioning_eu-west_001';
    await tokensPage.revoke(longest).click();
    await expect(tokensPage.revokeDialog(longest)).toBeVisible();
  },
  'Revoke All with a wrong number': async ({ tokensPage }) => {
    const go = await askRevokeAll(tokensPage);
    const { revokeAllDialog } = tokensPage;
    await revokeAllDialog.getByText('Show the 15').click();
    await revokeAllDialog.getByRole('textbox').fill('3');
    await go.click();
    await expect(revokeAllDialog.getByRole('alert')).not.toBeEmpty();
  },
  'Revoke All at work': async ({ page, tokensPage, simulator }) => {
    const go = await askRevokeAll(tokensPage);
    simulator.failNext('api_token_revoke', 'string-numbers', 4);
    simulator.failNext('api_token_revoke', 'hang');
    await go.click();
    await expect(page.getByRole('progressbar', { name: '4 of 15 revoked' })).toBeVisible();
  },
  'the result of Revoke All, with a refusal': async ({ page, tokensPage, simulator }) => {
    const go = await askRevokeAll(tokensPage);
    simulator.failNext('api_token_revoke', 'refused');
    await go.click();
    await expect(page.getByRole('dialog', { name: '14 of 15 tokens revoked' })).toBeVisible();
  },
  'a success message': async ({ tokensPage, page }) => {
    const form = await openEditForm(tokensPage, 'billing-whmcs');
    await form.name.fill('billing-2');
    await form.save.click();
    await expect(page.getByRole('region', { name: 'Notices' })).toContainText('Saved');
  },
};

test.describe('axe finds no barrier in', () => {
  for (const [title, reach] of Object.entries(states)) {
    test(title, async ({ page, tokensPage, simulator }) => {
      await reach({ page, tokensPage, simulator });
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 800 });
        await inBothThemes(page, () => axe(page));
      }
    });
  }
});
