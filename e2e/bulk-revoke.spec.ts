import type { FaultName } from '../src/simulator/simulator.ts';
import { askedFor, createBulkPage } from './bulk-page.ts';
import { expect, test } from './fixtures.ts';
import { createListPage } from './list-page.ts';
import { namesOf, storedToken } from './sent-calls.ts';

const own = 'whm-dashboard';
const three = ['legacy-billing', 'migrate-q4', 'helpdesk-chat'] as const;

test('the selected ones are shown row by row, go one by one, past a refusal, and each has a result', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const bulk = createBulkPage(page);
  await bulk.open('helpdesk-chat', 'migrate-q4', 'legacy-billing');
  await bulk.revoke.click();
  await expect(bulk.dialog).toHaveAccessibleName('Revoke 3 tokens?');
  await expect(bulk.cancel).toBeFocused();
  await expect(bulk.preview).toHaveText([
    'legacy-billingexpired 1 year ago',
    'migrate-q4Everything, expired yesterday',
    'helpdesk-chatin 39 days',
  ]);
  await bulk.continue.click();
  await expect(bulk.alert).toHaveText('Type 3, the number of tokens that go.');
  expect(askedFor(simulator, 'api_token_revoke')).toEqual([]);

  await bulk.count.fill('3');
  simulator.failNext('api_token_revoke', 'warnings');
  simulator.failNext('api_token_revoke', 'refused');
  await bulk.count.press('Enter');
  await expect(bulk.dialog).toHaveAccessibleName('2 of 3 tokens revoked');
  await expect(bulk.alert).toHaveText(/^1 token is still there\.\s+What was said stands below\.$/);
  await expect(bulk.results.first(), 'what failed comes first').toContainText('migrate-q4not revoked');
  await expect(bulk.result('legacy-billing')).toContainText('The nameserver was not told.');
  const [refusal, warning, plain] = await bulk.report();
  expect(refusal).toEqual([
    ...['legacy-billing', 'Revoke', 'revoked'],
    'The nameserver was not told. The change will be active in a few minutes.',
  ]);
  expect(warning?.slice(0, 3)).toEqual(['migrate-q4', 'Revoke', 'not revoked']);
  expect(plain).toEqual(['helpdesk-chat', 'Revoke', 'revoked', '']);
  expect(askedFor(simulator, 'api_token_revoke')).toEqual([...three]);
  await bulk.close.click();
  await expect(bulk.said('2 of 3 tokens revoked.')).toBeAttached();
  await expect(bulk.bar, 'what failed stays selected').toContainText('1 selected');
  await expect(bulk.revoke).toBeFocused();
  await expect(bulk.box('migrate-q4')).toBeChecked();

  // A single one is not asked for its number.
  await bulk.revokeSelected(1);
  await expect(bulk.dialog).toHaveAccessibleName('1 of 1 token revoked');
  await bulk.close.click();
  await expect(bulk.bar).toHaveCount(0);
  await expect(tokensPage.generateToken).toBeFocused();
  for (const name of three) expect(namesOf(simulator)).not.toContain(name);
});

/** What must come of a fault at places of three: which are asked for, and what is said of it. */
const faults = {
  refused: { at: [1], goesOn: true, says: 'not revoked' },
  'disk-full-500': { at: [1], goesOn: false, says: 'not known' },
  dropped: { at: [0, 1, 2], goesOn: false, says: 'not known' },
  'session-expired-200': { at: [1], goesOn: false, says: 'not revoked' },
  'lost-answer': { at: [0, 2], goesOn: true, says: 'revoked' },
  'truncated-json': { at: [1], goesOn: true, says: 'revoked' },
} as const satisfies Partial<Record<FaultName, unknown>>;

const places = Object.keys(faults)
  .filter(isFault)
  .flatMap((fault) => faults[fault].at.map((at) => [fault, at] as const));

test.describe('a failure at every step', () => {
  test.use({ expectedConsole: /Failed to load resource.*50[02]/ });

  test('what was done, what not and what was left is told, and is so', async ({
    page,
    tokensPage,
    simulator,
  }) => {
    const bulk = createBulkPage(page);
    const before = three.map((name) => storedToken(simulator, name));
    await bulk.open();
    for (const [fault, at] of places) {
      await test.step(`${fault}, number ${at + 1}`, async () => {
        const { goesOn, says } = faults[fault];
        for (const token of before) simulator.put('root', token);
        await tokensPage.refresh();
        for (const name of three) await bulk.box(name).check();
        const earlier = askedFor(simulator, 'api_token_revoke').length;
        simulator.failNext('api_token_revoke', 'string-numbers', at);
        simulator.failNext('api_token_revoke', fault);
        await bulk.revokeSelected(3);
        const expected = three.map((_, index) => {
          if (index === at) return says;
          return index < at || goesOn ? 'revoked' : 'not asked for';
        });
        const done = expected.filter((words) => words === 'revoked').length;
        await expect(bulk.dialog).toHaveAccessibleName(`${done} of 3 tokens revoked`);
        for (const [index, name] of three.entries()) {
          await expect(bulk.result(name)).toContainText(expected[index] ?? '');
          expect(namesOf(simulator).includes(name)).toBe(expected[index] !== 'revoked');
        }
        expect(askedFor(simulator, 'api_token_revoke').slice(earlier)).toEqual(
          three.filter((_, index) => expected[index] !== 'not asked for'),
        );
        if (done < 3) {
          await bulk.tryAgain.click();
          await expect(bulk.dialog).toHaveAccessibleName('3 of 3 tokens revoked');
        }
        for (const name of three) expect(namesOf(simulator)).not.toContain(name);
        await bulk.close.click();
        await expect(bulk.bar).toHaveCount(0);
      });
    }
  });
});

function isFault(name: string): name is keyof typeof faults {
  return Object.hasOwn(faults, name);
}

test.describe('the token that the dashboard signs in with', () => {
  test.use({ expectedConsole: /Failed to load resource.*40[13]/ });

  test('goes last and only when it is picked, and then the dashboard says that it is signed out', async ({
    page,
    simulator,
  }) => {
    const bulk = createBulkPage(page);
    await bulk.open(own, 'dns-acme', 'reverse_trust_ns1');
    await bulk.revoke.click();
    await expect(bulk.dialog).toContainText(`This dashboard signs in with ${own}. It is revoked last.`);
    await expect(bulk.dialog).toContainText('The server made one of them for itself: reverse_trust_ns1.');
    await expect(bulk.preview.last()).toContainText(own);
    await bulk.count.fill('3');
    await bulk.continue.click();
    await expect(bulk.dialog).toHaveAccessibleName('3 of 3 tokens revoked');
    expect(askedFor(simulator, 'api_token_revoke')).toEqual(['dns-acme', 'reverse_trust_ns1', own]);
    await bulk.close.click();
    await expect(createListPage(page).alert.first()).toContainText('Changes are off');
  });
});

test('Revoke expired takes those that expired and nothing that somebody needs', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const { expiresAt } = storedToken(simulator, 'legacy-billing');
  const system = storedToken(simulator, 'reverse_trust_ns2');
  simulator.put('root', { ...system, expiresAt });
  const bulk = createBulkPage(page);
  await bulk.open();
  const item = page.getByRole('menuitem', { name: 'Revoke expired', exact: true });
  await tokensPage.listActions.click();
  await item.click();
  await expect(bulk.dialog).toHaveAccessibleName('Revoke 2 expired tokens?');
  await expect(bulk.preview).toHaveText([/^migrate-q4/, /^legacy-billing/]);
  await expect(bulk.dialog).toContainText(/reverse_trust_ns2.*kept, made by the server for itself/);
  await bulk.count.fill('2');
  await bulk.continue.click();
  await expect(bulk.dialog).toHaveAccessibleName('2 of 2 tokens revoked');
  await bulk.close.click();
  await expect(tokensPage.listActions).toBeFocused();
  expect(askedFor(simulator, 'api_token_revoke').toSorted()).toEqual(['legacy-billing', 'migrate-q4']);

  await tokensPage.listActions.click();
  await expect(item).toHaveAccessibleDescription(
    'The expired ones are left out of bulk actions: select them one by one.',
  );
  await page.keyboard.press('Escape');
  simulator.put('root', system);
  await tokensPage.refresh();
  await expect(tokensPage.row(system.name)).not.toContainText('Expired');
  await tokensPage.listActions.click();
  await expect(item).toBeDisabled();
  await expect(item).toHaveAccessibleDescription('No token has expired.');
});

test('Revoke All names the tokens of the server itself, and can leave them out', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const bulk = createBulkPage(page);
  await bulk.open();
  await tokensPage.openRevokeAll();
  const leaveOut = bulk.dialog.getByRole('checkbox', { name: 'Leave out 2 tokens that the server made' });
  await leaveOut.uncheck();
  await expect(bulk.dialog).toHaveAccessibleName('Revoke All: 15 of 16 tokens');
  await expect(bulk.dialog).toContainText('The server made 2 of them for itself');
  await leaveOut.check();
  await expect(bulk.dialog).toHaveAccessibleName('Revoke All: 13 of 16 tokens');
  await bulk.count.fill('13');
  await bulk.continue.click();
  await expect(bulk.dialog).toHaveAccessibleName('13 of 13 tokens revoked');
  expect(namesOf(simulator).toSorted()).toEqual(['reverse_trust_ns1', 'reverse_trust_ns2', own]);
});

test('a run is left by stopping it only: not with Escape, and the page asks before it goes', async ({
  page,
  simulator,
}) => {
  const bulk = createBulkPage(page);
  await bulk.open(...three);
  simulator.setLatency(600);
  await bulk.revokeSelected(3);
  await expect(bulk.dialog).toHaveAccessibleName('Revoking 3 tokens');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await expect(bulk.dialog).toHaveAccessibleName('Revoking 3 tokens');
  await bulk.stop.click();
  await expect(bulk.dialog).toHaveAccessibleName(/^[12] of 3 tokens revoked$/);
  await expect(bulk.alert).toContainText('You stopped before they were asked for.');
  const done = askedFor(simulator, 'api_token_revoke').length;
  await expect(bulk.dialog).toHaveAccessibleName(`${done} of 3 tokens revoked`);
  simulator.setLatency(0);
  await page.keyboard.press('Escape');
  await expect(bulk.bar).toContainText(`${3 - done} selected`);
});

test.describe('a thousand tokens', () => {
  test.use({ tokens: 1000, expectedConsole: /Failed to load resource.*502/ });

  test('are revoked with a connection that drops in the middle, and the rest after it', async ({
    page,
    tokensPage,
    simulator,
  }) => {
    test.setTimeout(240_000);
    const bulk = createBulkPage(page);
    // The simulated server remembers the last 500 calls only.
    const asked: (string | null)[] = [];
    const { handle } = simulator;
    simulator.handle = async (request, caller) => {
      if (request.url.endsWith('/api_token_revoke'))
        asked.push(new URLSearchParams(await request.clone().text()).get('token_name'));
      return handle(request, caller);
    };
    await bulk.open();
    await bulk.all.click();
    await expect(bulk.bar).toContainText('1000 selected');
    await bulk.revoke.click();
    await expect(bulk.preview).toHaveCount(1000);
    await bulk.count.fill('1000');
    simulator.failNext('api_token_revoke', 'string-numbers', 500);
    simulator.failNext('api_token_revoke', 'dropped');
    await bulk.continue.click();
    await expect(bulk.progress).toBeVisible();
    await expect(bulk.results.first(), 'only those around it are drawn').toContainText(/^\d+ before these$/);
    expect(await bulk.results.count()).toBeLessThan(40);
    await expect(bulk.dialog).toHaveAccessibleName('500 of 1000 tokens revoked', { timeout: 110_000 });
    const stoppedAt = asked.at(-1);
    await expect(bulk.alert).toContainText(`500 tokens are perhaps still there. It stopped at ${stoppedAt}`);
    expect(namesOf(simulator)).toHaveLength(500);
    const report = await bulk.report();
    const count = (result: string) => report.filter((row) => row[2] === result).length;
    expect([report.length, count('revoked'), count('not known'), count('not asked for')]).toEqual([
      ...[1000, 500, 1, 499],
    ]);
    await bulk.tryAgain.click();
    await expect(bulk.dialog).toHaveAccessibleName('1000 of 1000 tokens revoked', { timeout: 110_000 });
    expect(namesOf(simulator)).toEqual([]);
    expect(asked, 'each once, and the one that was dropped again').toHaveLength(1001);
    expect(new Set(asked).size).toBe(1000);
    await bulk.close.click();
    await expect(page.getByRole('heading', { name: 'No API tokens yet' })).toBeVisible();
    await expect(tokensPage.generateToken.first()).toBeFocused();
  });
});
