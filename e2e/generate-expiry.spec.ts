import { expect, test } from './fixtures.ts';
import { seconds, sentTo, storedToken } from './sent-calls.ts';
import { createSecretPage, openGenerateAgain, openGenerateForm, type TokenForm } from './token-form-page.ts';

type Variant = {
  title: string;
  choose: (form: TokenForm) => Promise<void>;
  /** What the server gets and stores; null: never. */
  expires: string | null;
  /** What the step with the secret says. */
  shown: string;
};

// The page's browser is in Paris, the server in Chicago: a day ends there at 05:59:59 UTC, in summer at 04:59:59.
const variants: readonly Variant[] = [
  {
    title: 'by default expires at the end of the day one year ahead, on the server’s clock',
    choose: async (form) => {
      await expect(form.expires).toBeChecked();
      await expect(form.expirationDate).toHaveAccessibleDescription(
        /Server.*Mon 22 Nov 2027, 23:59:59.*UTC−6.*You.*Tue 23 Nov 2027, 06:59:59.*UTC\+1.*Left.*365 days, 13 hours/,
      );
    },
    expires: '2027-11-23T05:59:59Z',
    shown: 'Mon 22 Nov 2027, 23:59:59 server time',
  },
  {
    title: 'can be made never to expire',
    choose: async (form) => {
      await form.doesNotExpire.check();
      await expect(form.expirationDate).toHaveCount(0);
    },
    expires: null,
    shown: 'Never',
  },
  {
    title: 'can expire in 90 days',
    choose: async (form) => {
      await form.preset('90 days').click();
      await expect(form.preset('90 days')).toHaveAttribute('aria-pressed', 'true');
      await expect(form.preset('1 year')).toHaveAttribute('aria-pressed', 'false');
      await expect(form.expirationDate).toHaveValue('2027-02-20');
    },
    expires: '2027-02-21T05:59:59Z',
    shown: 'Sat 20 Feb 2027, 23:59:59 server time',
  },
  {
    title: 'can expire on a date that is typed, here the day on which the server’s clocks change',
    choose: async (form) => {
      await form.expirationDate.fill('2027-03-14');
      await expect(form.expirationDate).toHaveAccessibleDescription(/Sun 14 Mar 2027, 23:59:59.*UTC−5/);
    },
    expires: '2027-03-15T04:59:59Z',
    shown: 'Sun 14 Mar 2027, 23:59:59 server time',
  },
  {
    title: 'can expire tonight',
    choose: async (form) => {
      await form.expirationDate.fill('2026-11-22');
      await expect(form.expirationDate).toHaveAccessibleDescription(/Left.*13 hours, 17 minutes/);
    },
    expires: '2026-11-23T05:59:59Z',
    shown: 'Sun 22 Nov 2026, 23:59:59 server time',
  },
  {
    title: 'can expire on a date that is picked in the calendar with the mouse',
    choose: async (form) => {
      await form.openCalendar.click();
      await form.previousMonth.click();
      await form.day(/October 15, 2027/).click();
      await expect(form.calendar).toHaveCount(0);
      await expect(form.openCalendar).toBeFocused();
      await expect(form.expirationDate).toHaveValue('2027-10-15');
    },
    expires: '2027-10-16T04:59:59Z',
    shown: 'Fri 15 Oct 2027, 23:59:59 server time',
  },
  {
    title: 'can expire on a date that is picked in the calendar with the keyboard',
    choose: async (form) => {
      const { keyboard } = form.dialog.page();
      await form.expirationDate.focus();
      await keyboard.press('Tab');
      await expect(form.openCalendar).toBeFocused();
      await keyboard.press('Enter');
      await expect(form.day(/November 22, 2027/)).toBeFocused();
      await keyboard.press('ArrowRight');
      await keyboard.press('ArrowDown');
      await expect(form.day(/November 30, 2027/)).toBeFocused();
      await keyboard.press('PageUp');
      await expect(form.day(/October 30, 2027/)).toBeFocused();
      await keyboard.press('Enter');
      await expect(form.calendar).toHaveCount(0);
      await expect(form.openCalendar).toBeFocused();
      await expect(form.expirationDate).toHaveValue('2027-10-30');
    },
    expires: '2027-10-31T04:59:59Z',
    shown: 'Sat 30 Oct 2027, 23:59:59 server time',
  },
];

test('a new token ends when it is asked to, however the day is chosen', async ({
  tokensPage,
  simulator,
  page,
}) => {
  await tokensPage.open();
  for (const [index, { title, choose, expires, shown }] of variants.entries()) {
    await test.step(`it ${title}`, async () => {
      const name = `with-expiry-${index}`;
      const form = await openGenerateAgain(tokensPage);
      await form.name.fill(name);
      await choose(form);
      await form.generate.click();
      const { dialog, saved } = createSecretPage(page);
      await expect(dialog).toContainText(shown);
      const at = expires === null ? null : seconds(expires);
      expect(sentTo(simulator, 'api_token_create')[index]?.expires_at).toBe(String(at ?? 0));
      expect(storedToken(simulator, name).expiresAt).toBe(at);
      await saved.click();
    });
  }
});

test('each preset names the day it ends with', async ({ tokensPage }) => {
  const form = await openGenerateForm(tokensPage);
  const days = {
    '7 days': '2026-11-29',
    '30 days': '2026-12-22',
    '60 days': '2027-01-21',
    '90 days': '2027-02-20',
    '1 year': '2027-11-22',
  };
  for (const [preset, day] of Object.entries(days)) {
    await form.preset(preset).click();
    await expect(form.expirationDate).toHaveValue(day);
  }
});

test('a date is kept while it is chosen that the token does not expire', async ({ tokensPage }) => {
  const form = await openGenerateForm(tokensPage);
  await form.expirationDate.fill('2027-05-06');
  await form.doesNotExpire.check();
  await form.expires.check();
  await expect(form.expirationDate).toHaveValue('2027-05-06');
});

test('Escape closes the calendar and not the form under it', async ({ tokensPage, page }) => {
  const form = await openGenerateForm(tokensPage);
  await form.name.fill('still-here');
  await form.openCalendar.click();
  await expect(form.day(/November 22, 2027/)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(form.calendar).toHaveCount(0);
  await expect(form.openCalendar).toBeFocused();
  await expect(form.generate).toBeVisible();
  await expect(form.name).toHaveValue('still-here');
});

test('the calendar offers no day that has passed at the server', async ({ tokensPage }) => {
  const form = await openGenerateForm(tokensPage);
  await form.expirationDate.fill('2026-11-25');
  await form.openCalendar.click();
  await expect(form.day(/November 21, 2026/)).toBeDisabled();
  await expect(form.day(/November 22, 2026/)).toBeEnabled();
});

test.describe('late in the evening at the server', () => {
  // 23:30 in Chicago, where it is still 22 November; in Paris it is the morning of the 23rd.
  test.use({ startTime: new Date('2026-11-23T05:30:00Z') });

  test('the server’s day counts, not the browser’s', async ({ tokensPage }) => {
    const form = await openGenerateForm(tokensPage);
    await expect(form.expirationDate).toHaveValue('2027-11-22');
    await form.expirationDate.fill('2026-11-22');
    await expect(form.expirationDate).toHaveAccessibleDescription(/Left.*0 hours, 29 minutes/);
    await form.openCalendar.click();
    await expect(form.day(/November 22, 2026/)).toBeEnabled();
    await expect(form.day(/November 21, 2026/)).toBeDisabled();
  });
});
