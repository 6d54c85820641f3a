import { axe, inBothThemes, test } from './fixtures.ts';
import { listStates } from './list-states.ts';

// Every state of the list half, in both themes, on a wide screen and on a phone. The dialogs are looked at
// where they are used.

// A look by axe takes seconds, and many more on a busy machine.
test.describe.configure({ timeout: 120_000 });

const widths = [
  { width: 1280, height: 800 },
  { width: 360, height: 740 },
];

for (const { title, scenario = 'typical', reach } of listStates) {
  test.describe(`the list ${title}`, () => {
    test.use({ scenario });

    for (const size of widths) {
      test(`has no barriers at ${size.width} px, in both themes`, async ({ page, simulator, tokensPage }) => {
        await page.setViewportSize(size);
        await reach({ page, simulator, tokensPage });
        await inBothThemes(page, () => axe(page));
      });
    }
  });
}
