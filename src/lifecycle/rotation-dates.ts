import { endOfDay } from '../tokens/expiry-dates.ts';
import { calendarDaysBetween, isoDay } from '../tokens/server-time.ts';
import type { ApiToken } from '../whm/model.ts';

/** When the old token of a rotation ends. `now` is a revocation: WHM's documentation has no update into the past. */
export type OldEnd = { kind: 'now' } | { kind: 'at'; at: Date };

export const overlaps = ['1 hour', '24 hours', '7 days'] as const;

export type Overlap = (typeof overlaps)[number];

const HOUR_MS = 3_600_000;
const overlapHours: Readonly<Record<Overlap, number>> = { '1 hour': 1, '24 hours': 24, '7 days': 168 };

/** The instant that is so long after `now`, to the second: WHM keeps whole seconds. */
export function overlapEnd(overlap: Overlap, now: Date): Date {
  return wholeSecond(new Date(now.getTime() + overlapHours[overlap] * HOUR_MS));
}

/** The end of a day of the server's calendar; null when there is no such day or it is over. */
export function overlapEndOn(day: string, now: Date, zone: string): Date | null {
  const end = endOfDay(day, zone);
  return end !== null && end > now ? end : null;
}

/** How long the new token of a rotation lives, as people choose it. */
export type SuccessorLife = 'same-length' | 'same-date' | 'never';

/**
 * The choices for a token, the usual one first. A token that never expires is followed by one that never does. One
 * that has expired, or would outlive its end only by rotation, cannot keep its date.
 */
export function successorLives(token: ApiToken, now: Date): readonly SuccessorLife[] {
  if (token.expiresAt === null) return ['never'];
  return token.expiresAt > now ? ['same-length', 'same-date'] : ['same-length'];
}

/**
 * The expiry of the new token: as many days of the server's calendar from today as the old one had when it was
 * made (at least one), to the end of the day; or the very instant of the old one.
 */
export function successorExpiry(token: ApiToken, life: SuccessorLife, now: Date, zone: string): Date | null {
  if (life === 'never' || token.expiresAt === null) return null;
  if (life === 'same-date') return token.expiresAt;
  const days = Math.max(1, calendarDaysBetween(token.createdAt, token.expiresAt, zone));
  const day = new Date(Date.parse(isoDay(now, zone)) + days * 24 * HOUR_MS).toISOString().slice(0, 10);
  // Only a zone that skips a whole day (Pacific/Apia, December 2011) has none; then the instant does.
  return endOfDay(day, zone) ?? wholeSecond(new Date(now.getTime() + days * 24 * HOUR_MS));
}

function wholeSecond(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}
