import { test as base, expect } from './fixtures.ts';
import { namesOf, sentTo } from './sent-calls.ts';
import type { TokensPage } from './tokens-page.ts';

const own = 'whm-dashboard';

/** The most revocations that the server has been working on at once. */
const test = base.extend<{ busiest: { calls: number } }>({
  busiest: async ({ simulator }, use) => {
    const busiest = { calls: 0 };
    let running = 0;
    const { handle } = simulator;
    simulator.handle = async (request, caller) => {
      // The reads that follow may go side by side.
      if (!request.url.endsWith('/api_token_revoke')) return handle(request, caller);
      running += 1;
      busiest.calls = Math.max(busiest.calls, running);
      return handle(request, caller).finally(() => {
        running -= 1;
      });
    };
    await use(busiest);
  },
});

function createRevokeAll(tokensPage: TokensPage) {
  const question = tokensPage.revokeAllDialog;
  const page = question.page();
  const progress = page.getByRole('dialog', { name: /^Revoking \d+ tokens$/ });
  const outcome = page.getByRole('dialog', { name: /^\d+ of \d+ tokens revoked$/ });
  return {
    question,
    count: question.getByRole('textbox', { name: /^Type \d+ to confirm$/ }),
    continue: question.getByRole('button', { name: 'Continue', exact: true }),
    progress,
    stop: progress.getByRole('button', { name: 'Stop here', exact: true }),
    outcome,
    results: page.getByRole('list', { name: 'Result for each token' }).getByRole('listitem'),
    tryAgain: outcome.getByRole('button', { name: 'Try the rest again', exact: true }),
    close: outcome.getByRole('button', { name: 'Close', exact: true }).last(),
  };
}

const leaveOut = 'Leave out 2 tokens that the server made for itself';

/** With those that the server made for itself. */
async function openRevokeAll(tokensPage: TokensPage) {
  await tokensPage.open();
  await tokensPage.openRevokeAll();
  const revokeAll = createRevokeAll(tokensPage);
  await revokeAll.question.getByRole('checkbox', { name: leaveOut }).uncheck();
  return revokeAll;
}

test('Revoke All lists what goes, keeps the token of the dashboard, and begins on Cancel', async ({
  tokensPage,
  simulator,
  page,
}) => {
  await tokensPage.open();
  await tokensPage.openRevokeAll();
  const { question } = createRevokeAll(tokensPage);
  await expect(question).toHaveAccessibleName('Revoke All: 13 of 16 tokens');
  await expect(question.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();
  await expect(question).toContainText(/whm-dashboard.*kept, in use by this dashboard/);
  await expect(question).toContainText(/reverse_trust_ns1.*kept, made by the server for itself/);
  await question.getByRole('checkbox', { name: leaveOut }).uncheck();
  await expect(question).toHaveAccessibleName('Revoke All: 15 of 16 tokens');
  await expect(question).toContainText(/Expired already.*2 tokens/);
  await question.getByText('Show the 15').click();
  const others = namesOf(simulator).filter((name) => name !== own);
  for (const name of others) await expect(question.getByText(name, { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(tokensPage.listActions).toBeFocused();
  expect(sentTo(simulator, 'api_token_revoke')).toEqual([]);
});

test('the number of tokens must be typed', async ({ tokensPage, simulator }) => {
  const { question, count, ...revokeAll } = await openRevokeAll(tokensPage);
  for (const wrong of ['', '16', 'all']) {
    await count.fill(wrong);
    await revokeAll.continue.click();
    await expect(question.getByRole('alert')).toHaveText('Type 15, the number of tokens that go.');
    await expect(count).toHaveAttribute('aria-invalid', 'true');
  }
  await expect(count).toBeFocused();
  expect(sentTo(simulator, 'api_token_revoke')).toEqual([]);
});

test('all but the own one are revoked, with one call at a time, and the end tells of each', async ({
  tokensPage,
  simulator,
  page,
  busiest,
}) => {
  const others = namesOf(simulator).filter((name) => name !== own);
  const revokeAll = await openRevokeAll(tokensPage);
  simulator.setLatency(20);
  busiest.calls = 0;
  await revokeAll.count.fill('15');
  await revokeAll.count.press('Enter');
  await expect(revokeAll.outcome).toHaveAccessibleName('15 of 15 tokens revoked');
  await expect(revokeAll.outcome.getByRole('status')).toContainText('None of them is left on the server.');
  await expect(revokeAll.results).toHaveText(others.map((name) => `${name}revoked`));
  await expect(revokeAll.tryAgain).toHaveCount(0);
  await expect(revokeAll.close).toBeFocused();
  await revokeAll.close.click();
  await expect(revokeAll.outcome).toHaveCount(0);
  await tokensPage.expectRow(own);
  await expect(page.getByRole('button', { name: /^Edit / })).toHaveCount(1);
  expect(busiest.calls).toBe(1);
  const sent = sentTo(simulator, 'api_token_revoke');
  expect(sent.map(({ token_name }) => token_name).toSorted()).toEqual(others.toSorted());
  for (const call of sent) expect(Object.keys(call).toSorted()).toEqual(['api.version', 'token_name']);
  expect(namesOf(simulator)).toEqual([own]);
});

test('stopping in the middle leaves the rest, and says which', async ({ tokensPage, simulator }) => {
  const revokeAll = await openRevokeAll(tokensPage);
  await revokeAll.count.fill('15');
  simulator.setLatency(400);
  await revokeAll.continue.click();
  await expect(revokeAll.progress.getByRole('progressbar')).toBeVisible();
  await expect(revokeAll.results).toHaveCount(15);
  await expect(revokeAll.results.filter({ hasText: 'asking the server' })).toHaveCount(1);
  await expect(revokeAll.results.filter({ hasText: /revoked$/ })).not.toHaveCount(0);
  await revokeAll.stop.click();

  await expect(revokeAll.outcome).toBeVisible();
  const done = sentTo(simulator, 'api_token_revoke').length;
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(15);
  await expect(revokeAll.outcome).toHaveAccessibleName(`${done} of 15 tokens revoked`);
  await expect(revokeAll.outcome.getByRole('alert')).toContainText(`${15 - done} token`);
  await expect(revokeAll.results.filter({ hasText: /revoked$/ })).toHaveCount(done);
  await expect(revokeAll.results.filter({ hasText: 'not asked for' })).toHaveCount(15 - done);
  expect(namesOf(simulator)).toHaveLength(16 - done);
  await revokeAll.close.click();
  await expect(tokensPage.table.getByRole('button', { name: /^Edit / })).toHaveCount(16 - done);
});

test('a refusal in the middle is told for its token and leaves the rest, which can be tried again', async ({
  tokensPage,
  simulator,
}) => {
  const revokeAll = await openRevokeAll(tokensPage);
  await revokeAll.count.fill('15');
  // Six succeed before it.
  simulator.failNext('api_token_revoke', 'string-numbers', 6);
  simulator.failNext('api_token_revoke', 'refused');
  await revokeAll.continue.click();
  await expect(revokeAll.outcome).toHaveAccessibleName('6 of 15 tokens revoked');
  const refused = sentTo(simulator, 'api_token_revoke')[6]?.token_name ?? '';
  await expect(revokeAll.results.filter({ hasText: refused })).toContainText(
    /not revoked.*The simulated server was told to refuse this call\./,
  );
  await expect(revokeAll.outcome.getByRole('alert')).toContainText(
    `9 tokens are still there. It stopped at ${refused}, and left the rest alone.`,
  );
  expect(namesOf(simulator)).toHaveLength(10);
  expect(sentTo(simulator, 'api_token_revoke')).toHaveLength(7);

  await revokeAll.tryAgain.click();
  await expect(revokeAll.outcome).toHaveAccessibleName('15 of 15 tokens revoked');
  await expect(revokeAll.results).toHaveCount(15);
  expect(sentTo(simulator, 'api_token_revoke').at(-1)?.token_name, 'what failed comes last').toBe(refused);
  expect(namesOf(simulator)).toEqual([own]);
});

test('a token that somebody else revoked meanwhile is said to have been gone, and the rest go on', async ({
  tokensPage,
  simulator,
}) => {
  const revokeAll = await openRevokeAll(tokensPage);
  const gone = namesOf(simulator).find((name) => name !== own) ?? '';
  simulator.remove('root', gone);
  await revokeAll.count.fill('15');
  await revokeAll.continue.click();
  await expect(revokeAll.outcome).toHaveAccessibleName('15 of 15 tokens revoked');
  await expect(revokeAll.results.filter({ hasText: 'It was gone already.' })).toContainText(gone);
  await expect(revokeAll.outcome.getByRole('status')).toContainText('None of them is left on the server.');
  expect(namesOf(simulator)).toEqual([own]);
});

test.describe('a connection that breaks in the middle', () => {
  test.use({ expectedConsole: /Failed to load resource/ });

  test('leaves the rest alone, and the rest can be tried again', async ({ tokensPage, simulator }) => {
    const revokeAll = await openRevokeAll(tokensPage);
    await revokeAll.count.fill('15');
    simulator.failNext('api_token_revoke', 'string-numbers', 3);
    simulator.failNext('api_token_revoke', 'dropped');
    await revokeAll.continue.click();
    await expect(revokeAll.outcome).toHaveAccessibleName('3 of 15 tokens revoked');
    await expect(revokeAll.results.filter({ hasText: 'not known' })).toHaveCount(1);
    await expect(revokeAll.results.filter({ hasText: 'not asked for' })).toHaveCount(11);
    expect(sentTo(simulator, 'api_token_revoke')).toHaveLength(4);
    expect(namesOf(simulator)).toHaveLength(13);
    await revokeAll.tryAgain.click();
    await expect(revokeAll.outcome).toHaveAccessibleName('15 of 15 tokens revoked');
    expect(namesOf(simulator)).toEqual([own]);
  });
});

test('Revoke All is unavailable while it is not known which token the dashboard signs in with', async ({
  tokensPage,
  simulator,
  page,
}) => {
  simulator.failNext('api_token_get_details', 'dropped');
  await tokensPage.open();
  await tokensPage.listActions.click();
  const item = page.getByRole('menuitem', { name: 'Revoke All', exact: true });
  await expect(item).toBeDisabled();
  await expect(item).toHaveAccessibleDescription(
    'It is not known yet which token this dashboard signs in with. Refresh List asks again.',
  );
  await page.keyboard.press('Escape');
  await tokensPage.revoke('dns-acme').click();
  await expect(tokensPage.revokeDialog('dns-acme')).toContainText(
    'It is not known whether this dashboard signs in with this token.',
  );
  await page.keyboard.press('Escape');
  await tokensPage.refresh();
  await expect(tokensPage.row(own)).toContainText('In use');
  await tokensPage.openRevokeAll();
  await expect(tokensPage.revokeAllDialog).toContainText(/whm-dashboard.*kept, in use by this dashboard/);
});

test('with no token but the own one, Revoke All is unavailable and says why', async ({
  tokensPage,
  simulator,
  page,
}) => {
  for (const name of namesOf(simulator)) if (name !== own) simulator.remove('root', name);
  await tokensPage.open();
  await tokensPage.listActions.click();
  const item = page.getByRole('menuitem', { name: 'Revoke All', exact: true });
  await expect(item).toBeDisabled();
  await expect(item).toHaveAccessibleDescription('There is no token to revoke.');
  await item.click({ force: true });
  await expect(tokensPage.revokeAllDialog).toHaveCount(0);
});
