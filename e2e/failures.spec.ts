import type { Page } from '@playwright/test';
import { type FaultName, faults as known, type Simulator } from '../src/simulator/simulator.ts';
import { alike, consoleOf, everyFault, faultOutcomes, type Problem, titleOf } from './fault-outcomes.ts';
import { type Clock, expect, test } from './fixtures.ts';
import { countCalls, createListPage } from './list-page.ts';
import type { TokensPage } from './tokens-page.ts';

// Every failure that the simulated server knows, met by the list: when it is first read, and on a refresh.

type Given = { page: Page; simulator: Simulator; tokensPage: TokensPage; clock: Clock };

const readLimitMs = 30_000;
const changesAreOff = 'The list could not be refreshed: changes are off until the server answers.';

test('every fault of the simulated server has an outcome here, and no other', () => {
  expect(Object.keys(faultOutcomes).sort()).toEqual(Object.keys(known).sort());
});

test('a list read with the faults that are none is shown as usual', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const list = createListPage(page);
  for (const [fault, { read, says = [], takes = 0 }] of everyFault) {
    if (read !== null) continue;
    await test.step(fault, async () => {
      simulator.failNext('api_token_list', fault);
      await tokensPage.open();
      if (takes > 0) await expect(list.pending).toBeAttached();
      await expect(list.rows).toHaveCount(16, { timeout: takes + 5_000 });
      await tokensPage.expectRow('dns-acme', '02 20 2027 23:59:59', '2001:db8:53::53');
      await tokensPage.expectRow('backup-runner', 'Everything');
      await expect(page.getByText('The server says:')).toHaveCount(says.length);
      for (const sentence of says) await expect(page.getByText(sentence)).toBeVisible();
    });
  }
});

for (const { title, logged, faults } of alike(({ read }) => read)) {
  test.describe(`a list read with the faults that end in “${title}”`, () => {
    test.use({ expectedConsole: logged });

    test('says what is wrong in its place, later in a notice above the old list, and heals both times', async ({
      page,
      tokensPage,
      simulator,
      clock,
    }) => {
      const given = { page, tokensPage, simulator, clock };
      for (const [index, [fault, problem]] of faults.entries()) {
        simulator.reset();
        await test.step(`${fault} on the first load`, () => meetAtFirst(fault, problem, given));
        // The others would say the same words in the same other place.
        if (index === 0) await test.step(`${fault} on a refresh`, () => meetLater(fault, problem, given));
      }
    });
  });
}

async function meetAtFirst(fault: FaultName, read: Problem, { page, tokensPage, simulator, clock }: Given) {
  const list = createListPage(page);
  simulator.failNext('api_token_list', fault, read.reads ?? 1);
  await tokensPage.open();
  if (read.silent) {
    // Everything else has been answered, so that only the list's call is given up.
    await expect(tokensPage.generateToken).toBeEnabled();
    await expect(page.getByText(/^WHM \d/)).toBeVisible();
    await expect(list.pending).toBeAttached();
    await clock.advance(readLimitMs);
  }
  await expect(list.blank(titleOf(read))).toBeVisible();
  await expect(list.alert).toContainText(read.words);
  await expect(list.rows).toHaveCount(0);
  const noChange = page.getByText('Nothing was changed on the server.');
  if (read.title !== 'signed-out') await expect(noChange).toBeVisible();

  await list.tryAgain.click();
  await expect(list.rows).toHaveCount(16);
  await expect(list.alert).toHaveCount(0);
}

async function meetLater(fault: FaultName, read: Problem, { page, tokensPage, simulator, clock }: Given) {
  const list = createListPage(page);
  await clock.advance(5 * 60_000);
  const readBefore = countCalls(simulator.calls, 'api_token_list');
  simulator.failNext('api_token_list', fault, read.reads ?? 1);
  simulator.remove('root', 'monitor_zabbix');
  await tokensPage.refresh();
  if (read.silent) {
    await expect.poll(() => countCalls(simulator.calls, 'api_token_list')).toBe(readBefore + 1);
    await clock.advance(readLimitMs);
  }
  await expect(list.alert).toContainText(/This list is 5 min(utes)? old\./);
  await expect(list.alert).toContainText(titleOf(read));
  await expect(list.alert).toContainText(read.words);
  await expect(list.rows).toHaveCount(16);
  await expect(tokensPage.row('monitor_zabbix')).toBeVisible();
  const changes = [tokensPage.generateToken, tokensPage.edit('dns-acme'), tokensPage.revoke('dns-acme')];
  for (const button of changes) {
    await expect(button).toBeDisabled();
    await expect(button).toHaveAccessibleDescription(changesAreOff);
  }

  await list.tryAgain.click();
  await expect(list.alert).toHaveCount(0);
  await expect(list.rows).toHaveCount(15);
  for (const button of changes) await expect(button).toBeEnabled();
}

test.describe('while the list could not be refreshed', () => {
  test('a change is reached by keyboard but does nothing, also from the list menu', async ({
    page,
    tokensPage,
    simulator,
  }) => {
    const list = createListPage(page);
    await tokensPage.open();
    await expect(list.rows).toHaveCount(16);
    simulator.failNext('api_token_list', 'refused');
    await tokensPage.refresh();
    await expect(list.alert).toContainText('Changes are off');
    await tokensPage.edit('dns-acme').focus();
    await expect(tokensPage.edit('dns-acme')).toBeFocused();
    await page.keyboard.press('Enter');
    await tokensPage.listActions.click();
    await expect(list.menuItem('Revoke All')).toBeDisabled();
    await expect(list.menuItem('Revoke All')).toHaveAccessibleDescription(changesAreOff);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog').or(page.getByRole('alertdialog'))).toHaveCount(0);
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(list.alert).toHaveCount(0);
    await expect(tokensPage.edit('dns-acme')).toBeEnabled();
  });

  test('search and filter still work', async ({ page, tokensPage, simulator }) => {
    const list = createListPage(page);
    await tokensPage.open();
    await expect(list.rows).toHaveCount(16);
    simulator.failNext('api_token_list', 'disk-full');
    await tokensPage.refresh();
    await expect(list.alert).toContainText('Changes are off');
    await tokensPage.search.fill('dns');
    await expect(list.rows).toHaveCount(2);
  });
});

test('a slow refresh leaves the old list in place until the new one is there', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const list = createListPage(page);
  await tokensPage.open();
  await expect(list.rows).toHaveCount(16);
  simulator.setLatency(500);
  simulator.remove('root', 'monitor_zabbix');
  const readBefore = countCalls(simulator.calls, 'api_token_list');
  await tokensPage.refresh();
  await expect.poll(() => countCalls(simulator.calls, 'api_token_list')).toBe(readBefore + 1);
  await expect(list.rows).toHaveCount(16);
  await expect(list.pending).toHaveCount(0);
  await expect(list.rows).toHaveCount(15);
  await expect(list.alert).toHaveCount(0);
});

test('opening the page asks the server for each thing once', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await expect(createListPage(page).rows).toHaveCount(16);
  await expect(page.getByText(/^WHM \d/)).toBeVisible();
  await page.waitForLoadState('networkidle');
  const asked = simulator.calls.map(({ functionName }) => functionName).sort();
  expect(asked).toEqual(['api_token_get_details', 'api_token_list', 'myprivs', 'version']);
});

test.describe('when the credential is refused', () => {
  test.use({ expectedConsole: consoleOf(faultOutcomes.forbidden.read) });

  test('nothing is asked a second time by itself, as that could lock the address out', async ({
    page,
    tokensPage,
    simulator,
  }) => {
    simulator.failNext('*', 'forbidden', 1_000);
    await tokensPage.open();
    await expect(createListPage(page).blank('The server does not allow this')).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(countCalls(simulator.calls, 'api_token_list')).toBe(1);
    expect(countCalls(simulator.calls, 'myprivs')).toBe(1);
  });
});

test.describe('when the server does not say what the account may do', () => {
  test('the list is shown with a notice in the server’s words', async ({ page, tokensPage, simulator }) => {
    const list = createListPage(page);
    simulator.failNext('myprivs', 'refused');
    await tokensPage.open();
    await expect(list.rows).toHaveCount(16);
    await expect(list.alert).toContainText('The server did not say which privileges you have.');
    await expect(list.alert).toContainText('The simulated server was told to refuse this call.');
  });
});

test.describe('when the server is down', () => {
  test.use({ expectedConsole: consoleOf(faultOutcomes.dropped.read) });

  test('everything heals with Try again once it is back', async ({ page, tokensPage, simulator }) => {
    const list = createListPage(page);
    simulator.failNext('*', 'dropped', 1_000);
    await tokensPage.open();
    await expect(list.blank('The server cannot be reached')).toBeVisible();
    // Forgets the fault; the tokens are the same.
    simulator.reset();
    await list.tryAgain.click();
    await expect(list.rows).toHaveCount(16);
    await expect(list.alert).toHaveCount(0);
    await tokensPage.expectRow('whm-dashboard', 'In use by this dashboard');
  });
});

test('a token in use that could not be told at first is marked after a refresh', async ({
  page,
  tokensPage,
  simulator,
}) => {
  simulator.failNext('api_token_get_details', 'dropped');
  await tokensPage.open();
  await expect(createListPage(page).rows).toHaveCount(16);
  await tokensPage.refresh();
  await tokensPage.expectRow('whm-dashboard', 'In use by this dashboard');
});
