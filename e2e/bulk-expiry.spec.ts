import { askedFor, createBulkPage } from './bulk-page.ts';
import { expect, test } from './fixtures.ts';
import { numbered, seconds, sentTo, storedToken } from './sent-calls.ts';

// The server's clock stands at Sun 22 Nov 2026, 10:42:07 in America/Chicago.

const newEnd = '2026-12-13T05:59:59Z';

test('what a date does to each is shown first; then each is read again, sent whole and told', async ({
  page,
  simulator,
}) => {
  const bulk = createBulkPage(page);
  // Expired; three days left; ends then already; five months; never.
  const names = ['legacy-billing', 'billing-whmcs', 'jetbackup-agent', 'imunify-hook', 'monitor_zabbix'];
  const before = new Map(names.map((name) => [name, storedToken(simulator, name)]));
  await bulk.open(...names);
  await bulk.setExpiry.click();
  await expect(bulk.dialog).toHaveAccessibleName('Set the expiry of 5 tokens');
  await expect(bulk.set).toHaveAttribute('aria-disabled', 'true');
  await bulk.date.fill('2026-11-21');
  await expect(bulk.dialog).toContainText('2026-11-21 has passed at the server.');
  await expect(bulk.set).toHaveAttribute('aria-disabled', 'true');
  await bulk.date.fill('12.12.2026');
  await bulk.date.press('Tab');
  await expect(bulk.date).toHaveValue('2026-12-12');
  const after = 'Sat 12 Dec 2026, 23:59:59';
  await expect(bulk.preview).toHaveText([
    `legacy-billingWorks againSun 31 Aug 2025, 23:59:59 → ${after}`,
    `billing-whmcsLives longerWed 25 Nov 2026, 23:59:59 → ${after}`,
    `jetbackup-agentLeft alone${after}`,
    `imunify-hookEnds soonerWed 21 Apr 2027, 23:59:59 → ${after}`,
    `monitor_zabbixEnds soonerNever → ${after}`,
  ]);
  await expect(bulk.dialog).toContainText('This widens 2 tokens');
  expect(askedFor(simulator, 'api_token_update')).toEqual([]);

  // Somebody is quicker with one, and another one is gone.
  simulator.put('root', { ...storedToken(simulator, 'imunify-hook'), acls: ['list-accts'] });
  simulator.remove('root', 'monitor_zabbix');
  simulator.failNext('api_token_update', 'string-numbers');
  simulator.failNext('api_token_update', 'altered');
  await bulk.set.click();
  await expect(bulk.dialog).toHaveAccessibleName('Expiry set for 2 of 5 tokens');
  await expect(bulk.dialog.getByRole('status')).toContainText('3 tokens were left alone.');
  await expect(bulk.result('legacy-billing')).toHaveText('legacy-billingexpiry set');
  await expect(bulk.result('billing-whmcs')).toContainText(/expiry set.*in the server’s answer/);
  await expect(bulk.result('jetbackup-agent')).toContainText('left aloneIt ends then already');
  await expect(bulk.result('imunify-hook')).toContainText('left aloneSomebody else changed it meanwhile');
  await expect(bulk.result('monitor_zabbix')).toContainText('It is not on the server any more.');
  const sent = sentTo(simulator, 'api_token_update');
  const [first] = [before.get('legacy-billing')];
  expect(sent[0]).toEqual({
    'api.version': '1',
    token_name: 'legacy-billing',
    expires_at: String(seconds(newEnd)),
    ...numbered('acl', first?.acls ?? []),
    ...numbered('whitelist_ip', first?.whitelistIps ?? []),
  });
  expect(sent.map(({ token_name }) => token_name)).toEqual(['legacy-billing', 'billing-whmcs']);
  expect((await bulk.report()).map((row) => row.slice(0, 3))).toContainEqual([
    ...['legacy-billing', `Expire on ${after} server time`, 'expiry set'],
  ]);
  await bulk.close.click();
  await expect(bulk.bar).toContainText('4 selected');
  await expect(bulk.setExpiry).toBeFocused();
});

test('no end at all widens, a day of the calendar and a lifetime are offered, with the keyboard alone', async ({
  page,
  simulator,
}) => {
  const bulk = createBulkPage(page);
  await bulk.open('dns-acme', 'whm-dashboard');
  await bulk.setExpiry.focus();
  await page.keyboard.press('Enter');
  const onDate = bulk.dialog.getByRole('radio', { name: 'On a date' });
  await expect(onDate).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(bulk.never).toBeChecked();
  await expect(bulk.preview).toHaveText([/^dns-acmeNever ends.* → Never$/, /^whm-dashboardNever ends/]);
  await expect(bulk.dialog).toContainText('This widens 2 tokens');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect(bulk.date).toHaveValue('2026-11-29');
  await expect(bulk.preview).toContainText(['Ends sooner', 'Ends sooner']);
  await expect(bulk.dialog).toContainText('After its new end the dashboard is signed out');
  await bulk.set.focus();
  await page.keyboard.press('Enter');
  await expect(bulk.dialog).toHaveAccessibleName('Expiry set for 2 of 2 tokens');
  await expect(bulk.dialog.getByRole('status')).toContainText('All of them have the new expiry.');
  await expect(bulk.close).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(bulk.setExpiry).toBeFocused();
  expect(askedFor(simulator, 'api_token_update'), 'the own one last').toEqual(['dns-acme', 'whm-dashboard']);
  expect(storedToken(simulator, 'dns-acme').expiresAt).toBe(seconds('2026-11-30T05:59:59Z'));
});

test.describe('a failure at every step', () => {
  test.use({ expectedConsole: /Failed to load resource.*50[02]/ });

  const three = ['legacy-billing', 'migrate-q4', 'helpdesk-chat'] as const;
  /** At which places, what is said of the one that meets it, and whether the others are gone on with. */
  const faults = [
    { call: 'api_token_update', fault: 'refused', at: [1], says: 'not changed', goesOn: true },
    { call: 'api_token_update', fault: 'dropped', at: [0, 1, 2], says: 'not known', goesOn: false },
    { call: 'api_token_update', fault: 'lost-answer', at: [1], says: 'expiry set', goesOn: true },
    { call: 'api_token_list', fault: 'refused', at: [0, 1, 2], says: 'not changed', goesOn: false },
    { call: 'api_token_list', fault: 'session-expired-200', at: [1], says: 'not changed', goesOn: false },
  ] as const;
  const places = faults.flatMap(({ at, ...fault }) => at.map((place) => ({ ...fault, at: place })));

  test('what is told of each is so, and the rest can be tried again', async ({ page, simulator }) => {
    const bulk = createBulkPage(page);
    const before = three.map((name) => storedToken(simulator, name));
    await bulk.open(...three);
    for (const { call, fault, at, says, goesOn } of places) {
      await test.step(`${fault} on ${call}, number ${at + 1}`, async () => {
        for (const token of before) simulator.put('root', token);
        await bulk.setExpiry.click();
        await bulk.dialog.getByRole('button', { name: '90 days' }).click();
        simulator.failNext(call, 'string-numbers', at);
        simulator.failNext(call, fault);
        await bulk.set.click();
        const expected = three.map((_, index) => {
          if (index === at) return says;
          return index < at || goesOn ? 'expiry set' : 'not asked for';
        });
        const done = expected.filter((words) => words === 'expiry set').length;
        await expect(bulk.dialog).toHaveAccessibleName(`Expiry set for ${done} of 3 tokens`);
        for (const [index, name] of three.entries()) {
          await expect(bulk.result(name)).toContainText(expected[index] ?? '');
          const isSet = storedToken(simulator, name).expiresAt === seconds('2027-02-21T05:59:59Z');
          expect(isSet).toBe(expected[index] === 'expiry set');
        }
        if (done < 3) {
          await expect(bulk.alert).toContainText(
            `${3 - done} ${done === 2 ? 'token has' : 'tokens have'}${says === 'not known' ? ' perhaps' : ''}`,
          );
          await bulk.tryAgain.click();
          await expect(bulk.dialog).toHaveAccessibleName('Expiry set for 3 of 3 tokens');
        }
        for (const [index, name] of three.entries()) {
          const { acls, whitelistIps } = storedToken(simulator, name);
          expect({ acls, whitelistIps }).toEqual({
            acls: before[index]?.acls,
            whitelistIps: before[index]?.whitelistIps,
          });
        }
        await bulk.close.click();
        for (const token of before) simulator.put('root', token);
        await page.getByRole('button', { name: 'Refresh', exact: true }).click();
        await expect(bulk.said(/changed/)).toBeAttached();
      });
    }
  });
});
