import { defineConfig } from '@playwright/test';
import { chromiumFromEnvironment } from './chromium.ts';

const { executablePath, args } = await chromiumFromEnvironment();

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: 'list',
  use: {
    locale: 'en-US',
    // Not the zone of the simulated server (America/Chicago): a test that mixes the two up fails.
    timezoneId: 'Europe/Paris',
    // Animations would let a test measure colours half way between two states.
    contextOptions: { reducedMotion: 'reduce' },
    // A trace holds the bodies of all answers, secrets of tokens included. That is harmless here, because only
    // simulated servers are ever reached (see fixtures.ts); it must be off in a run against a real WHM.
    trace: 'retain-on-failure',
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
