import { expect, type Locator, type Page } from '@playwright/test';
import type { TokensPage } from './tokens-page.ts';

export type TokenForm = ReturnType<typeof createTokenForm>;

/** More of the form than tokens-page.ts: everything in *Generate API Token* and *Edit API Token*. */
export function createTokenForm(tokensPage: TokensPage, dialog: Locator) {
  const button = (name: string) => dialog.getByRole('button', { name, exact: true });
  const calendar = dialog.getByRole('grid');
  return {
    ...tokensPage.form(dialog),
    dialog,
    close: button('Close'),
    keepEditing: button('Keep editing'),
    leave: button('Leave'),
    alert: dialog.getByRole('alert'),

    expiryChoices: dialog.getByRole('group', { name: 'Should the API Token Expire?' }),
    preset: (name: string) => button(name),
    openCalendar: button('Open the calendar'),
    calendar,
    day: (name: string | RegExp) => calendar.getByRole('button', { name }),
    previousMonth: button('Go to the Previous Month'),

    addresses: dialog.getByRole('list', { name: 'Addresses understood' }).getByRole('listitem'),

    privileges: dialog.getByRole('group', { name: 'Privileges', exact: true }),
    searchPrivileges: dialog.getByRole('searchbox', { name: 'Search privileges' }),
    selectedCount: dialog.getByRole('status').filter({ hasText: /selected|Everything/ }),
    /** A privilege by its title; its group must be open, or a search must have found it. */
    privilege: (title: string) => dialog.getByRole('checkbox', { name: new RegExp(`^${title}\\b`) }),
    allOf: (group: string) => dialog.getByRole('checkbox', { name: `All of ${group}`, exact: true }),
    allGroups: dialog.getByRole('checkbox', { name: /^All of / }),
    everything: dialog.getByRole('checkbox', { name: /^Everything/ }),
  };
}

/** Opens the page and *Generate API Token* over it. */
export async function openGenerateForm(tokensPage: TokensPage): Promise<TokenForm> {
  await tokensPage.open();
  return openGenerateAgain(tokensPage);
}

/** The same over a page that is open. */
export async function openGenerateAgain(tokensPage: TokensPage): Promise<TokenForm> {
  await tokensPage.openGenerate();
  return whenOpen(createTokenForm(tokensPage, tokensPage.generateDialog));
}

/** Opens the page and *Edit API Token* over it. */
export async function openEditForm(tokensPage: TokensPage, name: string): Promise<TokenForm> {
  await tokensPage.open();
  await tokensPage.openEdit(name);
  return whenOpen(createTokenForm(tokensPage, tokensPage.editDialog(name)));
}

/** A key pressed before the dialog is there would go to the page under it. */
export async function whenOpen(form: TokenForm): Promise<TokenForm> {
  await expect(form.name).toBeFocused();
  return form;
}

/** The step that shows a new secret. */
export function createSecretPage(page: Page) {
  const dialog = page.getByRole('dialog', { name: /^API token .* was created$/ });
  const button = (name: string) => dialog.getByRole('button', { name, exact: true });
  return {
    dialog,
    secret: dialog.getByRole('textbox', { name: 'API token secret' }),
    copy: button('Copy secret'),
    copied: button('Copied'),
    status: dialog.getByRole('status').filter({ hasText: /Not copied|Copied to|is selected/ }),
    alert: dialog.getByRole('alert'),
    stay: button('Stay'),
    leaveWithoutIt: button('Leave without it'),
    saved: button('Yes, I saved my token'),
  };
}

/** Success messages, at the upper right. */
export function notices(page: Page): Locator {
  return page.getByRole('region', { name: 'Notices' });
}
