import { expect, type Locator, type Page } from '@playwright/test';
import type { SimulatedToken } from '../src/simulator/simulator.ts';

/** The tools of the list: what sorts it, what counts it, and what says how old it is. */
export function createListTools(page: Page) {
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  return {
    heading: (title: string) => page.getByRole('columnheader', { name: title, exact: true }),
    sortBy: (title: string) =>
      page.getByRole('columnheader', { name: title, exact: true }).getByRole('button', { name: title }),
    /** How many tokens are shown, as it is read out. */
    count: (words: string) => page.getByRole('status').getByText(words, { exact: true }),
    /** What was read out last, whatever it was about. */
    announced: (words: string | RegExp) => page.getByRole('status').filter({ hasText: words }),
    refresh: button('Refresh'),
    shortcuts: button('Shortcuts'),
    shortcutsDialog: page.getByRole('dialog', { name: 'Keyboard shortcuts' }),
    theme: (label: 'Light' | 'Dark' | 'System') =>
      page.getByRole('group', { name: 'Theme' }).getByRole('radio', { name: label }),
    privileges: (name: string) => page.getByRole('button', { name: new RegExp(`^Privileges of ${name}:`) }),
    attention: (row: Locator) => row.getByRole('button', { name: /^Needs attention: / }),
    slow: page.getByRole('status').filter({ hasText: 'The server is slow to answer.' }),
    stopWaiting: button('Stop waiting'),
    clear: button('Clear search and filter'),
  };
}

/** The names of the rows that are drawn, from top to bottom. */
export async function namesShown(page: Page): Promise<readonly string[]> {
  const labels = await page
    .getByRole('button', { name: /^Edit / })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''));
  return labels.map((label) => label.replace('Edit ', ''));
}

export async function expectNames(page: Page, names: readonly string[]): Promise<void> {
  await expect.poll(() => namesShown(page)).toEqual(names);
}

export async function expectQuery(page: Page, query: string): Promise<void> {
  await expect.poll(() => new URL(page.url()).search).toBe(query);
}

/** A token that needs no attention; override what matters. */
export function aToken(
  name: string,
  now: Date,
  settings: Partial<Omit<SimulatedToken, 'name'>> = {},
): SimulatedToken {
  const today = Math.floor(now.getTime() / 1000);
  return {
    name,
    acls: ['list-accts'],
    createTime: today - 10 * 86_400,
    expiresAt: today + 90 * 86_400,
    whitelistIps: ['192.0.2.1'],
    ...settings,
  };
}
