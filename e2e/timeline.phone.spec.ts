import { axe, expect, inBothThemes, test } from './fixtures.ts';
import { watchShifts } from './layout-shift.ts';
import { createListPage, sidewaysOverflow } from './list-page.ts';
import { expectNames } from './list-view.ts';
import { createTimelinePage, holdBackLater } from './timeline-page.ts';

for (const width of [360, 320]) {
  test(`on a phone ${width} px wide the timeline is a list by date, opened by hand and open the next time`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 740 });
    await watchShifts(page);
    const visit = await holdBackLater(page);
    await visit(16);
    const { toggle, timeline, month, months, chip, table } = createTimelinePage(page);
    await expect(toggle).toHaveAttribute('aria-expanded', 'false');
    await toggle.tap();
    await expect(months).toHaveCount(7);
    await expect(timeline).toContainText('from 22 Nov 2026, server time');
    await expect(month('1 token expires in February 2027')).toContainText('dns-acme20 Feb 2027');
    await expect(table).toBeAttached();
    await month('2 tokens expire in December 2026').tap();
    await expectNames(page, ['jetbackup-agent', 'helpdesk-chat']);
    await expect(chip).toBeInViewport({ ratio: 1 });
    expect(await sidewaysOverflow(page)).toEqual([]);
    if (width === 360) await inBothThemes(page, () => axe(page));

    await chip.tap();
    await expect(createListPage(page).rows).toHaveCount(16);
    await visit(16);
    await expect(months).toHaveCount(7);
  });
}
