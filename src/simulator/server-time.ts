/** The simulated server's zone. WHM's own form lets a date end at 23:59:59 of the server's day. */
export const serverTimeZone = 'America/Chicago';

/** Turns days counted from today, in the server's zone, into Unix seconds. */
export type ServerCalendar = {
  /** 23:59:59 of the day that is `days` from today. */
  endOfDay: (days: number) => number;
  /** A wall-clock time (`HH:MM:SS`) of the day that is `days` from today. */
  at: (days: number, time: string) => number;
};

const dayMs = 86_400_000;

const wallClock = new Intl.DateTimeFormat('en-US', {
  timeZone: serverTimeZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** `nowMs`: the clock, in milliseconds. */
export function createServerCalendar(nowMs: number): ServerCalendar {
  const today = Math.floor(wallClockMs(nowMs) / dayMs);
  // Thousands of generated tokens share a few hundred days, and Intl is slow.
  const ends = new Map<number, number>();
  const at = (days: number, time: string) => {
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    return instant((today + days) * dayMs + ((hours * 60 + minutes) * 60 + seconds) * 1000) / 1000;
  };
  return {
    at,
    endOfDay: (days) => {
      const end = ends.get(days) ?? at(days, '23:59:59');
      ends.set(days, end);
      return end;
    },
  };
}

/** The instant at which the server's wall clock shows `wallMs` (written as if it were UTC). */
function instant(wallMs: number): number {
  const near = wallMs - offsetMs(wallMs);
  // Across a change of the clocks the first guess has the wrong offset; its own instant has the right one.
  return wallMs - offsetMs(near);
}

function offsetMs(ms: number): number {
  return wallClockMs(ms) - Math.floor(ms / 1000) * 1000;
}

function wallClockMs(ms: number): number {
  const parts = new Map(wallClock.formatToParts(ms).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}
