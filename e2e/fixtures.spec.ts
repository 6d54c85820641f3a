import { axe, expect, test } from './fixtures.ts';

// What every other browser test relies on, seen to fail.

test.describe('what no page may do is noticed', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('./');
  });

  test.afterEach(({ problems }) => {
    problems.length = 0;
  });

  test('a console error, and a warning', async ({ page, problems }) => {
    await page.evaluate(() => {
      console.error('broken');
      console.warn('doubtful');
    });
    expect(problems).toEqual(['console error: broken', 'console warning: doubtful']);
  });

  test('an uncaught error', async ({ page, problems }) => {
    await page.evaluate(() => {
      void Promise.reject(new Error('nobody caught this'));
    });
    await expect.poll(() => problems).toEqual(['uncaught: nobody caught this']);
  });

  test('markup that the Content Security Policy stops', async ({ page, problems }) => {
    await page.evaluate(() => {
      const style = document.createElement('style');
      style.textContent = 'body { display: none }';
      document.head.append(style);
    });
    await expect.poll(() => problems.join()).toContain('Content Security Policy');
    await expect(page.locator('body')).toBeVisible();
  });

  test('a request to another origin', async ({ page, problems }) => {
    // Nothing listens there; that the page tried is what counts.
    await page.goto('http://127.0.0.1:1/').catch(() => null);
    expect(problems).toEqual(['request to another origin: GET http://127.0.0.1:1/']);
  });
});

test('a barrier is found by axe', async ({ page }) => {
  await page.goto('./');
  await page.evaluate(() => document.body.append(document.createElement('input')));
  await expect(axe(page)).rejects.toThrow('axe found barriers');
});

test('the page and the simulated server have one clock, which stands still until it is moved', async ({
  page,
  clock,
  simulator,
}) => {
  await page.goto('./');
  const pageTime = () => page.evaluate(() => new Date().toISOString());
  const serverTime = async () => {
    const response = await simulator.handle(new Request('https://whm.example.com:2087/json-api/version'));
    return new Date(response.headers.get('date') ?? '').toISOString();
  };
  expect(await pageTime()).toBe('2026-11-22T16:42:07.000Z');
  expect(await serverTime()).toBe('2026-11-22T16:42:07.000Z');

  await page.evaluate(() => {
    setTimeout(() => {
      document.title = `an hour later, at ${new Date().toISOString()}`;
    }, 3_600_000);
  });
  await clock.advance(3_600_000);
  await expect(page).toHaveTitle('an hour later, at 2026-11-22T17:42:07.000Z');
  expect(await serverTime()).toBe('2026-11-22T17:42:07.000Z');
});
