import { TZDateMini } from '@date-fns/tz/date/mini';
import { addDays, addYears } from 'date-fns';
import { isoDay } from './server-time.ts';

/* What the form needs to know of dates; apart from expiry.ts so that the list does not load it. */

/**
 * The instant an expiry date means: 23:59:59 of that day in the server's zone (WHM, Manage API Tokens).
 * Null when the text is not `YYYY-MM-DD` or names a day that does not exist.
 */
export function endOfDay(day: string, zone: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]) - 1, Number(match[3])];
  const calendar = new Date(Date.UTC(year, month, date));
  if (calendar.toISOString().slice(0, 10) !== day) return null;
  return new Date(new TZDateMini(year, month, date, 23, 59, 59, zone).getTime());
}

/** WHM's default for a new token: the same day next year, as `YYYY-MM-DD`. */
export function oneYearAhead(now: Date, zone: string): string {
  const then = addYears(new TZDateMini(now.getTime(), zone), 1);
  return isoDay(new Date(then.getTime()), zone);
}

/** Lifetimes offered beside the date, as WHM's people ask for them most. */
export const lifetimes = ['7 days', '30 days', '60 days', '90 days', '1 year'] as const;

export type Lifetime = (typeof lifetimes)[number];

/** The day a lifetime that begins now ends on, on the server's calendar, as `YYYY-MM-DD`. */
export function dayAfter(lifetime: Lifetime, now: Date, zone: string): string {
  if (lifetime === '1 year') return oneYearAhead(now, zone);
  const then = addDays(new TZDateMini(now.getTime(), zone), Number.parseInt(lifetime, 10));
  return isoDay(new Date(then.getTime()), zone);
}
