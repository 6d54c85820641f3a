import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import type { Simulator } from '../src/simulator/simulator.ts';
import { createTokensPage } from './tokens-page.ts';

export type BulkPage = ReturnType<typeof createBulkPage>;

/** What is done with many tokens: the boxes, the bar over the table, and the dialog with its steps. */
export function createBulkPage(page: Page) {
  const box = (name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true });
  const bar = page.getByRole('region', { name: 'Selection', exact: true });
  const dialog = page.getByRole('dialog').or(page.getByRole('alertdialog'));
  const inDialog = (name: string) => dialog.getByRole('button', { name, exact: true });
  const results = page.getByRole('list', { name: 'Result for each token' }).getByRole('listitem');
  return {
    box,
    all: page.getByRole('checkbox', { name: 'Select all that match', exact: true }),
    bar,
    clear: bar.getByRole('button', { name: 'Clear selection', exact: true }),
    group: (title: string) => bar.getByRole('button', { name: new RegExp(`^${title} \\d+$`) }),
    setExpiry: bar.getByRole('button', { name: 'Set expiry', exact: true }),
    revoke: bar.getByRole('button', { name: /^Revoke \d+$/ }),
    /** What was read out last. */
    said: (words: string | RegExp) => page.getByRole('status').filter({ hasText: words }),
    dialog,
    alert: dialog.getByRole('alert'),
    /** What would become of each, before anything is done. */
    preview: dialog.getByRole('region', { name: /^Tokens that (?:go|change)$/ }).getByRole('listitem'),
    count: dialog.getByRole('textbox', { name: /^Type \d+ to confirm$/ }),
    date: dialog.getByRole('textbox', { name: 'API Token Expiration Date' }),
    never: dialog.getByRole('radio', { name: 'Never', exact: true }),
    set: dialog.getByRole('button', { name: /^Set expiry/ }),
    continue: inDialog('Continue'),
    cancel: inDialog('Cancel'),
    progress: dialog.getByRole('progressbar'),
    stop: inDialog('Stop here'),
    results,
    result: (name: string) => results.filter({ has: page.getByTitle(name, { exact: true }) }),
    tryAgain: inDialog('Try the rest again'),
    close: inDialog('Close').last(),

    open: async (...names: readonly string[]) => {
      await createTokensPage(page).open();
      for (const name of names) await box(name).check();
    },
    /** The bar's way to a revocation, confirmed. */
    revokeSelected: async (number: number) => {
      await bar.getByRole('button', { name: `Revoke ${number}`, exact: true }).click();
      if (number > 1) {
        await dialog.getByRole('textbox', { name: `Type ${number} to confirm` }).fill(String(number));
      }
      await inDialog('Continue').click();
    },
    /** The report as a program reads it, after its headings. */
    report: async () => {
      const downloading = page.waitForEvent('download');
      await inDialog('Download report').click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(/^token-report-whm\.example\.com-2026-11-22\.csv$/);
      const rows: string[][] = parse(await readFile(await download.path(), 'utf8'), { bom: true });
      expect(rows[0]).toEqual(['Name', 'Action', 'Result', 'Reason']);
      return rows.slice(1);
    },
  };
}

/** The names that were asked to be revoked or changed, in order. */
export function askedFor(simulator: Simulator, call: 'api_token_revoke' | 'api_token_update') {
  return simulator.calls
    .filter(({ functionName }) => functionName === call)
    .map(({ parameters }) => new Map(parameters).get('token_name'));
}
