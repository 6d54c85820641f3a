import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { CDPSession } from '@playwright/test';
import { z } from 'zod';

const watcher = await readFile(fileURLToPath(new URL('watcher.js', import.meta.url)), 'utf8');

const answer = z.object({
  id: z.number().optional(),
  result: z.object({ result: z.object({ value: z.number() }).optional() }).optional(),
});

/**
 * Milliseconds from the navigation to the first row painted, with the processor slowed. In a page that Playwright
 * does not know: it turns the debugger's domain Runtime on, and with that V8 reads whole scripts again whenever an
 * Error is made, as React does while it loads. No visitor waits for that.
 *
 * `browser`: a session of the whole browser; the calls are those of the Chrome DevTools Protocol.
 */
export async function firstRowPainted(browser: CDPSession, url: string, slowdown: number): Promise<number> {
  const { browserContextId } = await browser.send('Target.createBrowserContext');
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', browserContextId });
  const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
  let calls = 0;
  const send = (method: string, params: object = {}) =>
    new Promise<z.infer<typeof answer>>((resolve) => {
      calls += 1;
      const id = calls;
      const listen = (event: { sessionId: string; message: string }) => {
        const message = event.sessionId === sessionId ? answer.parse(JSON.parse(event.message)) : null;
        if (message?.id !== id) return;
        browser.off('Target.receivedMessageFromTarget', listen);
        resolve(message);
      };
      browser.on('Target.receivedMessageFromTarget', listen);
      const message = JSON.stringify({ id, method, params });
      void browser.send('Target.sendMessageToTarget', { sessionId, message });
    });
  await send('Page.enable');
  await send('Emulation.setDeviceMetricsOverride', { ...VIEWPORT, deviceScaleFactor: 1, mobile: false });
  await send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await send('Page.addScriptToEvaluateOnNewDocument', { source: watcher });
  await send('Page.navigate', { url });
  const { result } = await send('Runtime.evaluate', { expression: 'firstRow', awaitPromise: true });
  await browser.send('Target.disposeBrowserContext', { browserContextId });
  return result?.result?.value ?? Number.NaN;
}

export const VIEWPORT = { width: 1280, height: 800 };
