import { defineConfig } from '@playwright/test';
import { chromiumFromEnvironment } from './chromium.ts';

const { executablePath, args } = await chromiumFromEnvironment();

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  // One more than the least machine has processors: much of a test is waiting for what another process does.
  workers: 3,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // So that a busy machine is no reason to fail; what is as it should be takes no longer for it.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    locale: 'en-US',
    // Not the zone of the simulated server (America/Chicago): a test that mixes the two up fails.
    timezoneId: 'Europe/Paris',
    // Animations would let a test measure colours half way between two states.
    contextOptions: { reducedMotion: 'reduce' },
    // A picture is taken only when a test fails; a trace records every action of every test, which takes a third of
    // the time again. `npx playwright test --config e2e --trace retain-on-failure` makes one where it is needed. It
    // holds the bodies of all answers, secrets of tokens included: harmless over the simulated server alone.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args },
  },
  projects: [
    {
      name: 'desktop',
      testIgnore: '**/*.phone.spec.ts',
      use: { viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'phone',
      testMatch: '**/*.phone.spec.ts',
      use: { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
  ],
});
