import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { countCalls, createListPage } from './list-page.ts';
import { aToken, createListTools } from './list-view.ts';

const minuteMs = 60_000;

/** What the browser tells a page that is looked at again. */
async function comeBack(page: Page): Promise<void> {
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
}

test('a refresh marks what is new and changed for a moment, and reads out what it found', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  await tokensPage.open();
  await tokensPage.expectRow('dns-acme');
  simulator.put('root', aToken('made-elsewhere', clock.now()));
  simulator.put('root', aToken('dns-acme', clock.now(), { createTime: createTimeOf('dns-acme') }));
  simulator.remove('root', 'monitor_zabbix');
  await clock.advance(minuteMs);
  const { refresh, announced } = createListTools(page);
  await refresh.click();
  await tokensPage.expectRow('made-elsewhere', 'New');
  await tokensPage.expectRow('dns-acme', 'Changed');
  await expect(tokensPage.row('monitor_zabbix')).toHaveCount(0);
  const sentence = 'List refreshed: 1 new, 1 changed, 1 gone (monitor_zabbix). 16 tokens.';
  await expect(announced(sentence)).toHaveCount(1);
  const marks = page.getByRole('row').getByText(/^(New|Changed)$/);
  await expect(marks).toHaveCount(2);

  await clock.advance(8000);
  await expect(marks).toHaveCount(0);
  await expect(page.getByText('Updated just now')).toBeVisible();

  function createTimeOf(name: string): number {
    return simulator.tokensOf('root').find((token) => token.name === name)?.createTime ?? Number.NaN;
  }
});

test('a refresh that finds nothing says so', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await tokensPage.expectRow('dns-acme');
  const { refresh, announced } = createListTools(page);
  await refresh.click();
  await expect(announced('List refreshed: nothing has changed. 16 tokens.')).toHaveCount(1);
  await expect(page.getByRole('row').getByText(/^(New|Changed)$/)).toHaveCount(0);
});

test.describe('without tokens', () => {
  test.use({ scenario: 'empty' });

  test('a refresh that finds nothing says so as well', async ({ page, tokensPage }) => {
    await tokensPage.open();
    await expect(createListPage(page).blank('No API tokens yet')).toBeVisible();
    const { refresh, announced } = createListTools(page);
    await refresh.click();
    await expect(announced('List refreshed: nothing has changed. 0 tokens.')).toHaveCount(1);
  });
});

test('a refresh shows that it is working, and the list stays', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.expectRow('dns-acme');
  simulator.setLatency(2000);
  const { refresh } = createListTools(page);
  await refresh.click();
  await expect(refresh).toHaveAttribute('aria-busy', 'true');
  await expect(createListPage(page).rows).toHaveCount(16);
  await expect(refresh).not.toHaveAttribute('aria-busy');
});

test('how old the list is moves by itself', async ({ page, tokensPage, clock, simulator }) => {
  await tokensPage.open();
  await expect(page.getByText('Updated just now')).toBeVisible();
  // What is asked for last, once the first screen is painted.
  await expect(page.getByRole('banner')).toContainText('WHM 11');
  await tokensPage.expectRow('whm-dashboard', 'In use');
  const calls = simulator.calls.length;
  await clock.advance(2 * minuteMs);
  await expect(page.getByText('Updated 2 min ago')).toBeVisible();
  await clock.advance(60 * minuteMs);
  await expect(page.getByText('Updated 1 hour ago')).toBeVisible();
  expect(simulator.calls.length, 'nothing was asked for it').toBe(calls);
});

test('a list that came after the last tick of the clock is not said to be of the future', async ({
  page,
  tokensPage,
  clock,
}) => {
  await tokensPage.open();
  await expect(page.getByText('Updated just now')).toBeVisible();
  const { refresh, announced } = createListTools(page);
  await clock.advance(500);
  await refresh.click();
  await expect(announced('List refreshed: nothing has changed.')).toHaveCount(1);
  await clock.advance(8000);
  await expect(page.getByText('List refreshed')).toHaveCount(1);
  await expect(page.getByText(/^Updated/)).toHaveText('Updated just now');
});

test('coming back to the page refreshes a list that is older than a minute, and only such a one', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  await tokensPage.open();
  await tokensPage.expectRow('monitor_zabbix');
  simulator.remove('root', 'monitor_zabbix');
  await clock.advance(55_000);
  await comeBack(page);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(countCalls(simulator.calls, 'api_token_list')).toBe(1);
  await expect(tokensPage.row('monitor_zabbix')).toHaveCount(1);

  await clock.advance(6000);
  await comeBack(page);
  await expect(tokensPage.row('monitor_zabbix')).toHaveCount(0);
  expect(countCalls(simulator.calls, 'api_token_list')).toBe(2);
});

test('coming back to an open dialog refreshes nothing under it', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  await tokensPage.open();
  await tokensPage.revoke('dns-acme').click();
  await expect(tokensPage.revokeDialog('dns-acme')).toBeVisible();
  await clock.advance(5 * minuteMs);
  await comeBack(page);
  await page.evaluate(() => new Promise(requestAnimationFrame));
  expect(countCalls(simulator.calls, 'api_token_list')).toBe(1);

  await page.keyboard.press('Escape');
  await expect(tokensPage.revokeDialog('dns-acme')).toHaveCount(0);
  await comeBack(page);
  await expect.poll(() => countCalls(simulator.calls, 'api_token_list')).toBe(2);
});
