import { tzOffset } from '@date-fns/tz/tzOffset';

/*
 * The clock on the server's wall. WHM's screen speaks in the server's zone, so every function here takes
 * an IANA zone name; none reads the wall clock of the browser.
 */

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
export const monthNames =
  'January February March April May June July August September October November December'.split(' ');
const months = monthNames.map((name) => name.slice(0, 3));

const pad = (value: number) => String(value).padStart(2, '0');

const DAY_MS = 86_400_000;

/**
 * Minutes that `zone` is ahead of UTC at `date`; not finite for a zone that the runtime does not know. By Temporal
 * where there is one: the first use of Intl in a page costs a tenth of the time to the first row (docs/benchmarks.md).
 */
export function minutesAhead(zone: string, date: Date): number {
  // @date-fns/tz gives NaN for zones that it does not know, and an object for `__proto__`.
  if (typeof Temporal === 'undefined') return tzOffset(zone, date);
  try {
    const instant = Temporal.Instant.fromEpochMilliseconds(date.getTime());
    return instant.toZonedDateTimeISO(zone).offsetNanoseconds / 60e9;
  } catch {
    return Number.NaN;
  }
}

/** The zone of the browser. */
export const browserZone =
  typeof Temporal === 'undefined'
    ? Intl.DateTimeFormat().resolvedOptions().timeZone
    : Temporal.Now.timeZoneId();

/** Minutes by zone and UTC day; null: the zone changes its offset within that day. */
const offsets = new Map<string, Map<number, number | null>>();

/**
 * Minutes that `zone` is ahead of UTC at `date`. Asking Intl takes longer than all the rest of a row, so it is
 * asked twice for a day: where both ends of it agree, no zone of the tz database differs in between.
 */
function offsetAt(date: Date, zone: string): number {
  const day = Math.floor(date.getTime() / DAY_MS);
  const known = offsets.get(zone) ?? new Map<number, number | null>();
  offsets.set(zone, known);
  let offset = known.get(day);
  if (offset === undefined) {
    const [first, last] = [day, day + 1].map((edge) => minutesAhead(zone, new Date(edge * DAY_MS)));
    offset = first !== undefined && first === last ? first : null;
    known.set(day, offset);
  }
  return offset ?? minutesAhead(zone, date);
}

/** The date whose UTC fields read as the wall clock of `zone` does at `date`. */
function onTheWall(date: Date, zone: string): Date {
  return new Date(date.getTime() + offsetAt(date, zone) * 60_000);
}

/** WHM's own format, `MM DD YYYY` and `hh:mm:ss`. */
export function stamp(date: Date, zone: string): { day: string; time: string } {
  const wall = onTheWall(date, zone);
  return {
    day: `${pad(wall.getUTCMonth() + 1)} ${pad(wall.getUTCDate())} ${wall.getUTCFullYear()}`,
    time: clockTime(date, zone),
  };
}

/** `23:59:59` */
export function clockTime(date: Date, zone: string): string {
  const wall = onTheWall(date, zone);
  return `${pad(wall.getUTCHours())}:${pad(wall.getUTCMinutes())}:${pad(wall.getUTCSeconds())}`;
}

/** `Sat 20 Feb 2027` */
export function longDay(date: Date, zone: string): string {
  const wall = onTheWall(date, zone);
  return `${weekdays[wall.getUTCDay()]} ${wall.getUTCDate()} ${months[wall.getUTCMonth()]} ${wall.getUTCFullYear()}`;
}

/** `Sat 20 Feb 2027, 23:59:59` */
export function longInstant(date: Date, zone: string): string {
  return `${longDay(date, zone)}, ${clockTime(date, zone)}`;
}

/** `2027-02-20`, as WHM's form takes it. */
export function isoDay(date: Date, zone: string): string {
  return onTheWall(date, zone).toISOString().slice(0, 10);
}

/** `UTC−6`, `UTC+5:30`: the zone's offset at that date. */
export function offsetLabel(date: Date, zone: string): string {
  const minutes = offsetAt(date, zone);
  if (minutes === 0) return 'UTC';
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${pad(rest)}`}`;
}

/** Days from the calendar day of `from` to that of `to` on the server's calendar; negative in the past. */
export function calendarDaysBetween(from: Date, to: Date, zone: string): number {
  const dayNumber = (date: Date) => Math.floor(onTheWall(date, zone).getTime() / DAY_MS);
  return dayNumber(to) - dayNumber(from);
}

/** Full calendar months from `from` to `to` on the server's wall clock; negative in the past. */
export function fullMonthsBetween(from: Date, to: Date, zone: string): number {
  if (to < from) return -fullMonthsBetween(to, from, zone);
  const [a, b] = [onTheWall(from, zone), onTheWall(to, zone)];
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  const sinceMonthBegan = (date: Date) =>
    date.getTime() - Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
  return sinceMonthBegan(b) < sinceMonthBegan(a) ? months - 1 : months;
}

/** Whether the runtime knows the zone. */
export function isKnownZone(zone: string): boolean {
  return Number.isFinite(minutesAhead(zone, new Date(0)));
}
