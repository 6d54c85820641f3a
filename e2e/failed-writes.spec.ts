import type { Page } from '@playwright/test';
import type { Simulator } from '../src/simulator/simulator.ts';
import { alike, consoleOf, everyFault, faultOutcomes, titleOf } from './fault-outcomes.ts';
import { expect, test } from './fixtures.ts';
import { countCalls } from './list-page.ts';
import type { TokensPage } from './tokens-page.ts';

// Every failure that the simulated server knows, met by a form that is open and filled in.

const writeLimitMs = 60_000;
const typed = { name: 'kept-by-the-form', date: '2027-03-01', ips: '192.0.2.7, 2001:db8::/64' };

/** Fills the form in, one privilege fewer than it starts with; gives a look at whether all of it is still there. */
async function fillIn(page: Page, tokensPage: TokensPage, name = typed.name): Promise<() => Promise<void>> {
  const dialog = tokensPage.generateDialog;
  const form = tokensPage.form(dialog);
  await tokensPage.openGenerate();
  await form.name.fill(name);
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
    await expect(form.name).toHaveValue(name);
    await expect(form.expires).toBeChecked();
    await expect(form.expirationDate).toHaveValue(typed.date);
    await expect(form.ips).toHaveValue(typed.ips);
    await expect(search).toHaveValue('list-accts');
    await expect(privilege).not.toBeChecked();
    await expect(selected).toHaveText(count, { useInnerText: true });
    await expect(page).not.toHaveURL(/kept-by/);
  };
}

for (const { title, logged, faults } of alike(({ create }) => (create.made ? null : create.problem))) {
  test.describe(`tokens generated with the faults that end in “${title}”`, () => {
    test.use({ expectedConsole: logged });

    test('are not made: the form says why, keeps everything and works when sent again', async ({
      page,
      tokensPage,
      simulator,
      clock,
    }) => {
      await tokensPage.open();
      const expectEverythingKept = await fillIn(page, tokensPage);
      const dialog = tokensPage.generateDialog;
      const { generate } = tokensPage.form(dialog);
      const alert = dialog.getByRole('alert');
      for (const [index, [fault, problem]] of faults.entries()) {
        await test.step(fault, async () => {
          simulator.failNext('api_token_create', fault);
          await generate.click();
          await expect.poll(() => countCalls(simulator.calls, 'api_token_create')).toBe(index + 1);
          if (problem.silent) await clock.advance(writeLimitMs);
          await expect(generate).not.toHaveAttribute('aria-busy');
          const refused = problem.title === 'refused';
          await expect(alert).toContainText(refused ? 'The token was not created.' : titleOf(problem));
          await expect(alert).toContainText(problem.words);
          expect(named(simulator, typed.name)).toHaveLength(0);
        });
      }
      // What any of them had lost would be missing still.
      await expectEverythingKept();
      await generate.click();
      await expect(tokensPage.savedMyToken).toBeVisible();
      expect(named(simulator, typed.name)).toHaveLength(1);
      expect(named(simulator, typed.name)[0]?.acls).not.toContain('list-accts');
    });
  });
}

test.describe('tokens generated with the faults that lose the answer', () => {
  test.use({ expectedConsole: consoleOf(faultOutcomes['lost-answer'].create.problem) });

  test('are there without their secrets: the form says so and offers to make them anew', async ({
    page,
    tokensPage,
    simulator,
    clock,
  }) => {
    await tokensPage.open();
    for (const [fault, { create }] of everyFault) {
      const { made, problem } = create;
      if (!made || problem === null) continue;
      await test.step(fault, async () => {
        const name = `made-${fault}`;
        const expectEverythingKept = await fillIn(page, tokensPage, name);
        const dialog = tokensPage.generateDialog;
        const before = countCalls(simulator.calls, 'api_token_create');
        simulator.failNext('api_token_create', fault);
        await tokensPage.form(dialog).generate.click();
        await expect.poll(() => countCalls(simulator.calls, 'api_token_create')).toBe(before + 1);
        if (problem.silent) await clock.advance(writeLimitMs);
        const alert = dialog.getByRole('alert');
        await expect(alert).toContainText(`${name} was created, but its secret was lost on the way.`);
        await expectEverythingKept();
        expect(named(simulator, name)).toHaveLength(1);
        await alert.getByRole('button', { name: 'Revoke it and generate again' }).click();
        await tokensPage.savedMyToken.click();
        await expect(page.getByRole('dialog')).toHaveCount(0);
        expect(named(simulator, name)).toHaveLength(1);
        expect(named(simulator, name)[0]?.acls).not.toContain('list-accts');
      });
    }
  });
});

test('tokens generated with the faults that are none are made, and their secrets shown', async ({
  page,
  tokensPage,
  simulator,
}) => {
  await tokensPage.open();
  for (const [fault, { create, says = [], altered = false, takes = 0 }] of everyFault) {
    if (create.problem !== null) continue;
    await test.step(fault, async () => {
      const name = `made-${fault}`;
      const expectEverythingKept = await fillIn(page, tokensPage, name);
      const { generate } = tokensPage.form(tokensPage.generateDialog);
      simulator.failNext('api_token_create', fault);
      await generate.click();
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
      expect(named(simulator, name)).toHaveLength(1);
      await tokensPage.savedMyToken.click();
      await expect(secret).toHaveCount(0);
    });
  }
});

function named(simulator: Simulator, name: string) {
  return simulator.tokensOf('root').filter((token) => token.name === name);
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

test.describe('when a token arrives at the server after the list was read', () => {
  test.use({ expectedConsole: consoleOf(faultOutcomes.dropped.read) });

  test('the form says that it may still arrive, and finds it once its name is refused', async ({
    tokensPage,
    simulator,
  }) => {
    await tokensPage.open();
    await tokensPage.openGenerate();
    const dialog = tokensPage.generateDialog;
    const form = tokensPage.form(dialog);
    await form.name.fill('late');
    const { handle } = simulator;
    const held: (() => Promise<unknown>)[] = [];
    simulator.handle = async (request, caller) => {
      if (!request.url.endsWith('/api_token_create') || held.length > 0) return handle(request, caller);
      const copy = request.clone();
      held.push(() => handle(copy, caller));
      throw new TypeError('dropped');
    };
    await form.generate.click();
    const alert = dialog.getByRole('alert');
    await expect(alert).toContainText('The change is not in the list read at 10:42:07. It may still arrive.');
    await held[0]?.();
    await form.generate.click();
    await expect(alert).toContainText('late was created, but its secret was lost on the way.');
    // The list behind the form has it too.
    await expect(dialog.page().locator('tr[data-status]').getByTitle('late', { exact: true })).toBeVisible();
    await alert.getByRole('button', { name: 'Revoke it and generate again' }).dblclick();
    await expect(tokensPage.savedMyToken).toBeVisible();
    expect(countCalls(simulator.calls, 'api_token_revoke')).toBe(1);
    expect(countCalls(simulator.calls, 'api_token_create')).toBe(3);
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
    await tokensPage.revokeAtOnce('dns-acme');
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
