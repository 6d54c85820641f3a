import { expect, test } from './fixtures.ts';
import { countCalls, createListPage } from './list-page.ts';
import { createListTools } from './list-view.ts';

test('a question mark lists the shortcuts', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await tokensPage.expectRow('dns-acme');
  await page.keyboard.press('?');
  const { shortcutsDialog } = createListTools(page);
  await expect(shortcutsDialog.getByRole('term')).toHaveText(['/', 'Esc', 'Shift', 'g', 'r', '?', 'Ctrl F']);
  await expect(shortcutsDialog.getByText('Go to Search', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shortcutsDialog).toHaveCount(0);
});

test('the list of shortcuts has a button, which gets the focus back', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const { shortcuts, shortcutsDialog } = createListTools(page);
  await shortcuts.click();
  await expect(shortcutsDialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shortcuts).toBeFocused();
});

test('g generates and r refreshes', async ({ page, tokensPage, simulator }) => {
  await tokensPage.open();
  await tokensPage.expectRow('monitor_zabbix');
  simulator.remove('root', 'monitor_zabbix');
  await page.keyboard.press('r');
  await expect(tokensPage.row('monitor_zabbix')).toHaveCount(0);
  await page.keyboard.press('g');
  await expect(tokensPage.generateDialog).toBeVisible();
});

test('a shortcut acts as soon as the first row is there', async ({ page, tokensPage }) => {
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.querySelector('tbody th') === null) return;
      observer.disconnect();
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: '?', bubbles: true, cancelable: true }),
      );
    }).observe(document, { childList: true, subtree: true });
  });
  await tokensPage.open();
  await expect(createListTools(page).shortcutsDialog).toBeVisible();
});

test('no shortcut acts while somebody types, with a dialog open, or with another key held', async ({
  page,
  tokensPage,
  simulator,
}) => {
  await tokensPage.open();
  await tokensPage.expectRow('dns-acme');
  await tokensPage.search.focus();
  await page.keyboard.type('gr?/');
  await expect(tokensPage.search).toHaveValue('gr?/');
  await page.keyboard.press('Escape');
  await tokensPage.revoke('dns-acme').click();
  await expect(tokensPage.revokeDialog('dns-acme')).toBeVisible();
  await page.keyboard.type('gr?/');
  await expect(page.getByRole('alertdialog').or(page.getByRole('dialog'))).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+r');
  await page.keyboard.press('Control+g');
  await expect(createListPage(page).rows).toHaveCount(16);
  expect(countCalls(simulator.calls, 'api_token_list')).toBe(1);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('shortcuts can be switched off, which this browser remembers, and on again', async ({
  page,
  tokensPage,
  simulator,
}) => {
  await tokensPage.open();
  await tokensPage.expectRow('dns-acme');
  const { shortcuts, shortcutsDialog } = createListTools(page);
  const use = shortcutsDialog.getByRole('checkbox', { name: 'Use these shortcuts in this browser' });
  await page.keyboard.press('?');
  await use.uncheck();
  await page.keyboard.press('Escape');
  await expect(shortcutsDialog).toHaveCount(0);

  const expectNothing = async () => {
    await tokensPage.edit('dns-acme').focus();
    await page.keyboard.type('/gr?');
    await expect(tokensPage.edit('dns-acme')).toBeFocused();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  };
  await expectNothing();
  await page.reload();
  await tokensPage.expectRow('dns-acme');
  await expectNothing();
  // Once for each time the page was opened.
  expect(countCalls(simulator.calls, 'api_token_list')).toBe(2);

  await shortcuts.click();
  await expect(use).not.toBeChecked();
  await use.check();
  await page.keyboard.press('Escape');
  await expect(shortcuts).toBeFocused();
  await page.keyboard.press('/');
  await expect(tokensPage.search).toBeFocused();
});

test('in a short list Ctrl+F stays the browser’s', async ({ page, tokensPage }) => {
  await tokensPage.open();
  await tokensPage.edit('dns-acme').focus();
  await page.keyboard.press('Control+f');
  await expect(tokensPage.search).not.toBeFocused();
});
