import { expect, expectNoBarriers, test } from './fixtures.ts';
import { watchShifts } from './layout-shift.ts';
import { createListPage } from './list-page.ts';
import { aToken, createListTools, expectNames, expectQuery } from './list-view.ts';
import { createTimelinePage, holdBackLater } from './timeline-page.ts';

const december = '2 tokens expire in December 2026';

test('the months ahead are drawn to scale, and read out as a table', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const { timeline, table, month, months, button } = createTimelinePage(page);
  await expect(timeline).toContainText('from 22 Nov 2026, server time');
  await expect(months).toHaveCount(7);
  await expect(button('2 expired already')).toBeVisible();
  await expect(button('6 never expire')).toBeVisible();
  await expect(table.getByRole('row')).toHaveCount(14);
  await expect(table.getByRole('row', { name: 'December 2026' })).toHaveText(
    'December 20262jetbackup-agent, helpdesk-chat',
  );
  await expect(table.getByRole('row', { name: 'January 2027' })).toHaveText('January 20270');

  // From the beginning of 22 November to that of December a year later; summer time takes an hour and gives it back.
  const hours = (date: string) => (Date.parse(date) - Date.parse('2026-11-22T06:00:00Z')) / 3_600_000;
  const all = hours('2027-12-01T06:00:00Z');
  const track = await timeline.getByRole('list').boundingBox();
  const left = async (element: typeof timeline) => ((await element.boundingBox())?.x ?? 0) - (track?.x ?? 0);
  const expected = (date: string) => (hours(date) / all) * (track?.width ?? 0);
  const may = month('1 token expires in May 2027');
  expect(Math.abs((await left(may)) - expected('2027-05-01T05:00:00Z'))).toBeLessThan(2);
  // A name stands 11 px right of its instant.
  const named = await left(month('1 token expires in February 2027').getByText('dns-acme'));
  expect(Math.abs(named - 11 - expected('2027-02-21T05:59:59Z'))).toBeLessThan(1);
});

test('a month is a filter: in the address, together with the search, until it is taken off', async ({
  page,
  context,
  tokensPage,
}) => {
  await tokensPage.open();
  const { month, chip, button, toggle } = createTimelinePage(page);
  const { status } = createListPage(page);
  const { count, clear } = createListTools(page);
  await status('Never expires').check();
  await month(december).click();
  await expectQuery(page, '?month=2026-12');
  await expectNames(page, ['jetbackup-agent', 'helpdesk-chat']);
  await expect(status('All')).toBeChecked();
  await expect(status('All')).toHaveAccessibleName(/\b16$/);
  await expect(count('2 of 16 tokens')).toBeVisible();
  await expect(month(december)).toHaveAttribute('aria-pressed', 'true');
  await tokensPage.search.fill('jet');
  await expectNames(page, ['jetbackup-agent']);
  await expectQuery(page, '?month=2026-12&search=jet');

  const other = await context.newPage();
  await other.goto(page.url());
  await expectNames(other, ['jetbackup-agent']);
  await expect(createTimelinePage(other).chip).toHaveText('Only Dec 2026');

  await status('Expired').check();
  await expect(
    createListPage(page).blank('No token matches jet in Expired and expires in December 2026'),
  ).toBeVisible();
  await clear.click();
  await expect(count('16 tokens')).toBeVisible();
  await expect(chip).toHaveCount(0);
  await page.goBack();
  await expect(chip).toBeVisible();
  await chip.click();
  await expect(toggle).toBeFocused();
  await expectQuery(page, '?search=jet&status=expired');
  await status('All').check();
  await tokensPage.search.fill('');
  await expectQuery(page, '');

  await month(december).click();
  await month(december).click();
  await expect(month(december)).toHaveAttribute('aria-pressed', 'false');
  await button('2 expired already').click();
  await expectNames(page, ['legacy-billing', 'migrate-q4']);
  await expect(status('Expired')).toBeChecked();
  await button('6 never expire').click();
  await expectQuery(page, '?status=never');
  // A month of somebody's old link, with no place in the picture.
  await page.goto('./?month=2025-08');
  await expectNames(page, ['legacy-billing']);
  await expect(chip).toHaveText('Only Aug 2025');
});

test('it is worked by keyboard and bars nobody, in either theme', async ({ page, tokensPage }) => {
  await tokensPage.open();
  const { month, months, toggle, chip } = createTimelinePage(page);
  await expect(months).toHaveCount(7);
  await month(december).focus();
  await page.keyboard.press('Enter');
  await expect(chip).toBeVisible();
  await expect(month(december)).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(month('1 token expires in February 2027')).toBeFocused();
  await toggle.focus();
  await page.keyboard.press('Space');
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await expect(months).toHaveCount(0);
  // The filter is seen, and can be taken off, all the same.
  await expect(chip).toBeVisible();
  await page.keyboard.press('Space');
  await expect(months).toHaveCount(7);
  await expectNoBarriers(page);
});

for (const width of [1280, 768]) {
  test(`it comes after the rows and moves nothing, ${width} px wide, open, closed or with nothing to show`, async ({
    page,
    simulator,
  }) => {
    await page.setViewportSize({ width, height: 800 });
    await watchShifts(page);
    const visit = await holdBackLater(page);
    const { toggle, timeline } = createTimelinePage(page);
    await visit(16);
    await expect(toggle).toHaveAttribute('aria-expanded', 'true');
    await toggle.click();
    await visit(16);
    await expect(toggle).toHaveAttribute('aria-expanded', 'false');
    await toggle.click();
    await visit(16);
    await expect(toggle).toHaveAttribute('aria-expanded', 'true');
    await page.evaluate(() => localStorage.removeItem('timeline'));
    for (const token of simulator.tokensOf('root')) simulator.put('root', { ...token, expiresAt: null });
    await visit(16);
    await expect(timeline).toContainText('No token expires in the next 12 months.');
    // Where nobody chose and nothing is to be seen, it is out of the way from then on.
    await visit(16);
    await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  });
}

test('it follows the clock of the server: days, and tokens that expire', async ({
  page,
  tokensPage,
  clock,
}) => {
  await tokensPage.open();
  const { timeline, months, month } = createTimelinePage(page);
  await expect(months).toHaveCount(7);
  await clock.advance(4 * 86_400_000);
  await expect(timeline).toContainText('from 26 Nov 2026');
  await expect(timeline).toContainText('3 expired already');
  await expect(month('2 tokens expire in November 2026')).not.toContainText('billing-whmcs');
});

test.describe('with a thousand tokens', () => {
  test.use({ tokens: 1000 });

  test('it has a bar and a number for each month, and is not drawn again while somebody types', async ({
    page,
    tokensPage,
    simulator,
    clock,
  }) => {
    for (let index = 0; index < 5; index += 1) simulator.put('root', aToken(`zz-${index}`, clock.now()));
    await tokensPage.open();
    const { timeline, months, month, table } = createTimelinePage(page);
    await expect(months).toHaveCount(13);
    const numbers = await table
      .getByRole('row')
      .getByRole('cell')
      .filter({ hasText: /^\d+$/ })
      .allInnerTexts();
    const words = await months.evaluateAll((buttons) =>
      buttons.map((button) => button.getAttribute('aria-label')),
    );
    expect(words.map((text) => text?.split(' ')[0])).toEqual(numbers);
    const february = `${numbers[3]} tokens expire in February 2027`;
    const height = async (name: string) =>
      (await month(name).locator('span').nth(1).boundingBox())?.height ?? 0;
    // As high as the numbers are, to the pixel.
    const ratio = (await height(february)) / (await height(`${numbers[1]} tokens expire in December 2026`));
    expect(Math.abs(ratio - Number(numbers[3]) / Number(numbers[1]))).toBeLessThan(0.06);

    // They stand on one line, also where what is left of a month has no room for its name, and none covers the next.
    await page.setViewportSize({ width: 768, height: 800 });
    await expect(months.first()).toHaveText(/^\d+\s*$/);
    const bars = await months.evaluateAll((buttons) =>
      buttons.flatMap((button) => button.querySelectorAll('span')[1]?.getBoundingClientRect() ?? []),
    );
    expect(bars).toHaveLength(13);
    expect(new Set(bars.map(({ bottom }) => bottom)).size).toBe(1);
    for (const [index, { right }] of bars.entries())
      expect(right).toBeLessThanOrEqual(bars[index + 1]?.left ?? right);
    await page.setViewportSize({ width: 1280, height: 800 });

    await timeline.evaluate((element) => {
      window.layoutShift = { score: 0, moved: [] };
      new MutationObserver((changes) => {
        window.layoutShift.score += changes.length;
      }).observe(element, { subtree: true, childList: true, attributes: true, characterData: true });
    });
    await tokensPage.search.pressSequentially('zz-');
    await expect(createListTools(page).count('5 of 1005 tokens')).toBeVisible();
    expect(await page.evaluate(() => window.layoutShift.score)).toBe(0);
    await tokensPage.search.fill('');
    await month(february).click();
    await expect(createListTools(page).count(`${numbers[3]} of 1005 tokens`)).toBeVisible();
    await expectNoBarriers(page);
  });
});
