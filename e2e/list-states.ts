import { expect, type Page } from '@playwright/test';
import type { ScenarioName, Simulator } from '../src/simulator/simulator.ts';
import { createListPage } from './list-page.ts';
import type { TokensPage } from './tokens-page.ts';

type Parts = { page: Page; simulator: Simulator; tokensPage: TokensPage };

/** A state that the list half of the screen can be in, and the way there from a page that is not open yet. */
export type ListState = {
  title: string;
  /** @default 'typical' */
  scenario?: ScenarioName;
  reach: (parts: Parts) => Promise<void>;
};

async function openList({ page, tokensPage }: Parts): Promise<void> {
  await tokensPage.open();
  await expect(createListPage(page).rows).toHaveCount(16);
}

/** Every state of the list half. Where one ends, axe and the width of the page are looked at. */
export const listStates: readonly ListState[] = [
  {
    title: 'pending',
    reach: async ({ page, simulator, tokensPage }) => {
      simulator.failNext('api_token_list', 'hang');
      await tokensPage.open();
      await expect(createListPage(page).pending).toBeAttached();
      await expect(page.getByRole('banner')).toContainText('whm.example.com');
      // The bones of the table show after 300 ms.
      await expect(page.getByRole('table', { includeHidden: true })).toBeVisible();
    },
  },
  { title: 'with tokens', reach: openList },
  {
    title: 'empty',
    scenario: 'empty',
    reach: async ({ page, tokensPage }) => {
      await tokensPage.open();
      await expect(createListPage(page).blank('No API tokens yet')).toBeVisible();
    },
  },
  {
    title: 'without a match',
    reach: async (parts) => {
      await openList(parts);
      await parts.tokensPage.search.fill('a-name-that-is-very-long-and-that-no-token-has-been-given');
      await createListPage(parts.page).status('Expired').check();
      await expect(createListPage(parts.page).blank(/^No token matches .* in Expired$/)).toBeVisible();
    },
  },
  {
    title: 'failed',
    reach: async ({ page, simulator, tokensPage }) => {
      simulator.failNext('api_token_list', 'foreign-json');
      await tokensPage.open();
      await expect(createListPage(page).blank('The server did not answer as WHM does')).toBeVisible();
    },
  },
  {
    title: 'older than the last refresh',
    reach: async (parts) => {
      await openList(parts);
      parts.simulator.failNext('api_token_list', 'disk-full');
      await parts.tokensPage.refresh();
      await expect(createListPage(parts.page).alert).toContainText('Changes are off');
    },
  },
  {
    title: 'with what the server says, and privileges that are not known',
    reach: async ({ page, simulator, tokensPage }) => {
      simulator.failNext('api_token_list', 'warnings');
      simulator.failNext('myprivs', 'refused');
      await tokensPage.open();
      await expect(page.getByText('The server says:')).toHaveCount(2);
      await expect(createListPage(page).alert).toContainText('which privileges you have');
    },
  },
  {
    title: 'hidden by WHM’s rule',
    scenario: 'limited',
    reach: async ({ page, tokensPage }) => {
      await tokensPage.open();
      await expect(createListPage(page).showAnyway).toBeVisible();
    },
  },
  {
    title: 'denied',
    scenario: 'denied',
    reach: async ({ page, tokensPage }) => {
      await tokensPage.open();
      await expect(createListPage(page).blank('You may not manage API tokens here')).toBeVisible();
    },
  },
  {
    title: 'with its menu open',
    reach: async (parts) => {
      await openList(parts);
      await parts.tokensPage.listActions.click();
      await expect(createListPage(parts.page).menuItem('Revoke All')).toBeInViewport({ ratio: 1 });
    },
  },
  {
    title: 'with the notice of an expiring token open',
    reach: async (parts) => {
      await openList(parts);
      await createListPage(parts.page).noticeIcon('billing-whmcs').click();
      await expect(parts.page.getByText('WHM does not renew it.')).toBeInViewport({ ratio: 1 });
    },
  },
  {
    title: 'with all addresses of a token open',
    reach: async (parts) => {
      await openList(parts);
      const name = 'reseller-portal_northwind_provisioning_eu-west_001';
      await createListPage(parts.page).moreAddresses(name).click();
      await expect(parts.page.getByText('100 of 100 addresses and ranges')).toBeInViewport({ ratio: 1 });
    },
  },
];
