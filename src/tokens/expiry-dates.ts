import { isoDay, minutesAhead } from './server-time.ts';

/*
 * What the form needs to know of dates; apart from expiry.ts so that the list does not load it. Days are
 * counted on a UTC calendar: a local `Date` (TZDate too) goes wrong where the browser's own clocks change.
 */

/**
 * The instant an expiry date means: 23:59:59 of that day in the server's zone (WHM, Manage API Tokens).
 * Null when the text is not `YYYY-MM-DD` or names a day that does not exist.
 */
export function endOfDay(day: string, zone: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const wall = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]), 23, 59, 59);
  // The zone's offset a day before and a day after: they differ around a change of the clocks. Where 23:59:59
  // comes twice that day, the later one ends it; where it is skipped, the second before the gap does. A day
  // that does not exist reads as another one.
  const ends = [-86_400_000, 86_400_000]
    .map((distance) => new Date(wall - minutesAhead(zone, new Date(wall + distance)) * 60_000))
    .filter((end) => isoDay(end, zone) === day);
  return ends.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;
}

/** WHM's default for a new token: the same day next year, as `YYYY-MM-DD`; the 28th for a 29 February. */
export function oneYearAhead(now: Date, zone: string): string {
  const [year, ...rest] = isoDay(now, zone).split('-');
  const day = [Number(year) + 1, ...rest].join('-');
  return day.endsWith('-02-29') ? day.replace(/29$/, '28') : day;
}

/** Lifetimes offered beside the date, as WHM's people ask for them most. */
export const lifetimes = ['7 days', '30 days', '60 days', '90 days', '1 year'] as const;

export type Lifetime = (typeof lifetimes)[number];

/** The day a lifetime that begins now ends on, on the server's calendar, as `YYYY-MM-DD`. */
export function dayAfter(lifetime: Lifetime, now: Date, zone: string): string {
  if (lifetime === '1 year') return oneYearAhead(now, zone);
  const today = Date.parse(isoDay(now, zone));
  const then = new Date(today + Number.parseInt(lifetime, 10) * 86_400_000);
  return then.toISOString().slice(0, 10);
}
