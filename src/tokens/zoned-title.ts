import type { Server } from './server.tsx';
import { longInstant, offsetLabel } from './server-time.ts';

/** A date on the server's clock and on the browser's, for the tooltip of a date. */
export function zonedTitle(date: Date, { zone, zoneKnown, browserZone }: Server): string {
  const there = `${longInstant(date, zone)} ${zone} (${offsetLabel(date, zone)})`;
  return zoneKnown && zone !== browserZone
    ? `${there}\n${longInstant(date, browserZone)} ${browserZone} (${offsetLabel(date, browserZone)})`
    : there;
}
