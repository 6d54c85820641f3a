import { EXPIRING_WITHIN_DAYS, expiryStatus } from '../tokens/expiry.ts';
import { endOfDay } from '../tokens/expiry-dates.ts';
import { isoDay } from '../tokens/server-time.ts';
import type { ApiToken } from '../whm/model.ts';

/*
 * When tokens expire, from the beginning of today to the end of the month a year from now, by the server's
 * calendar. Instants are in milliseconds since the epoch. All of it holds for as long as the day does and no
 * token changes its status.
 */

export type TimelineMonth = {
  /** `2027-03` */
  key: string;
  /** What of it is drawn: the current month from today on. */
  from: number;
  to: number;
  /** Tokens with an expiry in this calendar month, those of the current one that are past it too. */
  count: number;
  /** How many of them expire within 30 days, and how many have already. */
  soon: number;
  past: number;
  /** The first of them by date; no more than are read out. */
  first: readonly ApiToken[];
};

/** Tokens that expire at the same instant. */
export type Pin = { at: number; names: readonly string[]; soon: boolean };

export type Timeline = {
  from: number;
  to: number;
  /** End of the 30 days in which a token counts as expiring. */
  soonUntil: number;
  months: readonly TimelineMonth[];
  /** What is still to come, by date; null when there is too much to draw one by one. */
  pins: readonly Pin[] | null;
  /** Tokens that expire after all of this. */
  later: number;
};

const DAY_MS = 86_400_000;
const MONTHS = 13;

/** More names do not fit beside each other on the widest screen. */
const MOST_PINS = 30;

/** Of one month, in words. */
export const MOST_NAMES = 20;

/** `2027-03`, by the server's calendar. */
const monthOf = (date: Date, zone: string) => isoDay(date, zone).slice(0, 7);

/** The first instant of a day (`YYYY-MM-DD`) at the server: where midnight is skipped, a later one. */
function startOfDay(day: string, zone: string): number {
  const before = new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, 10);
  const end = endOfDay(before, zone);
  // A zone that leaves out the whole day before (Samoa in 2011) has no end of it.
  return end === null ? Date.parse(day) : end.getTime() + 1000;
}

/** In one pass over the tokens; their order does not matter. */
export function timelineOf(tokens: readonly ApiToken[], now: Date, zone: string): Timeline {
  const today = isoDay(now, zone);
  const from = startOfDay(today, zone);
  const [year = 0, month = 1] = today.split('-').map(Number);
  const keys = Array.from({ length: MONTHS + 1 }, (_, ahead) =>
    new Date(Date.UTC(year, month - 1 + ahead)).toISOString().slice(0, 7),
  );
  const starts = keys.map((key, ahead) => (ahead === 0 ? from : startOfDay(`${key}-01`, zone)));
  const months = keys.slice(0, MONTHS).map((key, ahead) => ({
    key,
    from: starts[ahead] ?? from,
    to: starts[ahead + 1] ?? from,
    count: 0,
    soon: 0,
    past: 0,
    tokens: [] as ApiToken[],
  }));
  const byKey = new Map(months.map((entry) => [entry.key, entry]));
  const to = starts[MONTHS] ?? from;
  const pins = new Map<number, Pin & { names: string[] }>();
  let pinned = 0;
  let later = 0;
  for (const token of tokens) {
    const { expiresAt, name } = token;
    if (expiresAt === null) continue;
    const at = expiresAt.getTime();
    if (at >= to) later += 1;
    const entry = byKey.get(monthOf(expiresAt, zone));
    if (entry === undefined) continue;
    const status = expiryStatus(expiresAt, now);
    entry.count += 1;
    entry.tokens.push(token);
    if (status === 'expiring') entry.soon += 1;
    if (status === 'expired') {
      entry.past += 1;
      continue;
    }
    pinned += 1;
    if (pinned > MOST_PINS) continue;
    const pin = pins.get(at) ?? { at, names: [], soon: status === 'expiring' };
    pin.names.push(name);
    pins.set(at, pin);
  }
  return {
    from,
    to,
    soonUntil: now.getTime() + EXPIRING_WITHIN_DAYS * DAY_MS,
    months: months.map(({ tokens: its, ...entry }) => ({
      ...entry,
      first: its.toSorted((a, b) => Number(a.expiresAt) - Number(b.expiresAt)).slice(0, MOST_NAMES),
    })),
    pins: pinned > MOST_PINS ? null : [...pins.values()].toSorted((a, b) => a.at - b.at),
    later,
  };
}
