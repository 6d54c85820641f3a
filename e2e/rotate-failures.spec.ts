import type { FaultName, Simulator } from '../src/simulator/simulator.ts';
import { expect, test } from './fixtures.ts';
import {
  createLifecyclePage,
  mayStillArrive,
  waitOut,
  wordsOf,
  writeFaults,
  writeFaultsConsole,
} from './lifecycle-page.ts';
import { namesOf, sentTo, storedToken } from './sent-calls.ts';
import { createSecretPage, notices } from './token-form-page.ts';

// Every step of a rotation, failing in every way that a write can: the old token stays as it is until a step
// says that it was ended, and the page says where both stand.

test.use({ expectedConsole: writeFaultsConsole });

/** Makes what is rotated stay exactly as it was. */
function keep(simulator: Simulator, name: string): () => void {
  const before = storedToken(simulator, name);
  return () => expect(storedToken(simulator, name)).toEqual(before);
}

test('every fault at every step: the page says where both tokens stand, and trying again works', async ({
  page,
  tokensPage,
  simulator,
  clock,
}) => {
  const life = createLifecyclePage(page, tokensPage);
  const rotate = await life.openRotate('dns-acme');

  await test.step('one: no token is made', async () => {
    const expectKept = keep(simulator, 'dns-acme');
    for (const [index, fault] of writeFaults.entries()) {
      simulator.failNext('api_token_create', fault);
      await rotate.go.click();
      await waitOut(fault, 'api_token_create', { simulator, clock, call: index + 1 });
      await expect(rotate.alert).toContainText(wordsOf(fault, 'The new token was not made.'));
      await expect(rotate.dialog).toContainText(
        `dns-acme is as it was. ${mayStillArrive(fault) ? 'Whether there is a new token is not known' : 'There is no new token.'}`,
      );
      expectKept();
      expect(namesOf(simulator)).not.toContain('dns-acme-2');
    }
    await rotate.go.click();
    await createSecretPage(page).saved.click();
    expectKept();
  });

  await test.step('two: the old token is not ended', async () => {
    const end = life.end('dns-acme');
    const expectKept = keep(simulator, 'dns-acme');
    await end.choice(/^In 1 hour/).check();
    for (const [index, fault] of writeFaults.entries()) {
      simulator.failNext('api_token_update', fault);
      await end.set.click();
      await waitOut(fault, 'api_token_update', { simulator, clock, call: index + 1 });
      await expect(end.alert).toContainText(wordsOf(fault, 'The old token was not ended.'));
      await expect(end.dialog).toContainText(
        `dns-acme-2 is there. ${mayStillArrive(fault) ? 'Whether dns-acme was ended is not known.' : 'dns-acme is as it was.'}`,
      );
      expectKept();
    }
    await end.set.click();
    await expect(end.dialog).toHaveCount(0);
    expect(storedToken(simulator, 'dns-acme').expiresAt).toBeLessThan(1_795_400_000);
  });

  await test.step('two at once: the old token is not revoked', async () => {
    const expectKept = keep(simulator, 'dns-acme');
    await life.endOldNow('dns-acme').click();
    await life.end('dns-acme').now.click();
    const failed = page.getByRole('group', { name: 'dns-acme was not revoked' });
    let send = tokensPage.waiting('dns-acme').getByRole('button', { name: 'Now' });
    for (const [index, fault] of writeFaults.entries()) {
      simulator.failNext('api_token_revoke', fault);
      await send.click();
      await waitOut(fault, 'api_token_revoke', { simulator, clock, call: index + 1 });
      await expect(failed).toContainText(wordsOf(fault, 'dns-acme was not revoked.'));
      expectKept();
      await expect(life.endOldNow('dns-acme')).toBeVisible();
      send = failed.getByRole('button', { name: 'Try again' });
    }
    await send.click();
    await expect(life.row('dns-acme')).toHaveCount(0);
    expect(namesOf(simulator)).toContain('dns-acme-2');
  });

  await test.step('three: the new token keeps its name', async () => {
    const expectKept = keep(simulator, 'dns-acme-2');
    const dialog = page.getByRole('dialog', { name: 'Give dns-acme-2 the name dns-acme' });
    let send = page.getByRole('button', { name: 'Name it dns-acme' });
    for (const [index, fault] of writeFaults.entries()) {
      simulator.failNext('api_token_update', fault);
      await send.click();
      // One more than once for each fault: the end that was set.
      await waitOut(fault, 'api_token_update', { simulator, clock, call: writeFaults.length + index + 2 });
      await expect(dialog.getByRole('alert')).toContainText(wordsOf(fault, 'The name was not changed.'));
      await expect(dialog).toContainText(
        mayStillArrive(fault)
          ? 'Whether dns-acme-2 has the other name now is not known.'
          : 'dns-acme-2 keeps its name and works with the same secret.',
      );
      expectKept();
      send = dialog.getByRole('button', { name: 'Try again' });
    }
    await send.click();
    await expect(dialog).toHaveCount(0);
    expect(namesOf(simulator)).toContain('dns-acme');
    expect(namesOf(simulator)).not.toContain('dns-acme-2');
  });
});

for (const fault of ['lost-answer', 'truncated-json', 'unanswered'] as const satisfies FaultName[]) {
  test(`${fault}: the token without its secret is made anew, an end that was set is found in the list`, async ({
    page,
    tokensPage,
    simulator,
    clock,
  }) => {
    const life = createLifecyclePage(page, tokensPage);
    const rotate = await life.openRotate('dns-acme');
    const expectKept = keep(simulator, 'dns-acme');
    simulator.failNext('api_token_create', fault);
    await rotate.go.click();
    await waitOut(fault, 'api_token_create', { simulator, clock });
    await expect(rotate.alert).toContainText('dns-acme-2 was made, but its secret was lost on the way.');
    await expect(rotate.alert).toContainText('dns-acme is as it was.');
    await rotate.button('Revoke it and rotate again').click();
    await expect(createSecretPage(page).secret).toBeVisible();
    expectKept();
    expect(sentTo(simulator, 'api_token_create')).toHaveLength(2);
    expect(namesOf(simulator).filter((name) => name.startsWith('dns-acme'))).toEqual([
      'dns-acme',
      'dns-acme-2',
    ]);
    await createSecretPage(page).saved.click();

    const end = life.end('dns-acme');
    simulator.failNext('api_token_update', fault);
    await end.set.click();
    await waitOut(fault, 'api_token_update', { simulator, clock });
    await expect(end.dialog).toHaveCount(0);
    await expect(notices(page)).toContainText('The end is set for dns-acme');
    expect(sentTo(simulator, 'api_token_update')).toHaveLength(1);
  });
}

test('step one when neither the answer nor the list arrives: what is not known is said', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const rotate = await createLifecyclePage(page, tokensPage).openRotate('dns-acme');
  simulator.failNext('api_token_create', 'lost-answer');
  // The look before the write works.
  simulator.failNext('api_token_list', 'string-numbers');
  simulator.failNext('api_token_list', 'dropped', 1);
  await rotate.go.click();
  await expect(rotate.alert).toContainText('It may have happened all the same');
  await expect(rotate.dialog).toContainText('Whether there is a new token is not known');
});

test('a step that the look before it stops changes nothing', async ({ page, tokensPage, simulator }) => {
  const life = createLifecyclePage(page, tokensPage);
  const rotate = await life.openRotate('dns-acme');
  simulator.failNext('api_token_list', 'refused');
  await rotate.go.click();
  await expect(rotate.alert).toContainText('The new token was not made.');
  await rotate.go.click();
  await createSecretPage(page).saved.click();
  const end = life.end('dns-acme');
  await expect(end.dialog).toBeVisible();
  await expect(life.row('dns-acme-2')).toBeAttached();
  simulator.failNext('api_token_list', 'refused', 2);
  await end.set.click();
  await expect(end.alert).toContainText('The old token was not ended.');
  await expect(end.dialog).toContainText('dns-acme is as it was.');
  expect(sentTo(simulator, 'api_token_update')).toEqual([]);
});

test('altered answers are told at every step', async ({ page, tokensPage, simulator }) => {
  const life = createLifecyclePage(page, tokensPage);
  const rotate = await life.openRotate('dns-acme');
  simulator.failNext('api_token_create', 'altered');
  await rotate.go.click();
  const step = createSecretPage(page);
  await expect(step.alert).toContainText('The server made something else than was asked.');
  await step.saved.click();
  simulator.failNext('api_token_update', 'altered');
  await life.end('dns-acme').set.click();
  await expect(notices(page)).toContainText('Set, but not as sent: dns-acme');
});

test('somebody else’s changes stop a step, are shown, and can be gone on from', async ({
  page,
  tokensPage,
  simulator,
}) => {
  const life = createLifecyclePage(page, tokensPage);
  const rotate = await life.openRotate('dns-acme');
  simulator.put('root', { ...storedToken(simulator, 'dns-acme'), acls: ['edit-dns'] });
  await rotate.go.click();
  await expect(rotate.alert).toContainText(
    'Somebody else changed dns-acme in the meantime. No token was made.',
  );
  await rotate.button('Go on from what the server has').click();
  simulator.put('root', { ...storedToken(simulator, 'dns-acme'), name: 'dns-acme-2' });
  await rotate.go.click();
  await expect(rotate.alert.first()).toContainText('The name was taken in the meantime.');
  await rotate.name.fill('dns-acme-9');
  await rotate.go.click();
  await createSecretPage(page).saved.click();
  expect(storedToken(simulator, 'dns-acme-9').acls).toEqual(['edit-dns']);

  const end = life.end('dns-acme');
  simulator.put('root', { ...storedToken(simulator, 'dns-acme'), whitelistIps: ['192.0.2.1'] });
  await end.set.click();
  await expect(end.alert).toContainText('It was not ended.');
  await end.button('Go on from what the server has').click();
  simulator.remove('root', 'dns-acme-9');
  await end.set.click();
  await expect(end.alert).toContainText(
    'dns-acme-9 is not on the server any more. dns-acme was left as it is',
  );
  expect(storedToken(simulator, 'dns-acme').whitelistIps).toEqual(['192.0.2.1']);
});

test('a token that is gone is not rotated', async ({ page, tokensPage, simulator }) => {
  const rotate = await createLifecyclePage(page, tokensPage).openRotate('dns-acme');
  simulator.remove('root', 'dns-acme');
  await rotate.go.click();
  await expect(rotate.alert).toContainText('dns-acme is not on the server any more.');
  expect(sentTo(simulator, 'api_token_create')).toEqual([]);
});
