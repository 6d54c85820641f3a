import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectToSimulator, startServer } from '../src/proxy/server.ts';
import { test as base, expect, pageDirectory } from './fixtures.ts';
import { createListPage } from './list-page.ts';

/** What the server was asked for, in order. */
const callsOf = (simulator: { calls: readonly { functionName: string }[] }) =>
  simulator.calls.map(({ functionName }) => functionName);

base.describe('without the scripts of the page', () => {
  // Everything that the page is served from but the bundle: as if it took for ever to arrive.
  const test = base.extend({
    host: async ({ simulator }, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'token-manager-'));
      for (const name of await readdir(pageDirectory, { recursive: true })) {
        if (!/^[^/\\]+\.(html|js|svg)$/.test(name)) continue;
        await copyFile(join(pageDirectory, name), join(folder, name));
      }
      const connection = connectToSimulator(simulator);
      const server = await startServer({ port: 0, pageDirectory: folder, connection });
      await use({ url: server.url });
      await server.close();
      await connection.close();
      await rm(folder, { recursive: true });
    },
  });
  test.use({ expectedConsole: /404 \(Not Found\)|MIME type/ });

  test('the list and what the account may do are asked for already', async ({ tokensPage, simulator }) => {
    await tokensPage.open();
    await expect.poll(() => callsOf(simulator).toSorted()).toEqual(['api_token_list', 'myprivs']);
  });
});

base.describe('with scripts that are not allowed to run', () => {
  base.use({ javaScriptEnabled: false });

  for (const width of [1280, 768, 360]) {
    base(
      `the frame stands where the page will stand, ${width} px wide`,
      async ({ page, tokensPage, browser, host }) => {
        await page.setViewportSize({ width, height: 740 });
        await tokensPage.open();
        const parts = (on: typeof page) => [
          on.getByRole('banner'),
          on.getByText('Token Manager for WHM'),
          on.getByRole('heading', { name: 'Manage API Tokens', level: 1 }),
          on.getByText(/Each token lets a script/),
        ];
        const boxes = (on: typeof page) => Promise.all(parts(on).map((part) => part.boundingBox()));
        const before = await boxes(page);

        const working = await browser.newPage({
          viewport: { width, height: 740 },
          baseURL: host.url,
          javaScriptEnabled: true,
        });
        await working.goto('./');
        await expect(createListPage(working).rows).not.toHaveCount(0);
        const tops = (found: typeof before) => found.map((box) => box && { x: box.x, y: box.y });
        expect(tops(before)).toEqual(tops(await boxes(working)));
        await working.close();
      },
    );
  }
});

base(
  'every fact is asked for once, and the list waits for none of them',
  async ({ tokensPage, simulator, page }) => {
    const { handle } = simulator;
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    simulator.handle = async (request, caller) => {
      if (!request.url.endsWith('/api_token_list')) await released;
      return handle(request, caller);
    };
    await tokensPage.open();
    await expect(createListPage(page).rows).toHaveCount(16);
    expect(callsOf(simulator)).toEqual(['api_token_list']);
    release();
    await expect(page.getByText('In use by this dashboard')).toBeVisible();
    const asked = ['api_token_get_details', 'api_token_list', 'myprivs', 'version'];
    await expect.poll(() => callsOf(simulator).toSorted()).toEqual(asked);
  },
);
