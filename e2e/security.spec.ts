import { createServer } from 'node:http';
import { chromium } from '@playwright/test';
import { connectTo, simulatedServer, startServer } from '../src/proxy/server.ts';
import { chromiumFromEnvironment } from './chromium.ts';
import { test as base, expect, pageDirectory } from './fixtures.ts';
import { createSecretPage } from './token-form-page.ts';

// What a real browser lets other sites, and a hostile server, do to the dashboard: nothing.

type Attacker = { url: string; otherSiteUrl: string };

const test = base.extend<{ attacker: Attacker }>({
  // A page of somebody else on another port. Under 127.0.0.1 it is the same site as the dashboard, under
  // localhost another one.
  attacker: async ({ page: _page }, use) => {
    const server = createServer((_incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-type': 'text/html' });
      outgoing.end('<!doctype html><title>evil</title><body>');
    });
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    await use({
      url: `http://127.0.0.1:${address.port}/`,
      otherSiteUrl: `http://localhost:${address.port}/`,
    });
    server.closeAllConnections();
    server.close();
  },
});

test.describe('another site', () => {
  test.use({ expectedConsole: /./ });
  test.afterEach(({ problems }) => {
    // Going to another origin is what these tests are about.
    problems.length = 0;
  });

  for (const site of ['url', 'otherSiteUrl'] as const) {
    const where = site === 'url' ? 'another port of this machine' : 'another host';

    test(`of ${where} cannot fetch, with or without CORS`, async ({ page, attacker, host, simulator }) => {
      await page.goto(attacker[site]);
      const outcomes = await page.evaluate(async (target) => {
        const body = () => new URLSearchParams({ 'api.version': '1', token_name: 'victim' });
        const attempts: [string, RequestInit][] = [
          [
            'json-api/api_token_revoke',
            { method: 'POST', body: body(), mode: 'no-cors', credentials: 'include' },
          ],
          [
            'json-api/api_token_revoke',
            { method: 'POST', body: body(), mode: 'cors', credentials: 'include' },
          ],
          ['json-api/api_token_list', { method: 'POST', body: body(), headers: { 'x-a': 'b' } }],
          ['gateway/about', { mode: 'no-cors' }],
          ['gateway/about', { mode: 'cors' }],
        ];
        return Promise.all(
          attempts.map(([path, init]) =>
            fetch(target + path, init).then(
              async (response) => `${response.type} ${await response.text()}`,
              () => 'blocked',
            ),
          ),
        );
      }, host.url);
      expect(outcomes.filter((outcome) => outcome !== 'blocked' && outcome !== 'opaque ')).toEqual([]);
      expect(simulator.calls).toEqual([]);
    });

    test(`of ${where} cannot post a form, embed, or load a script or an image`, async ({
      page,
      attacker,
      host,
      simulator,
    }) => {
      await page.goto(attacker[site]);
      await page.evaluate(async (target) => {
        const load = (tag: 'img' | 'script' | 'iframe' | 'object', path: string) =>
          new Promise<void>((resolve) => {
            const element = document.createElement(tag);
            element.addEventListener('load', () => resolve());
            element.addEventListener('error', () => resolve());
            if (element instanceof HTMLObjectElement) element.data = target + path;
            else element.src = target + path;
            document.body.append(element);
            setTimeout(resolve, 2_000);
          });
        await Promise.all([
          load('img', 'json-api/api_token_list'),
          load('script', 'gateway/about'),
          load('iframe', ''),
          load('object', 'json-api/version'),
        ]);
      }, host.url);
      // The frame is there, and empty: the page refuses to be in one.
      const frames = page.frames().filter((frame) => frame !== page.mainFrame());
      for (const frame of frames) {
        // The browser may be putting its own page in the place of the refused one just then.
        const texts = await frame
          .getByText('Manage API Tokens')
          .count()
          .catch(() => 0);
        expect(texts).toBe(0);
      }

      const posted = page.waitForResponse((response) => response.url().includes('json-api'));
      await page.evaluate((target) => {
        const form = document.createElement('form');
        form.method = 'post';
        form.action = `${target}json-api/api_token_revoke`;
        for (const [name, value] of [
          ['api.version', '1'],
          ['token_name', 'victim'],
        ] as const) {
          const input = document.createElement('input');
          input.name = name;
          input.value = value;
          form.append(input);
        }
        document.body.append(form);
        form.submit();
      }, host.url);
      expect((await posted).status()).toBe(403);
      expect(simulator.calls).toEqual([]);
    });
  }

  test('cannot come back under a name that was bound to this address', async ({ host, simulator }) => {
    const { executablePath, args } = await chromiumFromEnvironment();
    const rebound = await chromium.launch({
      executablePath,
      args: [...args, '--host-resolver-rules=MAP rebound.example 127.0.0.1'],
    });
    try {
      const page = await rebound.newPage();
      const { port } = new URL(host.url);
      const response = await page.goto(`http://rebound.example:${port}/`);
      expect(response?.status()).toBe(403);
      const statuses = await page.evaluate(async () => {
        const call = await fetch('/json-api/api_token_list', {
          method: 'POST',
          body: new URLSearchParams({ 'api.version': '1' }),
        });
        return [call.status, (await fetch('/gateway/about')).status];
      });
      expect(statuses).toEqual([403, 403]);
      expect(simulator.calls).toEqual([]);
    } finally {
      await rebound.close();
    }
  });
});

test.describe('the page', () => {
  test('has no inline script, style or handler', async ({ page }) => {
    const html = await (await page.request.get('./')).text();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/i);
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:/i);
  });

  test('lets no text become markup or script, and nobody make a policy for it', async ({
    page,
    problems,
  }) => {
    await page.goto('./');
    const refused = await page.evaluate(() => {
      const tries: (() => void)[] = [
        () => {
          document.body.innerHTML = '<b>x</b>';
        },
        () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>'),
        () => {
          document.createElement('script').src = '/early.js';
        },
        () => void new DOMParser().parseFromString('<b>x</b>', 'text/html'),
        () => {
          // Not in TypeScript's DOM library.
          Reflect.get(window, 'trustedTypes').createPolicy('mine', {});
        },
      ];
      return tries.map((attempt) => {
        try {
          attempt();
          return 'done';
        } catch (error) {
          return error instanceof Error ? error.name : 'thrown';
        }
      });
    });
    expect(refused).not.toContain('done');
    await expect.poll(() => problems.length).toBeGreaterThan(0);
    problems.length = 0;
  });

  test('works under Trusted Types, dialogs and calendar too', async ({ tokensPage, page }) => {
    await tokensPage.open();
    await tokensPage.openGenerate();
    const form = tokensPage.form(tokensPage.generateDialog);
    await form.expires.check();
    await tokensPage.generateDialog.getByRole('button', { name: /calendar/i }).click();
    await expect(page.getByRole('grid')).toBeVisible();
  });
});

test.describe('a hostile server', () => {
  const evil = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>';

  type Answer = { metadata: object; data: object };
  /** What it says wherever it may say something. */
  const changes: Record<string, (answer: Answer) => unknown> = {
    version: () => ({ metadata: { result: 1 }, data: { version: evil } }),
    gethostname: () => ({ metadata: { result: 1 }, data: { hostname: evil } }),
    read_cphulk_records: () => ({ metadata: { result: 1 }, data: { requester_ip: evil } }),
    api_token_list: ({ metadata, data }) => ({
      metadata: { ...metadata, output: { warnings: [evil] } },
      data,
    }),
    api_token_create: ({ metadata, data }) => ({ metadata, data: { ...data, token: evil } }),
    api_token_revoke: () => ({ metadata: { result: 0, reason: `The server’s reason: ${evil}` } }),
  };

  const hostile = test.extend({
    host: async ({ simulator }, use) => {
      const server = simulatedServer(simulator);
      const connection = connectTo([
        {
          ...server,
          host: evil,
          label: evil,
          credential: null,
          async upstream(request) {
            const response = await server.upstream(request);
            const name = request.url.split('/').at(-1) ?? '';
            const change = changes[name];
            return change === undefined ? response : Response.json(change(await response.json()));
          },
        },
      ]);
      const running = await startServer({ port: 0, pageDirectory, connection });
      await use({ url: running.url });
      await running.close();
    },
  });
  hostile.use({ expectedConsole: /the server responded with a status of 401/ });

  hostile('has its strings shown as text, wherever they stand', async ({ page, simulator, tokensPage }) => {
    simulator.put('root', {
      name: evil,
      acls: ['list-accts', `software-${evil}`],
      createTime: 1_700_000_000,
      expiresAt: null,
      whitelistIps: [evil],
    });
    simulator.put('root', {
      name: '__proto__',
      acls: ['list-accts'],
      createTime: 1_700_000_000,
      expiresAt: null,
      whitelistIps: [],
    });
    await tokensPage.open();
    await page.getByRole('textbox', { name: 'User' }).fill('root');
    await page.getByLabel('API token', { exact: true }).fill(simulator.credential.secret);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await tokensPage.expectRow(evil, evil);
    await tokensPage.expectRow('__proto__');
    await expect(page.getByRole('banner')).toContainText(evil);
    await expect(page.getByText('The server says:')).toBeVisible();

    await tokensPage.openEdit(evil);
    await expect(tokensPage.form(tokensPage.editDialog(evil)).name).toHaveValue(evil);
    await expect(tokensPage.form(tokensPage.editDialog(evil)).ips).toHaveValue(evil);
    await tokensPage.form(tokensPage.editDialog(evil)).cancel.click();
    await tokensPage.revokeAtOnce(evil);
    await expect(page.getByText(`The server’s reason: ${evil}`)).toBeVisible();
    await tokensPage.revokeDialog(evil).getByRole('button', { name: 'Cancel', exact: true }).click();

    await tokensPage.openGenerate();
    const form = tokensPage.form(tokensPage.generateDialog);
    await expect(
      tokensPage.generateDialog.getByRole('button', { name: `Add my address, ${evil}` }),
    ).toBeVisible();
    await form.name.fill('new');
    await form.generate.click();
    await expect(createSecretPage(page).secret).toHaveValue(evil);

    expect(await page.evaluate(() => Reflect.get(window, 'hacked'))).toBeUndefined();
    expect(await page.locator('img, script:not([src])').count()).toBe(0);
  });
});
