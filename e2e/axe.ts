import { expect, type Page, test } from '@playwright/test';
import axeCore, { type AxeResults, type RunOptions } from 'axe-core';
import { sidewaysOverflow } from './list-page.ts';

// Run in the page itself: what Playwright's own package does for pages of many frames opens another page for each look.

const rules: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

// What lies under an open dialog or panel is looked at where it is not open.
const scopes = ['dialog[open]', ':popover-open', 'html'];

export type Look = {
  /** Whether rows are looked at beyond the third: all are made of the same parts, and most of the time is theirs. */
  everyRow?: boolean;
};

/** Fails with one line for each element that breaks a rule of WCAG 2.2 A or AA, or a best practice, as axe sees it. */
export async function axe(page: Page, { everyRow = false }: Look = {}): Promise<void> {
  await test.step('axe', async () => {
    const loaded = await page.evaluate(() => 'axe' in globalThis);
    if (!loaded) await page.evaluate(axeCore.source);
    const scope = await page.evaluate(
      (selectors) => selectors.find((selector) => document.querySelector(selector)),
      scopes,
    );
    const context = { include: [scope], exclude: everyRow ? [] : ['tbody tr:nth-child(n + 4)'] };
    const { violations } = await page.evaluate<AxeResults>(
      `axe.run(${JSON.stringify(context)}, ${JSON.stringify(rules)})`,
    );
    const lines = violations.flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) => `${id} (${help}): ${target.join(' ')}\n${failureSummary ?? ''}`,
      ),
    );
    expect(lines, 'axe found barriers').toEqual([]);
  });
}

/**
 * Looks with axe at a desk in the light theme and on the narrowest phone in the dark one, which must not scroll
 * sideways: all of each layout and the colours of both themes, in half the time of all four. Goes back to the desk.
 */
export async function expectNoBarriers(page: Page, look?: Look): Promise<void> {
  const desk = page.viewportSize() ?? { width: 1280, height: 800 };
  await test.step('at a desk, in the light theme', () => axe(page, look));
  await test.step('on a phone, in the dark theme', async () => {
    const session = await page.context().newCDPSession(page);
    const phone = { width: 320, height: 640 };
    await page.setViewportSize(phone);
    await session.send('Emulation.setDeviceMetricsOverride', {
      ...phone,
      deviceScaleFactor: 2,
      mobile: true,
    });
    // A finger, for which what can be touched is larger.
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    await page.emulateMedia({ colorScheme: 'dark' });
    await axe(page, look);
    // A phone zooms out of a page that is too wide: then its window has grown.
    expect(await page.evaluate(() => innerWidth)).toBe(phone.width);
    expect(await sidewaysOverflow(page)).toEqual([]);
    await session.send('Emulation.setTouchEmulationEnabled', { enabled: false });
  });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(desk);
}
