import { createBulkPage } from './bulk-page.ts';
import { expect, test } from './fixtures.ts';
import { sidewaysOverflow } from './list-page.ts';
import { namesOf } from './sent-calls.ts';

for (const width of [360, 320]) {
  test.describe(`on a phone ${width} px wide`, () => {
    test.use({ viewport: { width, height: 640 } });

    test('cards are selected, the buttons stay at the bottom, and each step fits into the sheet', async ({
      page,
      tokensPage,
      simulator,
    }) => {
      const bulk = createBulkPage(page);
      const fits = async () => {
        // A phone zooms out of a page that is too wide: then its window has grown.
        expect(await page.evaluate(() => innerWidth)).toBe(width);
        expect(await sidewaysOverflow(page)).toEqual([]);
      };
      await bulk.open('migrate-q4');
      await expect(bulk.revoke).toBeInViewport({ ratio: 1 });
      await expect(bulk.setExpiry).toBeInViewport({ ratio: 1 });
      await fits();
      // There is no heading with a box over the cards.
      await bulk.group('All').tap();
      await expect(bulk.bar).toContainText('13 selected');
      await bulk.group('All').tap();
      await expect(bulk.bar).toHaveCount(0);
      for (const name of ['legacy-billing', 'migrate-q4']) await bulk.box(name).tap();
      // The last card is not under the bar.
      await tokensPage.revoke('reverse_trust_ns2').scrollIntoViewIfNeeded();
      await tokensPage.revoke('reverse_trust_ns2').tap();
      await tokensPage.revokeDialog('reverse_trust_ns2').getByRole('button', { name: 'Continue' }).tap();
      await tokensPage.waiting('reverse_trust_ns2').getByRole('button', { name: 'Undo' }).tap();

      await bulk.setExpiry.tap();
      await bulk.dialog.getByRole('button', { name: '1 year' }).tap();
      await expect(bulk.preview).toHaveCount(2);
      await expect(bulk.set).toBeInViewport({ ratio: 1 });
      await fits();
      await bulk.cancel.tap();
      await bulk.revoke.tap();
      await expect(bulk.continue).toBeInViewport({ ratio: 1 });
      await fits();
      await bulk.count.fill('2');
      simulator.failNext('api_token_revoke', 'refused');
      await bulk.continue.tap();
      await expect(bulk.dialog).toHaveAccessibleName('1 of 2 tokens revoked');
      await expect(bulk.close).toBeInViewport({ ratio: 1 });
      await fits();
      await bulk.close.tap();
      await expect(bulk.bar).toContainText('1 selected');
      expect(namesOf(simulator)).toHaveLength(15);
    });
  });
}

test('everything in the bar and every box can be touched on 44 px or more', async ({ page }) => {
  const bulk = createBulkPage(page);
  await bulk.open('migrate-q4');
  await expect(bulk.bar).toContainText('1 selected');
  const controls = [...(await bulk.bar.getByRole('button').all()), bulk.box('dns-acme').locator('..')];
  expect(controls.length).toBeGreaterThan(5);
  for (const control of controls) {
    const box = await control.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), await control.innerText()).toBeGreaterThanOrEqual(44);
  }
});
