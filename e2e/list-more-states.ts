import { expect, type Page } from '@playwright/test';
import type { Simulator } from '../src/simulator/simulator.ts';
import type { Clock } from './fixtures.ts';
import { createListPage } from './list-page.ts';
import { createListTools } from './list-view.ts';
import type { TokensPage } from './tokens-page.ts';

type Parts = { page: Page; simulator: Simulator; tokensPage: TokensPage; clock: Clock };

/** A state of the finished list, and the way there from a page that is not open yet. */
export type MoreListState = { title: string; tokens?: number; reach: (parts: Parts) => Promise<void> };

/** What list-states.ts does not have. Where one ends, axe and the width of the page are looked at. */
export const moreListStates: readonly MoreListState[] = [
  {
    title: 'with the privileges of a token open',
    reach: async ({ page, tokensPage }) => {
      await tokensPage.open();
      await createListTools(page).privileges('helpdesk-chat').click();
      await expect(tokensPage.row('helpdesk-chat').getByRole('listitem')).toHaveCount(12);
    },
  },
  {
    title: 'with the reasons of a token open',
    reach: async ({ page, tokensPage }) => {
      await tokensPage.open();
      await createListTools(page).attention(tokensPage.row('backup-runner')).click();
      await expect(page.getByRole('definition')).toHaveCount(3);
    },
  },
  {
    title: 'with a badge explained',
    reach: async ({ page, tokensPage }) => {
      await tokensPage.open();
      await page.getByRole('button', { name: 'In use by this dashboard', exact: true }).click();
      await expect(page.getByText('This dashboard signs in to the server')).toBeInViewport({ ratio: 1 });
    },
  },
  {
    title: 'of tokens that need attention',
    reach: async ({ page }) => {
      await page.goto('./?status=attention&search=bill&sort=-name');
      await expect(createListPage(page).rows).toHaveCount(2);
    },
  },
  {
    title: 'after a refresh that found changes',
    reach: async ({ page, tokensPage, simulator }) => {
      await tokensPage.open();
      await tokensPage.expectRow('monitor_zabbix');
      simulator.remove('root', 'monitor_zabbix');
      for (const token of simulator.tokensOf('root').slice(0, 2))
        simulator.put('root', { ...token, acls: ['status'] });
      await createListTools(page).refresh.click();
      await expect(page.getByRole('row').getByText('Changed', { exact: true })).toHaveCount(2);
    },
  },
  {
    title: 'that is slow to come',
    reach: async ({ page, tokensPage, simulator, clock }) => {
      simulator.failNext('api_token_list', 'hang');
      await tokensPage.open();
      await expect(createListPage(page).pending).toBeAttached();
      await expect.poll(() => simulator.calls.length).toBeGreaterThan(0);
      await clock.advance(10_000);
      await expect(createListTools(page).stopWaiting).toBeVisible();
    },
  },
  {
    title: 'that nobody waits for any more',
    reach: async ({ page, tokensPage, simulator, clock }) => {
      simulator.failNext('api_token_list', 'hang');
      await tokensPage.open();
      await expect(createListPage(page).pending).toBeAttached();
      await expect.poll(() => simulator.calls.length).toBeGreaterThan(0);
      await clock.advance(10_000);
      await createListTools(page).stopWaiting.click();
      await expect(createListPage(page).blank('You stopped waiting')).toBeVisible();
    },
  },
  {
    title: 'with the shortcuts listed',
    reach: async ({ page, tokensPage }) => {
      await tokensPage.open();
      await tokensPage.expectRow('dns-acme');
      await page.keyboard.press('?');
      await expect(createListTools(page).shortcutsDialog).toBeVisible();
    },
  },
  {
    title: 'of which a window is drawn',
    tokens: 1000,
    reach: async ({ page, tokensPage }) => {
      await tokensPage.open();
      await expect(createListPage(page).rows.first()).toHaveAttribute('aria-rowindex', '2');
    },
  },
];
