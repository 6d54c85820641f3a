import type { BrowserContext, Locator, Page } from '@playwright/test';

/** *Show the API call* of a form or a confirmation. */
export function createApiCall(dialog: Locator) {
  const code = dialog.getByRole('region', { name: /^API call, / });
  return {
    summary: dialog.getByText('Show the API call', { exact: true }),
    language: dialog.getByRole('combobox', { name: 'Language' }),
    copy: dialog.getByRole('button', { name: 'Copy', exact: true }),
    copied: dialog.getByRole('button', { name: 'Copied', exact: true }),
    code,
    /** What a `whmapi1` line that is shown would send. */
    fields: async () => whmapi1Fields(await code.innerText()),
  };
}

/** The fields of one call, as a POSIX shell takes the line apart and as WHM decodes the values. */
function whmapi1Fields(command: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [, name = '', quoted = ''] of command.matchAll(/ ([a-z_-]+\d*)=((?:'[^']*'|\\')+)/g)) {
    const value = quoted.replace(
      /'([^']*)'|\\(')/g,
      (_, plain?: string, quote?: string) => plain ?? quote ?? '',
    );
    fields[name] = decodeURIComponent(value);
  }
  return fields;
}

/** What was copied, as it arrives elsewhere: the page itself may not read the clipboard. */
export async function pasted(context: BrowserContext): Promise<string> {
  const elsewhere = await context.newPage();
  await elsewhere.setContent('<textarea></textarea>');
  const paper = elsewhere.getByRole('textbox');
  await paper.press('ControlOrMeta+v');
  const text = await paper.inputValue();
  await elsewhere.close();
  return text;
}

/** *Calls of this session*. */
export function createSessionLog(page: Page) {
  const dialog = page.getByRole('dialog', { name: 'Calls of this session' });
  return {
    dialog,
    calls: dialog.getByRole('row').filter({ has: page.getByRole('cell') }),
    copy: dialog.getByRole('button', { name: 'Copy', exact: true }),
    close: dialog.getByRole('button', { name: 'Close', exact: true }).last(),
    open: async () => {
      await page.getByRole('button', { name: 'List actions', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Calls of this session' }).click();
    },
  };
}
