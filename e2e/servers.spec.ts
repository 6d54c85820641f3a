import { connectTo, simulatedServer, startServer } from '../src/proxy/server.ts';
import { createSimulator } from '../src/simulator/simulator.ts';
import { axe, test as base, expect, pageDirectory } from './fixtures.ts';

// Several servers behind one dashboard: each has a page, and a credential or a sign-in, of its own.

const test = base.extend<{ other: ReturnType<typeof createSimulator> }>({
  other: async ({ clock }, use) => {
    await use(createSimulator({ scenario: 'empty', now: () => clock.now().getTime() }));
  },
  host: async ({ simulator, other }, use) => {
    const connection = connectTo([
      { ...simulatedServer(simulator), name: 'berlin', label: 'Berlin 1', host: 'berlin.example.com' },
      {
        ...simulatedServer(other),
        name: 'paris',
        label: 'Paris 2',
        host: 'paris.example.com',
        insecureTls: true,
      },
    ]);
    const server = await startServer({ port: 0, pageDirectory, connection });
    await use({ url: server.url });
    await server.close();
  },
});

test.use({ expectedConsole: /the server responded with a status of (?:401|502)/ });

async function signInAsRoot(page: import('@playwright/test').Page) {
  await page.getByRole('textbox', { name: 'User' }).fill('root');
  await page.getByLabel('API token', { exact: true }).fill('SIMULATEDROOTTOKENOPENSNOTHING00');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

test('a person goes from one server to another, and signs in to each', async ({ page, tokensPage }) => {
  await page.goto('./');
  await expect(page).toHaveURL(/\/s\/berlin\/$/);
  await signInAsRoot(page);
  await expect(tokensPage.table).toBeVisible();

  await page.getByRole('combobox', { name: 'Server' }).selectOption('Paris 2');
  await expect(page).toHaveURL(/\/s\/paris\/$/);
  await expect(page.getByRole('heading', { name: 'Sign in to paris.example.com' })).toBeVisible();
  await signInAsRoot(page);
  await expect(page.getByText('No API tokens yet')).toBeVisible();
  await expect(page.getByText('The certificate of paris.example.com is not checked.')).toBeVisible();
  await axe(page);

  await page.getByRole('combobox', { name: 'Server' }).selectOption('Berlin 1');
  await expect(tokensPage.table).toBeVisible();
});

test('a server that is down leaves the page of another alone', async ({ page, tokensPage, other }) => {
  await page.goto('./');
  await signInAsRoot(page);
  await expect(tokensPage.table).toBeVisible();
  other.failNext('*', 'dropped', 20);
  await page.getByRole('combobox', { name: 'Server' }).selectOption('Paris 2');
  await signInAsRoot(page);
  await expect(page.getByRole('alert')).toContainText('You are not signed in.');
  await page.getByRole('combobox', { name: 'Server' }).selectOption('Berlin 1');
  await expect(tokensPage.table).toBeVisible();
});
