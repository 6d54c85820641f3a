import type { Page } from '@playwright/test';
import { consoleOf, everyFault, faultOutcomes, titleOf } from './fault-outcomes.ts';
import { expect, test } from './fixtures.ts';
import { countCalls } from './list-page.ts';
import type { TokensPage } from './tokens-page.ts';

// Every failure that the simulated server knows, met by a form that is open and filled in.

const writeLimitMs = 60_000;
const typed = { name: 'kept-by-the-form', date: '2027-03-01', ips: '192.0.2.7, 2001:db8::/64' };

/** Fills the form in, one privilege fewer than it starts with; gives a look at whether all of it is still there. */
async function fillIn(page: Page, tokensPage: TokensPage): Promise<() => Promise<void>> {
  const dialog = tokensPage.generateDialog;
  const form = tokensPage.form(dialog);
  await tokensPage.openGenerate();
  await form.name.fill(typed.name);
  await form.expirationDate.fill(typed.date);
  await form.ips.fill(typed.ips);
  const search = dialog.getByRole('searchbox', { name: 'Search privileges' });
  const privilege = dialog.getByRole('checkbox', { name: /^List Accounts/ });
  await search.fill('list-accts');
  await privilege.uncheck();
  const selected = dialog.getByRole('status').filter({ hasText: 'selected' });
  const count = await selected.innerText();
  return async () => {
    await expect(dialog).toBeVisible();
    await expect(form.name).toHaveValue(typed.name);
    await expect(form.expires).toBeChecked();
    await expect(form.expirationDate).toHaveValue(typed.date);
    await expect(form.ips).toHaveValue(typed.ips);
    await expect(search).toHaveValue('list-accts');
    await expect(privilege).not.toBeChecked();
    await expect(selected).toHaveText(count, { useInnerText: true });
    await expect(page).not.toHaveURL(/kept-by/);
  };
}

for (const [fault, { create, says = [], altered = false, takes = 0 }] of everyFault) {
  const { made, problem } = create;
  test.describe(`a token generated with the fault ${fault}`, () => {
    test.use({ expectedConsole: consoleOf(problem) });

    const title =
      problem === null
        ? 'is made, and its secret shown'
        : made
          ? 'is there without its secret: the form says so and offers to make it anew'
          : 'is not made: the form says why, keeps everything and works when sent again';
    test(title, async ({ page, tokensPage, simulator, clock }) => {
      await tokensPage.open();
      const expectEverythingKept = await fillIn(page, tokensPage);
      const dialog = tokensPage.generateDialog;
      const { generate } = tokensPage.form(dialog);
      const named = () => simulator.tokensOf('root').filter(({ name }) => name === typed.name);
      simulator.failNext('api_token_create', fault);
      await generate.click();
      if (problem?.silent) {
        await expect.poll(() => countCalls(simulator.calls, 'api_token_create')).toBe(1);
        await clock.advance(writeLimitMs);
      }

      if (problem === null) {
        if (takes > 0) {
          await expect(generate).toHaveAttribute('aria-busy', 'true');
          await expectEverythingKept();
        }
        await expect(tokensPage.savedMyToken).toBeVisible({ timeout: takes + 5_000 });
        const secret = page.getByRole('dialog');
        await expect(secret.getByText('The server made something else than was asked')).toHaveCount(
          altered ? 1 : 0,
        );
        for (const sentence of says) await expect(secret).toContainText(sentence);
        expect(named()).toHaveLength(1);
        return;
      }

      const alert = dialog.getByRole('alert');
      if (made) {
        await expect(alert).toContainText(`${typed.name} was created, but its secret was lost on the way.`);
        await expectEverythingKept();
        expect(named()).toHaveLength(1);
        await alert.getByRole('button', { name: 'Revoke it and generate again' }).click();
      } else {
        const refused = problem.title === 'refused';
        await expect(alert).toContainText(refused ? 'The token was not created.' : titleOf(problem));
        await expect(alert).toContainText(problem.words);
        await expectEverythingKept();
        expect(named()).toHaveLength(0);
        await generate.click();
      }
      await expect(tokensPage.savedMyToken).toBeVisible();
      expect(named()).toHaveLength(1);
      expect(named()[0]?.acls).not.toContain('list-accts');
    });
  });
}

test.describe('when neither the answer to a write arrives nor the list after it', () => {
  test.use({ expectedConsole: consoleOf(faultOutcomes.dropped.read) });

  test('the form says that the token may have been made', async ({ page, tokensPage, simulator }) => {
    await tokensPage.open();
    const expectEverythingKept = await fillIn(page, tokensPage);
    simulator.failNext('api_token_create', 'lost-answer');
    simulator.failNext('api_token_list', 'dropped');
    await tokensPage.form(tokensPage.generateDialog).generate.click();
    const alert = tokensPage.generateDialog.getByRole('alert');
    await expect(alert).toContainText('It may have happened all the same');
    await expectEverythingKept();
    expect(countCalls(simulator.calls, 'api_token_create'), 'a write is never repeated by itself').toBe(1);
  });
});

test.describe('when the session ends while a form is open', () => {
  test('Edit says so, keeps what was typed, and saves once there is a session again', async ({
    tokensPage,
    simulator,
  }) => {
    await tokensPage.open();
    await tokensPage.openEdit('dns-acme');
    const dialog = tokensPage.editDialog('dns-acme');
    const form = tokensPage.form(dialog);
    await form.name.fill('dns-acme-2027');
    await form.ips.fill('192.0.2.53');
    // The look before the write, and the list behind the form.
    simulator.failNext('api_token_list', 'session-expired-200', 2);
    await form.save.click();
    const alert = dialog.getByRole('alert');
    await expect(alert).toContainText('Your WHM session has ended');
    await expect(alert).toContainText('Sign in to WHM again.');
    await expect(form.name).toHaveValue('dns-acme-2027');
    await expect(form.ips).toHaveValue('192.0.2.53');
    expect(simulator.tokensOf('root').map(({ name }) => name)).toContain('dns-acme');
    expect(countCalls(simulator.calls, 'api_token_update')).toBe(0);

    await form.save.click();
    await expect(dialog).toHaveCount(0);
    await tokensPage.expectRow('dns-acme-2027', '192.0.2.53');
  });

  test('Revoke says so and keeps the token', async ({ tokensPage, simulator }) => {
    await tokensPage.open();
    simulator.failNext('api_token_revoke', 'session-expired-200');
    await tokensPage.revokeToken('dns-acme');
    const dialog = tokensPage.revokeDialog('dns-acme');
    await expect(dialog.getByRole('alert')).toContainText('Your WHM session has ended');
    await dialog.getByRole('button', { name: 'Continue', exact: true }).click();
    await expect(dialog).toHaveCount(0);
    await expect(tokensPage.row('dns-acme')).toHaveCount(0);
  });
});

test.describe('when the answer to a revocation is lost', () => {
  test.use({ expectedConsole: consoleOf(faultOutcomes['lost-answer'].read) });

  test('the list is read again and says that the token is gone', async ({ tokensPage, simulator }) => {
    await tokensPage.open();
    simulator.failNext('api_token_revoke', 'lost-answer');
    await tokensPage.revokeToken('dns-acme');
    await expect(tokensPage.revokeDialog('dns-acme')).toHaveCount(0);
    await expect(tokensPage.row('dns-acme')).toHaveCount(0);
    expect(countCalls(simulator.calls, 'api_token_revoke')).toBe(1);
  });
});
