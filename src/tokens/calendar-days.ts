/*
 * Days as `YYYY-MM-DD`, counted on a UTC calendar: on a local one some days have no midnight. Such texts sort as
 * the days do.
 */

const DAY_MS = 86_400_000;

function toText(date: Date): string {
  return date.toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return toText(new Date(Date.parse(day) + days * DAY_MS));
}

/** The same day of another month, or that month's last one. */
export function addMonths(day: string, months: number): string {
  const date = new Date(day);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + months];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return toText(new Date(Date.UTC(year, month, Math.min(date.getUTCDate(), last))));
}

/** 0 is Monday. */
function weekdayOf(day: string): number {
  return (new Date(day).getUTCDay() + 6) % 7;
}

/** The weeks of the month that a day is in, from Monday; null stands for days of other months. */
export function weeksOf(day: string): readonly (readonly (string | null)[])[] {
  const first = `${day.slice(0, 8)}01`;
  const month = first.slice(0, 7);
  const monday = addDays(first, -weekdayOf(first));
  const weeks: (string | null)[][] = [];
  for (let start = monday; start.slice(0, 7) <= month; start = addDays(start, 7)) {
    weeks.push(
      [0, 1, 2, 3, 4, 5, 6].map((offset) => {
        const each = addDays(start, offset);
        return each.startsWith(month) ? each : null;
      }),
    );
  }
  return weeks;
}

/** Where a key leads from a day, as in the WAI-ARIA Authoring Practices' date grid; null: nowhere. */
export function dayAfterKey(
  day: string,
  { key, shiftKey }: { key: string; shiftKey: boolean },
): string | null {
  switch (key) {
    case 'ArrowLeft':
      return addDays(day, -1);
    case 'ArrowRight':
      return addDays(day, 1);
    case 'ArrowUp':
      return addDays(day, -7);
    case 'ArrowDown':
      return addDays(day, 7);
    case 'Home':
      return addDays(day, -weekdayOf(day));
    case 'End':
      return addDays(day, 6 - weekdayOf(day));
    case 'PageUp':
      return addMonths(day, shiftKey ? -12 : -1);
    case 'PageDown':
      return addMonths(day, shiftKey ? 12 : 1);
    default:
      return null;
  }
}

/** The day, or the nearest one from `first` to the end of the four-digit years. */
export function within(day: string, first: string): string {
  const last = '9999-12-31';
  // Years after 9999 are written with a sign, which sorts before every digit.
  if (day > last || day.startsWith('+')) return last;
  return day < first ? first : day;
}
