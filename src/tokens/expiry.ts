import { calendarDaysBetween, clockTime, fullMonthsBetween, longDay } from './server-time.ts';

export type ExpiryStatus = 'active' | 'expiring' | 'expired' | 'never';

/** WHM's manual says "soon" without a number; the product says 30 days. */
export const EXPIRING_WITHIN_DAYS = 30;

const DAY_MS = 86_400_000;

export function expiryStatus(expiresAt: Date | null, now: Date): ExpiryStatus {
  if (expiresAt === null) return 'never';
  const left = expiresAt.getTime() - now.getTime();
  if (left <= 0) return 'expired';
  return left <= EXPIRING_WITHIN_DAYS * DAY_MS ? 'expiring' : 'active';
}

const count = (value: number, unit: string) => `${value} ${unit}${value === 1 ? '' : 's'}`;

/** How far away, in one unit: `in 3 days`, `yesterday`, `1 year ago`. Days are the server's calendar days. */
export function howFar(date: Date, now: Date, zone: string): string {
  const past = date.getTime() <= now.getTime();
  const say = (amount: string) => (past ? `${amount} ago` : `in ${amount}`);
  const days = Math.abs(calendarDaysBetween(now, date, zone));
  const minutes = Math.floor(Math.abs(date.getTime() - now.getTime()) / 60_000);
  if (minutes < 1) return past ? 'just now' : 'in less than a minute';
  if (minutes < 60) return say(`${minutes} min`);
  if (days === 0) return say(count(Math.floor(minutes / 60), 'hour'));
  if (days === 1) return past ? 'yesterday' : 'tomorrow';
  if (days < 100) return say(count(days, 'day'));
  const months = Math.abs(fullMonthsBetween(now, date, zone));
  return say(months < 12 ? count(months, 'month') : count(Math.floor(months / 12), 'year'));
}

/** `Expires in 3 days`, `Expired yesterday`; for a far date only `in 5 months`. */
export function expiryWords(expiresAt: Date, now: Date, zone: string): string {
  const far = howFar(expiresAt, now, zone);
  const status = expiryStatus(expiresAt, now);
  if (status === 'expired') return `Expired ${far}`;
  return status === 'expiring' ? `Expires ${far}` : far;
}

/** What is left, in days and hours, or hours and minutes on the last day: `90 days, 13 hours`. */
export function timeLeft(expiresAt: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((expiresAt.getTime() - now.getTime()) / 60_000));
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  if (days > 0) return `${count(days, 'day')}, ${count(hours, 'hour')}`;
  return `${count(hours, 'hour')}, ${count(minutes % 60, 'minute')}`;
}

/** The sentence behind the notice icon of a row that is expiring or expired. */
export function expiryNotice(expiresAt: Date, now: Date, zone: string): string {
  const when = `on ${longDay(expiresAt, zone)} at ${clockTime(expiresAt, zone)} server time`;
  if (expiryStatus(expiresAt, now) === 'expired') {
    return `Expired ${when}, ${howFar(expiresAt, now, zone)}. WHM keeps it in the list until it is revoked.`;
  }
  return `Expires ${when}, in ${timeLeft(expiresAt, now).replace(', ', ' and ')}. WHM does not renew it.`;
}
