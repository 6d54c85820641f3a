import { expect, type Locator, type Page } from '@playwright/test';
import type { FaultName, Simulator } from '../src/simulator/simulator.ts';
import { faultOutcomes, titleOf } from './fault-outcomes.ts';
import type { Clock } from './fixtures.ts';
import { countCalls } from './list-page.ts';
import { createSecretPage } from './token-form-page.ts';
import type { TokensPage } from './tokens-page.ts';

export type LifecyclePage = ReturnType<typeof createLifecyclePage>;

/** The dialogs and rows of a token's life beyond WHM's screen. */
export function createLifecyclePage(page: Page, tokensPage: TokensPage) {
  const dialogOf = (dialog: Locator) => ({
    dialog,
    button: (name: string) => dialog.getByRole('button', { name, exact: true }),
    alert: dialog.getByRole('alert'),
  });
  const rotate = (name: string) => {
    const parts = dialogOf(page.getByRole('dialog', { name: `Rotate ${name}`, exact: true }));
    return {
      ...parts,
      name: parts.dialog.getByRole('textbox', { name: 'Name of the new token' }),
      life: (words: RegExp) => parts.dialog.getByRole('radio', { name: words }),
      go: parts.button('Rotate'),
    };
  };
  const end = (name: string) => {
    const parts = dialogOf(
      page
        .getByRole('dialog', { name: `When does ${name} end?`, exact: true })
        .or(page.getByRole('dialog', { name: `End ${name}`, exact: true })),
    );
    return {
      ...parts,
      choice: (words: RegExp) => parts.dialog.getByRole('radio', { name: words }),
      day: parts.dialog.getByRole('textbox', { name: 'Last day of the old token' }),
      set: parts.button('Set this end'),
      now: parts.button('End now'),
    };
  };
  return {
    rotate,
    end,
    renew: (name: string) => dialogOf(page.getByRole('dialog', { name: `Renew ${name}`, exact: true })),
    /** A row by its name, also where it has no *Edit*. */
    row: (name: string) =>
      page
        .getByRole('row')
        .filter({ has: page.getByRole('button', { name: `More for ${name}`, exact: true }) }),
    endOldNow: (name: string) => page.getByRole('button', { name: `End old now: ${name}`, exact: true }),
    openRotate: async (name: string) => {
      await tokensPage.open();
      await tokensPage.chooseMore(name, 'Rotate');
      await expect(rotate(name).name).toBeFocused();
      return rotate(name);
    },
    /** Makes the new token and says that its secret is saved. */
    rotateToStepTwo: async (name: string) => {
      await tokensPage.open();
      await tokensPage.chooseMore(name, 'Rotate');
      await rotate(name).go.click();
      await createSecretPage(page).saved.click();
      await expect(end(name).dialog).toBeVisible();
      return end(name);
    },
  };
}

/** Faults of a call that changes something, and what a person reads of each. */
export const writeFaults = ['refused', 'disk-full-500', 'dropped', 'hang', 'session-expired-200'] as const;

/** What the page logs for them; one expression for all, as only the status differs. */
export const writeFaultsConsole = /^Failed to load resource: the server responded with a status of 50[02]\b/;

/** The words of the alert for a fault of a write that did not happen. */
export function wordsOf(fault: FaultName, refusedTitle: string): string {
  const { problem } = faultOutcomes[fault].create;
  if (problem === null) throw new Error(`${fault} is no failure.`);
  return problem.title === 'refused' ? refusedTitle : titleOf(problem);
}

/** Whether a write that met this fault may still happen, for all the page can know. */
export function mayStillArrive(fault: FaultName): boolean {
  const title = faultOutcomes[fault].create.problem?.title;
  return title === 'unreachable' || title === 'timed-out' || title === 'malformed';
}

/** Lets the page give up on a call that gets no answer: the first of its function, unless another is meant. */
export async function waitOut(
  fault: FaultName,
  functionName: string,
  { simulator, clock, call = 1 }: { simulator: Simulator; clock: Clock; call?: number },
): Promise<void> {
  if (fault !== 'hang' && fault !== 'unanswered') return;
  await expect.poll(() => countCalls(simulator.calls, functionName)).toBe(call);
  await clock.advance(60_000);
}
