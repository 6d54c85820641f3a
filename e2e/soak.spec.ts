// Not the fixtures of this folder: no browser and no page are needed.
import { expect, test } from '@playwright/test';
import { soak } from './soak.ts';

// `npm run soak` does the same for a minute, or for as many seconds as it is given.
const seconds = 5;

test('what was told to 200 people at once is true, while the server is slow, drops calls and restarts', async () => {
  test.setTimeout(150_000);
  const { problems, summary } = await soak({ seconds });
  console.log(summary.join('\n'));
  expect(problems).toEqual([]);
});
