import { fileURLToPath } from 'node:url';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { connectToSimulator, startServer } from '../src/proxy/server.ts';
import { createSimulator, type ScenarioName, type Simulator } from '../src/simulator/simulator.ts';
import { createTokensPage, type TokensPage } from './tokens-page.ts';

export { expect } from '@playwright/test';
export { axe, expectNoBarriers } from './axe.ts';

/** One clock for the simulated server and the page; it stands still until a test moves it. */
export type Clock = {
  now: () => Date;
  /** Moves both forward, in milliseconds, and fires the timers of the page that are due by then. */
  advance: (ms: number) => Promise<void>;
  /** Has the page follow. */
  onAdvance: (follow: (ms: number) => Promise<void>) => void;
};

export type Options = {
  /** What the simulated server holds at the start, and whom the gateway signs in as. */
  scenario: ScenarioName;
  /** So many generated tokens instead of a scenario's. */
  tokens: number | null;
  /** 10:42:07 at the simulated server, like the reference pictures. */
  startTime: Date;
  /**
   * Console errors and warnings that the test provokes. Chromium logs `Failed to load resource` for every answer
   * of 4xx or 5xx. One expression, because Playwright would take a list of two for a value with its settings.
   */
  expectedConsole: RegExp | null;
};

type Fixtures = {
  clock: Clock;
  /** The very server that the page talks to, through the real gateway: seed it, break it and look into it here. */
  simulator: Simulator;
  /** The standalone server over dist/page; its address is the `baseURL`. */
  host: { url: string };
  /** What the page did that no page may do. Checked after every test; empty it to accept what was asserted. */
  problems: string[];
  tokensPage: TokensPage;
};

export const pageDirectory = fileURLToPath(new URL('../dist/page', import.meta.url));

export const test = base.extend<Options & Fixtures>({
  scenario: ['typical', { option: true }],
  tokens: [null, { option: true }],
  startTime: [new Date('2026-11-22T16:42:07Z'), { option: true }],
  expectedConsole: [null, { option: true }],

  clock: async ({ startTime }, use) => {
    await use(createClock(startTime));
  },

  simulator: async ({ scenario, tokens, clock }, use) => {
    const now = () => clock.now().getTime();
    await use(createSimulator({ now, ...(tokens === null ? { scenario } : { tokens }) }));
  },

  // One per test, as the gateway keeps the credential it was started with, and that depends on the scenario.
  // Starting and stopping it takes a few milliseconds.
  host: async ({ simulator }, use) => {
    const connection = connectToSimulator(simulator);
    const server = await startServer({ port: 0, pageDirectory, connection });
    await use({ url: server.url });
    await server.close();
    await connection.close();
  },

  baseURL: async ({ host }, use) => {
    await use(host.url);
  },

  context: async ({ context, clock }, use) => {
    // Timers of the page keep running in real time; only its idea of what time it is stands still.
    await context.clock.setFixedTime(clock.now());
    clock.onAdvance(async (ms) => {
      await context.clock.setFixedTime(clock.now());
      await context.clock.fastForward(ms);
    });
    await use(context);
  },

  problems: [
    async ({ context, baseURL, expectedConsole }, use) => {
      const problems = watch(context, new URL(baseURL ?? '').origin, expectedConsole);
      await use(problems);
      expect(problems, 'the page logged, threw or fetched what it should not').toEqual([]);
    },
    { auto: true },
  ],

  tokensPage: async ({ page }, use) => {
    await use(createTokensPage(page));
  },
});

function createClock(start: Date): Clock {
  let ms = start.getTime();
  const followers: ((ms: number) => Promise<void>)[] = [];
  return {
    now: () => new Date(ms),
    advance: async (step) => {
      ms += step;
      for (const follow of followers) await follow(step);
    },
    onAdvance: (follow) => {
      followers.push(follow);
    },
  };
}

/** A violation of the Content Security Policy is among them: Chromium logs it as a console error. */
function watch(context: BrowserContext, origin: string, expectedConsole: RegExp | null): string[] {
  const problems: string[] = [];
  context.on('console', (message) => {
    const isComplaint = message.type() === 'error' || message.type() === 'warning';
    if (!isComplaint || expectedConsole?.test(message.text())) return;
    problems.push(`console ${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (event) => {
    problems.push(`uncaught: ${event.error().message}`);
  });
  context.on('request', (request) => {
    const url = new URL(request.url());
    const leaves = (url.protocol === 'http:' || url.protocol === 'https:') && url.origin !== origin;
    if (leaves) problems.push(`request to another origin: ${request.method()} ${request.url()}`);
  });
  return problems;
}

/** Runs the same look at the page in the dark and in the light theme, as the system would ask for it. */
export async function inBothThemes(
  page: Page,
  look: (theme: 'dark' | 'light') => Promise<void>,
): Promise<void> {
  // Light comes last because it is what a context starts with.
  for (const theme of ['dark', 'light'] as const) {
    await test.step(`in the ${theme} theme`, async () => {
      await page.emulateMedia({ colorScheme: theme });
      await look(theme);
    });
  }
}
