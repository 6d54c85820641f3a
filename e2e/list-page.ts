import { expect, type Locator, type Page } from '@playwright/test';

export type ListPage = ReturnType<typeof createListPage>;

/** More of the list than tokens-page.ts: its columns, its states and what may stand in its place. */
export function createListPage(page: Page) {
  const rows = page.getByRole('row').filter({ has: page.getByRole('button', { name: /^Edit / }) });
  const row = (name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('button', { name: `Edit ${name}`, exact: true }) });
  const columns = page.getByRole('table', { name: /^API tokens, / }).getByRole('columnheader');

  return {
    rows,
    columns,
    /** Where a row and a column meet. Columns are found by their heading, so it needs a table with headings. */
    cell: async (name: string, column: string): Promise<Locator> => {
      // The headings are read as they stand, so the row must be there first.
      await row(name).waitFor();
      const titles = (await columns.allInnerTexts()).map((title) => title.trim());
      expect(titles, 'columns of the table').toContain(column);
      return row(name).getByRole('cell').nth(titles.indexOf(column));
    },
    /** The icon of a row that needs attention. */
    noticeIcon: (name: string) => row(name).getByRole('button', { name: /^Expire[sd] / }),
    moreAddresses: (name: string) => row(name).getByRole('button', { name: /more address/ }),
    status: (label: string) =>
      page.getByRole('group', { name: 'Status' }).getByRole('radio', { name: new RegExp(`^${label}\\b`) }),
    menuItem: (name: string) => page.getByRole('menuitem', { name, exact: true }),
    pending: page.getByText('Reading the tokens from the server.'),
    blank: (title: string | RegExp) => page.getByRole('heading', { name: title, level: 2 }),
    alert: page.getByRole('main').getByRole('alert'),
    tryAgain: page.getByRole('button', { name: 'Try again', exact: true }),
    copyRequest: page.getByRole('button', { name: 'Copy a request for the owner', exact: true }),
    showAnyway: page.getByRole('button', { name: 'Show the tokens anyway', exact: true }),
  };
}

export async function groundOf(element: Locator): Promise<string> {
  return element.evaluate((node) => getComputedStyle(node).backgroundColor);
}

/** What a person would call the colour of an element's ground. */
export async function colourOf(element: Locator): Promise<'yellow' | 'red' | 'plain'> {
  const [red = 0, green = 0, blue = 0] = ((await groundOf(element)).match(/[\d.]+/g) ?? []).map(Number);
  const [least, most] = [Math.min(red, green, blue), Math.max(red, green, blue)];
  if (most === least || red < most) return 'plain';
  // Hue on the colour circle, in degrees; red is the strongest part here, so it lies within 60 of 0.
  const hue = (60 * (green - blue)) / (most - least);
  if (hue > 30) return 'yellow';
  return Math.abs(hue) <= 15 ? 'red' : 'plain';
}

/**
 * What makes the page wider than its window, or is cut off at its right edge: empty when nothing scrolls
 * sideways. Parts that scroll or hide their own content on purpose are looked at only from outside.
 */
export async function sidewaysOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const scrolled = document.scrollingElement?.scrollWidth ?? 0;
    if (scrolled > innerWidth) found.push(`the page is ${scrolled} px wide in a window of ${innerWidth} px`);
    for (const element of document.querySelectorAll('body *')) {
      const { width, right, left } = element.getBoundingClientRect();
      const isSeen = width > 1 && element.checkVisibility({ visibilityProperty: true });
      if (!isSeen || (right <= innerWidth + 1 && left >= -1)) continue;
      const words = element.textContent?.trim().slice(0, 40) ?? '';
      found.push(
        `<${element.tagName.toLowerCase()}> “${words}” from ${Math.round(left)} to ${Math.round(right)} px`,
      );
    }
    return found;
  });
}

/** Counts the calls of a function that the server has received so far. */
export function countCalls(calls: readonly { functionName: string }[], functionName: string): number {
  return calls.filter((call) => call.functionName === functionName).length;
}
