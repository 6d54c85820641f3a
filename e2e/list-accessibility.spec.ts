import { axe, inBothThemes, test } from './fixtures.ts';
import { moreListStates } from './list-more-states.ts';

// The states that accessibility.spec.ts does not look at.

for (const { title, tokens = null, reach } of moreListStates) {
  test.describe(`the list ${title}`, () => {
    test.use({ tokens });

    for (const width of [1280, 320]) {
      test(`has no barriers at ${width} px, in both themes`, async ({
        page,
        simulator,
        tokensPage,
        clock,
      }) => {
        await page.setViewportSize({ width, height: 800 });
        await reach({ page, simulator, tokensPage, clock });
        await inBothThemes(page, () => axe(page));
      });
    }
  });
}
