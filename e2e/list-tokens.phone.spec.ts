import { expect, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';

const widths = [360, 320];

for (const width of widths) {
  test.describe(`on a phone ${width} px wide`, () => {
    test.use({ viewport: { width, height: 640 } });

    test('a token is a card: all of it in one column, its dates and buttons whole', async ({
      page,
      tokensPage,
    }) => {
      await tokensPage.open();
      const { rows, columns } = createListPage(page);
      await expect(rows).toHaveCount(16);
      await expect(columns).toHaveCount(0);
      const card = tokensPage.row('billing-whmcs');
      await tokensPage.expectRow('billing-whmcs', 'Expires in 3 days', '203.0.113.24', '9');
      await card.scrollIntoViewIfNeeded();
      const parts = [
        card.getByTitle('billing-whmcs'),
        card.getByText('11 25 2026').and(card.getByRole('time')),
        card.getByText('203.0.113.24'),
        card.getByText('11 25 2025').and(card.getByRole('time')),
        tokensPage.edit('billing-whmcs'),
      ];
      const tops: number[] = [];
      for (const part of parts) {
        await expect(part).toBeInViewport({ ratio: 1 });
        tops.push((await part.boundingBox())?.y ?? Number.NaN);
      }
      expect(tops, 'one under the other').toEqual(tops.toSorted((a, b) => a - b));
      expect(new Set(tops).size).toBe(parts.length);
    });

    test('a long name and the last card can be read whole', async ({ page, tokensPage }) => {
      await tokensPage.open();
      const name = page.getByTitle('reseller-portal_northwind_provisioning_eu-west_001', { exact: true });
      await name.scrollIntoViewIfNeeded();
      const isCut = await name.evaluate((element) => element.scrollWidth > element.clientWidth + 1);
      expect(isCut).toBe(false);
      await tokensPage.revoke('reverse_trust_ns2').scrollIntoViewIfNeeded();
      await expect(tokensPage.revoke('reverse_trust_ns2')).toBeInViewport({ ratio: 1 });
    });

    test('the list menu is reached with a finger and works', async ({ page, tokensPage, simulator }) => {
      await tokensPage.open();
      const { rows, menuItem } = createListPage(page);
      await expect(rows).toHaveCount(16);
      await tokensPage.listActions.tap();
      await expect(menuItem('Revoke All')).toBeInViewport({ ratio: 1 });
      simulator.remove('root', 'monitor_zabbix');
      await menuItem('Refresh List').tap();
      await expect(rows).toHaveCount(15);
      await expect(menuItem('Refresh List')).toBeHidden();
    });

    test('search and status filter work', async ({ page, tokensPage }) => {
      await tokensPage.open();
      const { rows, status } = createListPage(page);
      await status('Never').check();
      await expect(rows).toHaveCount(6);
      await tokensPage.search.fill('reverse');
      await expect(rows).toHaveCount(2);
    });
  });
}
