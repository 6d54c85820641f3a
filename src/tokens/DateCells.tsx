import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../ui/classes.ts';
import { Popover } from '../ui/Popover.tsx';
import { expiryNotice, expiryStatus, expiryWords, timeLeft } from './expiry.ts';
import { useServer } from './server.tsx';
import { longInstant, stamp } from './server-time.ts';
import { zonedTitle } from './zoned-title.ts';

/** A date as WHM writes it, in the server's zone; the browser's on hover. */
export function Stamp({ date, foldTime, className }: { date: Date; foldTime?: boolean; className?: string }) {
  const server = useServer();
  const { day, time } = stamp(date, server.zone);
  return (
    <time
      dateTime={date.toISOString()}
      title={zonedTitle(date, server)}
      className={classes('whitespace-nowrap tabular-nums', className)}
    >
      {day} <span className={classes('text-muted', foldTime && 'sm:max-lg:hidden')}>{time}</span>
    </time>
  );
}

type ExpiresCellProps = {
  expiresAt: Date | null;
  now: Date;
  /** Says what is left, to the minute. */
  countsDown: boolean;
  /** What can be done about it. */
  children: ReactNode;
};

/** When a token expires and how far away that is; expiring and expired ones with an icon that says more. */
export function ExpiresCell({ expiresAt, now, countsDown, children }: ExpiresCellProps) {
  const { zone } = useServer();
  if (expiresAt === null) return <span>Never</span>;
  const status = expiryStatus(expiresAt, now);
  const words = expiryWords(expiresAt, now, zone);
  const Icon = status === 'expired' ? CircleAlert : TriangleAlert;
  const marked = status === 'expiring' || status === 'expired';
  return (
    <div className="relative min-w-0 max-sm:flex max-sm:flex-1 max-sm:flex-wrap max-sm:items-center max-sm:gap-x-1">
      <Stamp
        date={expiresAt}
        foldTime
        className="leading-[1.0625rem] sm:block max-sm:basis-full max-sm:leading-5"
      />
      {marked && (
        <Popover
          label={`${words}: ${longInstant(expiresAt, zone)} server time`}
          button={<Icon size={16} />}
          buttonClass={classes(
            'absolute top-1/2 -left-6.5 grid size-6 -translate-y-1/2 place-items-center rounded-badge pointer-coarse:-left-9 max-sm:static max-sm:-ml-1 max-sm:translate-y-0 max-sm:pointer-coarse:-my-3 max-sm:pointer-coarse:-ml-3.5',
            status === 'expired' ? 'text-expired-edge' : 'text-expiring-edge',
          )}
          className="px-2.5 py-1.5 text-sm"
        >
          {() => expiryNotice(expiresAt, now, zone)}
        </Popover>
      )}
      <div
        className={classes(
          'text-xs max-sm:text-sm lg:flex lg:whitespace-nowrap',
          status === 'expired' && 'font-medium text-expired-ink',
          status === 'expiring' && 'font-medium text-expiring-ink',
          !marked && 'text-muted',
        )}
      >
        <span className="min-w-0 lg:truncate" title={words}>
          {countsDown ? `Ends in ${timeLeft(expiresAt, now)}` : words}
        </span>
        {/* A blank between them, for who reads it out or copies it. */} {children}
      </div>
    </div>
  );
}
