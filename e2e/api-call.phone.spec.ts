import { createApiCall, createSessionLog } from './api-call-page.ts';
import { expect, test } from './fixtures.ts';
import { sidewaysOverflow } from './list-page.ts';
import { openEditForm } from './token-form-page.ts';

test('the call fits into the sheet, with lines that wrap', async ({ page, tokensPage }) => {
  const form = await openEditForm(tokensPage, 'billing-whmcs');
  const call = createApiCall(form.dialog);
  await call.summary.tap();
  for (const language of ['whmapi1', 'curl', 'Java']) {
    await call.language.selectOption(language);
    await call.copy.scrollIntoViewIfNeeded();
    await expect(call.copy).toBeInViewport({ ratio: 1 });
    for (const width of [360, 320]) {
      await page.setViewportSize({ width, height: 740 });
      expect(await sidewaysOverflow(page)).toEqual([]);
      expect(await call.code.evaluate((region) => region.scrollWidth - region.clientWidth)).toBe(0);
    }
  }
  await form.name.fill('billing-2');
  await call.language.selectOption('whmapi1');
  await expect(call.code).toContainText(`new_name='billing-2'`);
});

test('the calls of the session fit into the sheet', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await tokensPage.revokeToken('reseller-portal_northwind_provisioning_eu-west_001');
  const log = createSessionLog(page);
  await log.open();
  await expect(log.dialog).toContainText('reseller-portal_northwind_provisioning_eu-west_001');
  for (const width of [360, 320]) {
    await page.setViewportSize({ width, height: 740 });
    expect(await log.dialog.boundingBox()).toEqual({ x: 0, y: 0, width, height: 740 });
    expect(await sidewaysOverflow(page)).toEqual([]);
    const list = log.dialog.getByRole('region', { name: 'Calls' });
    expect(await list.evaluate((region) => region.scrollWidth - region.clientWidth)).toBe(0);
    await expect(log.close).toBeInViewport({ ratio: 1 });
  }
});
