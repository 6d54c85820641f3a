import { expect, type Locator, type Page } from '@playwright/test';

export type TokensPage = ReturnType<typeof createTokensPage>;

/** The screen as a person finds it: by role and by the words WHM documents. It asserts nothing but `expectRow`. */
export function createTokensPage(page: Page) {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  // A confirmation that destroys something may be an alertdialog, which ARIA does not count as a dialog.
  const dialog = (name: string | RegExp) => {
    const exactly = { name, exact: true };
    return page.getByRole('dialog', exactly).or(page.getByRole('alertdialog', exactly));
  };
  const row = (name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('button', { name: `Edit ${name}`, exact: true }) });
  const generateDialog = dialog('Generate API Token');
  const revokeDialog = (name: string) => dialog(`Revoke ${name}?`);
  const waiting = (name: string) => page.getByRole('group', { name: `Revoking ${name}`, exact: true });
  const revokeAllDialog = dialog(/^Revoke All\b/);

  async function chooseListAction(name: 'Refresh List' | 'Revoke All'): Promise<void> {
    await button('List actions').click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  }

  return {
    heading: page.getByRole('heading', { name: 'Manage API Tokens', level: 1 }),
    table: page.getByRole('table', { name: /^API tokens, / }),
    generateToken: button('Generate Token'),
    listActions: button('List actions'),
    search: page.getByRole('searchbox', { name: 'Search', exact: true }),
    row,
    edit: (name: string) => button(`Edit ${name}`),
    revoke: (name: string) => button(`Revoke ${name}`),

    generateDialog,
    editDialog: (name: string) => dialog(`Edit API Token ${name}`),
    revokeDialog,
    revokeAllDialog,
    savedMyToken: button('Yes, I saved my token'),

    /** The parts of the form, in whichever of its two dialogs is open. */
    form: (open: Locator) => ({
      name: open.getByRole('textbox', { name: 'Name', exact: true }),
      doesNotExpire: open.getByRole('radio', { name: 'The API Token will not expire.' }),
      expires: open.getByRole('radio', { name: 'Specify an expiration date.' }),
      expirationDate: open.getByRole('textbox', { name: 'API Token Expiration Date' }),
      ips: open.getByRole('textbox', { name: 'IPs', exact: true }),
      generate: open.getByRole('button', { name: 'Generate', exact: true }),
      save: open.getByRole('button', { name: 'Save', exact: true }),
      cancel: open.getByRole('button', { name: 'Cancel', exact: true }),
    }),

    open: async () => {
      await page.goto('./');
    },
    openGenerate: async () => {
      await button('Generate Token').click();
    },
    openEdit: async (name: string) => {
      await button(`Edit ${name}`).click();
    },
    refresh: () => chooseListAction('Refresh List'),
    openRevokeAll: () => chooseListAction('Revoke All'),
    /** Asks for it and goes through with it, without the wait in which it could be undone. */
    revokeToken: async (name: string) => {
      await button(`Revoke ${name}`).click();
      await revokeDialog(name).getByRole('button', { name: 'Continue', exact: true }).click();
      await waiting(name).getByRole('button', { name: 'Now', exact: true }).click();
    },
    /** Asks for it with the wait turned off, in this browser from then on. */
    revokeAtOnce: async (name: string) => {
      await button(`Revoke ${name}`).click();
      await revokeDialog(name)
        .getByRole('checkbox', { name: /^Wait 6 seconds/ })
        .uncheck();
      await revokeDialog(name).getByRole('button', { name: 'Continue', exact: true }).click();
    },
    /** The notice in which a revocation waits. */
    waiting,
    more: (name: string) => button(`More for ${name}`),
    chooseMore: async (name: string, act: 'Rotate' | 'Renew' | 'Clone' | 'Edit' | 'Revoke') => {
      await button(`More for ${name}`).click();
      await page.getByRole('menuitem', { name: act, exact: true }).click();
    },

    /** The row of a token says each of these; without any, the row is there. */
    expectRow: async (name: string, ...texts: (string | RegExp)[]) => {
      await expect(row(name)).toHaveCount(1);
      for (const text of texts) await expect(row(name)).toContainText(text);
    },
  };
}
