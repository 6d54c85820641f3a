import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { namesOf } from './sent-calls.ts';
import { createSecretPage, openGenerateForm } from './token-form-page.ts';
import type { TokensPage } from './tokens-page.ts';

// A trace keeps copies of the page and of its answers: it would hold the secret, inside the page too.
test.use({ trace: 'off' });

// Snapshots of a heap of several megabytes.
test.describe.configure({ timeout: 60_000 });

/**
 * Generates a token that may do Everything, so that the whole answer is short: a heap snapshot shows only the
 * beginning of a long text.
 */
async function generate(page: Page, tokensPage: TokensPage, name: string) {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill(name);
  await form.everything.check();
  await form.generate.click();
  const step = createSecretPage(page);
  await expect(step.secret).toBeVisible();
  // Matched here: an expression that matched in the page would keep what it was matched with.
  const secret = await step.secret.inputValue();
  expect(secret).toMatch(/^[A-Z0-9]{32}$/);
  return { step, secret };
}

test.describe('with a clipboard', () => {
  test.beforeEach(async ({ context }) => {
    await context.grantPermissions(['clipboard-write']);
  });

  test('the secret can be copied, which says so only when it is done', async ({ page, tokensPage }) => {
    const { step, secret } = await generate(page, tokensPage, 'copied');
    await expect(step.copy).toBeFocused();
    await expect(step.status).toContainText('Not copied yet.');
    await step.copy.click();
    await expect(step.copied).toBeVisible();
    await expect(step.status).toContainText('Copied to the clipboard.');

    // Nothing would be lost any more, so Escape does not ask.
    await page.keyboard.press('Escape');
    await expect(step.dialog).toHaveCount(0);
    await tokensPage.expectRow('copied');
    await tokensPage.search.focus();
    await page.keyboard.press('ControlOrMeta+v');
    await expect(tokensPage.search).toHaveValue(secret);
  });
});

test('a clipboard that the browser refuses is not called copied: the secret is selected instead', async ({
  page,
  tokensPage,
  context,
}) => {
  // What is granted refuses all the rest.
  await context.grantPermissions(['geolocation']);
  const { step } = await generate(page, tokensPage, 'by-hand');
  await step.copy.click();
  await expect(step.status).toContainText('The secret is selected: press Ctrl+C or ⌘C.');
  await expect(step.copy).toBeVisible();
  await expect(step.copied).toHaveCount(0);
  await expect(step.secret).toBeFocused();
  const selected = await step.secret.evaluate((box) =>
    box instanceof HTMLTextAreaElement ? [box.selectionStart, box.selectionEnd] : null,
  );
  expect(selected).toEqual([0, 32]);

  // A part of it is of no use to anybody.
  await step.secret.evaluate((box) => box instanceof HTMLTextAreaElement && box.setSelectionRange(0, 31));
  await page.keyboard.press('ControlOrMeta+c');
  await page.keyboard.press('Escape');
  await expect(step.alert).toContainText('You have not copied or downloaded the secret.');
  await step.stay.click();
  await step.secret.focus();
  await page.keyboard.press('ControlOrMeta+c');
  await expect(step.status).toContainText('Copied to the clipboard.');
  await page.keyboard.press('Escape');
  await expect(step.dialog).toHaveCount(0);
});

test('where the browser has no clipboard, as over plain http, the secret is selected', async ({
  page,
  tokensPage,
}) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  const { step } = await generate(page, tokensPage, 'plain-http');
  await step.copy.click();
  await expect(step.status).toContainText('The secret is selected: press Ctrl+C or ⌘C.');
  await expect(step.secret).toBeFocused();
});

test('a new token that the search hides is offered to be shown', async ({ page, tokensPage }) => {
  const form = await openGenerateForm(tokensPage);
  await form.cancel.click();
  await tokensPage.search.fill('dns');
  await tokensPage.openGenerate();
  await form.name.fill('zzz-new');
  await form.generate.click();
  await createSecretPage(page).saved.click();
  const hidden = page.getByRole('status').filter({ hasText: 'zzz-new is hidden by your search or filter.' });
  await hidden.getByRole('button', { name: 'Show it' }).click();
  await expect(hidden).toHaveCount(0);
  await expect(tokensPage.search).toBeFocused();
  await expect(tokensPage.search).toHaveValue('');
  await expect(tokensPage.row('zzz-new')).toBeInViewport();
});

test('the secret works at once, for as long as the token does', async ({ page, tokensPage, simulator }) => {
  const { secret } = await generate(page, tokensPage, 'works');
  const ask = () =>
    simulator.handle(
      new Request('https://whm.example.com:2087/json-api/gethostname', {
        method: 'POST',
        headers: { authorization: `whm root:${secret}` },
        body: new URLSearchParams({ 'api.version': '1' }),
      }),
    );
  const answer = await ask();
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    metadata: { result: 1 },
    data: { hostname: 'whm.example.com' },
  });
  simulator.remove('root', 'works');
  expect((await ask()).status).toBe(403);
});

test('leaving without a copy asks, and staying shows the secret as before', async ({ page, tokensPage }) => {
  const { step, secret } = await generate(page, tokensPage, 'asked');
  await page.keyboard.press('Escape');
  await expect(step.alert).toHaveText(
    'You have not copied or downloaded the secret. It is lost when you leave.',
  );
  await expect(step.stay).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(step.alert).toHaveCount(0);
  await expect(step.secret).toHaveValue(secret);

  await page.keyboard.press('Escape');
  await step.leaveWithoutIt.click();
  await expect(step.dialog).toHaveCount(0);
  await tokensPage.expectRow('asked');
});

test('Escape held down does not throw the secret away', async ({ page, tokensPage }) => {
  const { step, secret } = await generate(page, tokensPage, 'held');
  // The second and third come as auto-repeat does from a keyboard.
  for (let times = 0; times < 3; times++) await page.keyboard.down('Escape');
  await page.keyboard.up('Escape');
  await expect(step.alert).toBeVisible();
  await expect(step.secret).toHaveValue(secret);
});

test('leaving the page warns while the secret is shown, and not after', async ({ page, tokensPage }) => {
  const { step } = await generate(page, tokensPage, 'warned');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await expect(step.secret).toBeVisible();

  await step.saved.click();
  await tokensPage.expectRow('warned');
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
});

test('the list shows the token only after “Yes, I saved my token”', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const { step } = await generate(page, tokensPage, 'after-saving');
  const inList = page.locator('tr[data-status]').getByText('after-saving');
  expect(namesOf(simulator)).toContain('after-saving');
  await expect(inList).toHaveCount(0);
  await step.saved.click();
  await expect(step.dialog).toHaveCount(0);
  await expect(inList).toBeVisible();
  await expect(tokensPage.generateToken).toBeFocused();
});

test('after “Yes, I saved my token” the secret is nowhere', async ({ page, tokensPage, context }) => {
  const logged: string[] = [];
  page.on('console', (message) => logged.push(message.text()));
  await context.grantPermissions(['clipboard-write']);
  const { step, secret } = await generate(page, tokensPage, 'gone');
  // Whatever form it was taken in.
  await step.dialog.getByRole('button', { name: 'Authorization header' }).click();
  await expect(step.dialog).toContainText('Copied the Authorization header');
  const downloading = page.waitForEvent('download');
  await step.dialog.getByRole('button', { name: '.env file' }).click();
  await downloading;
  await step.dialog.getByRole('button', { name: 'Test this token' }).click();
  await expect(step.dialog).toContainText('It works.');
  const devTools = await context.newCDPSession(page);
  expect(await heapHolds(devTools, secret), 'a heap snapshot can find it at all').toBe(true);

  await step.saved.click();
  await tokensPage.expectRow('gone');
  await expect(step.dialog).toHaveCount(0);

  // Read here and compared here: a secret handed to the page would be in its memory again.
  const traces = await page.evaluate(async () => {
    const caches = await globalThis.caches.keys();
    const databases = await indexedDB.databases();
    const fields = [...document.querySelectorAll('input, textarea')].map((field) =>
      field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value : '',
    );
    const fetched = performance.getEntries().map(({ name }) => name);
    return {
      caches,
      databases,
      local: { ...localStorage },
      session: { ...sessionStorage },
      other: {
        fields,
        fetched,
        history: history.state,
        name: window.name,
        selection: String(getSelection()),
      },
      cookie: document.cookie,
      dom: document.documentElement.outerHTML,
      title: document.title,
    };
  });
  expect(traces.caches).toEqual([]);
  expect(traces.databases).toEqual([]);
  expect(traces.cookie).toBe('');
  expect(await context.cookies()).toEqual([]);
  expect(JSON.stringify(traces)).not.toContain(secret);
  expect(page.url()).not.toContain(secret);
  expect(logged.join()).not.toContain(secret);
  await expectGoneFromHeap(devTools, secret);
});

test('a secret that had the focus when its step was closed is gone from memory too', async ({
  page,
  tokensPage,
  context,
}) => {
  await context.grantPermissions(['clipboard-write']);
  const { step, secret } = await generate(page, tokensPage, 'focused');
  await step.copy.click();
  await expect(step.copied).toBeVisible();
  await step.secret.focus();
  await page.keyboard.press('Escape');
  await expect(step.dialog).toHaveCount(0);
  await tokensPage.expectRow('focused');
  await expectGoneFromHeap(await context.newCDPSession(page), secret);
});

/** The engine frees memory in its own time: it is asked more than once. */
async function expectGoneFromHeap(devTools: CDPSession, secret: string): Promise<void> {
  await expect
    .poll(() => heapHolds(devTools, secret), { message: 'the heap holds the secret', timeout: 20_000 })
    .toBe(false);
}

/** Whether a text is anywhere in the JavaScript memory of the page, after what is unreachable was collected. */
async function heapHolds(devTools: CDPSession, text: string): Promise<boolean> {
  const chunks: string[] = [];
  const keep = ({ chunk }: { chunk: string }) => {
    chunks.push(chunk);
  };
  await devTools.send('HeapProfiler.enable');
  await devTools.send('HeapProfiler.collectGarbage');
  devTools.on('HeapProfiler.addHeapSnapshotChunk', keep);
  await devTools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  devTools.off('HeapProfiler.addHeapSnapshotChunk', keep);
  await devTools.send('HeapProfiler.disable');
  return chunks.join('').includes(text);
}
