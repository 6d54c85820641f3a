import { CircleAlert, Plug, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { PrivilegeSummary } from '../privileges/PrivilegeSummary.tsx';
import { Badge } from '../ui/Badge.tsx';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { Popover } from '../ui/Popover.tsx';
import { shortAddress } from '../whm/address.ts';
import type { ApiToken } from '../whm/model.ts';
import { expiryNotice, expiryStatus, expiryWords } from './expiry.ts';
import { type Server, useServer } from './server.tsx';
import { longInstant, offsetLabel, stamp } from './server-time.ts';

export type TokenRowProps = {
  token: ApiToken;
  now: Date;
  onEdit: (token: ApiToken) => void;
  onRevoke: (token: ApiToken) => void;
  /** Why tokens cannot be changed now. */
  writesUnavailable?: string | undefined;
};

const grounds = {
  active: 'bg-raised hover:bg-hover [--edge:transparent] [--rule:var(--line)] max-sm:border-line',
  never: 'bg-raised hover:bg-hover [--edge:transparent] [--rule:var(--line)] max-sm:border-line',
  expiring:
    'bg-expiring [--edge:var(--expiring-edge)] [--rule:var(--expiring-line)] max-sm:border-expiring-line',
  expired: 'bg-expired [--edge:var(--expired-edge)] [--rule:var(--expired-line)] max-sm:border-expired-line',
};

export function TokenRow({ token, now, onEdit, onRevoke, writesUnavailable }: TokenRowProps) {
  const server = useServer();
  const status = expiryStatus(token.expiresAt, now);
  const created = stamp(token.createdAt, server.zone);
  const createdTitle = zonedTitle(token.createdAt, server);
  return (
    <tr
      data-status={status}
      className={classes(
        'group sm:last:[--rule:transparent]',
        'max-sm:flex max-sm:flex-col max-sm:rounded-box max-sm:border max-sm:px-3 max-sm:py-1.5 max-sm:shadow-[inset_3px_0_0_var(--edge)]',
        grounds[status],
      )}
    >
      <td className="h-11 px-2 shadow-[inset_3px_0_0_var(--edge),inset_0_-1px_0_var(--rule)] max-sm:order-1 max-sm:flex max-sm:h-auto max-sm:min-h-9 max-sm:items-center max-sm:px-0 max-sm:shadow-none lg:px-3">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 max-sm:gap-y-0.5">
          <span
            title={token.name}
            className="min-w-0 truncate font-mono font-semibold text-sm leading-[1.125rem] max-sm:whitespace-pre-wrap max-sm:text-md max-sm:[overflow-wrap:anywhere]"
          >
            {token.name}
          </span>
          {token.name === server.tokenInUse && (
            <Badge icon={Plug} title="This dashboard signs in with this token.">
              In use<span className="max-lg:hidden"> by this dashboard</span>
            </Badge>
          )}
          <span
            className="hidden basis-full whitespace-nowrap text-muted text-xs tabular-nums sm:max-lg:block"
            title={createdTitle}
          >
            Created {created.day} {created.time}
          </span>
        </div>
      </td>
      <Cell label="Privileges" className="max-sm:order-3">
        <PrivilegeSummary names={token.privileges} />
      </Cell>
      <Cell label="Created" className="max-lg:hidden max-sm:order-5 max-sm:flex!">
        <Stamp date={token.createdAt} title={createdTitle} foldTime={false} />
      </Cell>
      <Cell label="Expires" className="pl-7! max-sm:order-2 max-sm:pl-0!">
        <Expiry token={token} now={now} server={server} />
      </Cell>
      <Cell label="IPs" className="max-sm:order-4">
        <Addresses token={token} />
      </Cell>
      <Cell className="max-sm:order-6 max-sm:mt-1 max-sm:border-(--rule) max-sm:border-t max-sm:pt-1.5!">
        <div className="-mx-2 flex items-center gap-0.5">
          <Button
            intent="quiet"
            size="sm"
            className="group-data-[status^=exp]:hover:bg-raised"
            aria-label={`Edit ${token.name}`}
            unavailable={writesUnavailable}
            onClick={() => onEdit(token)}
          >
            Edit
          </Button>
          <Button
            intent="quiet"
            size="sm"
            className="group-data-[status^=exp]:hover:bg-raised"
            aria-label={`Revoke ${token.name}`}
            unavailable={writesUnavailable}
            onClick={() => onRevoke(token)}
          >
            Revoke
          </Button>
        </div>
      </Cell>
    </tr>
  );
}

function Cell({ label, className, children }: { label?: string; className?: string; children: ReactNode }) {
  return (
    <td
      className={classes(
        'h-11 px-2 shadow-[inset_0_-1px_0_var(--rule)] lg:px-3',
        'max-sm:flex max-sm:h-auto max-sm:min-h-6 max-sm:items-baseline max-sm:px-0 max-sm:py-0.5 max-sm:shadow-none',
        className,
      )}
    >
      {label && (
        <span aria-hidden className="w-21 flex-none text-muted text-sm sm:hidden">
          {label}
        </span>
      )}
      {children}
    </td>
  );
}

/** Both clocks, for the tooltip of a date. */
function zonedTitle(date: Date, { zone, zoneKnown, browserZone }: Server): string {
  const there = `${longInstant(date, zone)} ${zone} (${offsetLabel(date, zone)})`;
  return zoneKnown && zone !== browserZone
    ? `${there}\n${longInstant(date, browserZone)} ${browserZone} (${offsetLabel(date, browserZone)})`
    : there;
}

function Stamp({ date, title, foldTime }: { date: Date; title: string; foldTime: boolean }) {
  const { zone } = useServer();
  const { day, time } = stamp(date, zone);
  return (
    <time dateTime={date.toISOString()} title={title} className="whitespace-nowrap tabular-nums">
      {day} <span className={classes('text-muted', foldTime && 'sm:max-lg:hidden')}>{time}</span>
    </time>
  );
}

function Expiry({ token, now, server }: { token: ApiToken; now: Date; server: Server }) {
  const { expiresAt } = token;
  if (expiresAt === null) return <span>Never</span>;
  const status = expiryStatus(expiresAt, now);
  const words = expiryWords(expiresAt, now, server.zone);
  const Icon = status === 'expired' ? CircleAlert : TriangleAlert;
  const marked = status === 'expiring' || status === 'expired';
  return (
    <div className="relative min-w-0 max-sm:flex max-sm:flex-1 max-sm:flex-wrap max-sm:items-center max-sm:gap-x-1">
      <div className="leading-[1.0625rem] max-sm:basis-full max-sm:leading-5">
        <Stamp date={expiresAt} title={zonedTitle(expiresAt, server)} foldTime />
      </div>
      {marked && (
        <Popover
          label={`${words}: ${longInstant(expiresAt, server.zone)} server time`}
          button={<Icon size={16} strokeWidth={1.75} aria-hidden />}
          buttonClass={classes(
            'absolute top-1/2 -left-6.5 -mt-3 grid size-6 place-items-center rounded-badge max-sm:static max-sm:-ml-1 max-sm:mt-0',
            status === 'expired' ? 'text-expired-edge' : 'text-expiring-edge',
          )}
          className="px-2.5 py-1.5 text-sm"
        >
          {() => expiryNotice(expiresAt, now, server.zone)}
        </Popover>
      )}
      <div
        className={classes(
          'text-xs max-sm:text-sm',
          status === 'expired' && 'font-medium text-expired-ink',
          status === 'expiring' && 'font-medium text-expiring-ink',
          !marked && 'text-muted',
        )}
      >
        {words}
      </div>
    </div>
  );
}

const SHOWN_WIDE = 2;

/** The first addresses in short form, and a button that counts and shows the rest. */
function Addresses({ token }: { token: ApiToken }) {
  const all = token.allowlist.map(shortAddress);
  if (all.length === 0) return <span>Any</span>;
  const hidden = (shown: number) => all.length - shown;
  const more = (shown: number, className: string) =>
    hidden(shown) > 0 && (
      <Popover
        label={`${hidden(shown)} more ${hidden(shown) === 1 ? 'address' : 'addresses'}`}
        button={`+${hidden(shown)}`}
        buttonClass={classes(
          'h-6 min-w-8 flex-none rounded-badge border border-line-strong bg-raised px-1.5 font-medium text-xs tabular-nums hover:border-control',
          className,
        )}
        align="end"
        className="w-80 p-3"
      >
        {() => <AllAddresses addresses={all} />}
      </Popover>
    );
  return (
    <div className="flex min-w-0 flex-1 items-center gap-1.5 max-sm:flex-wrap">
      <span
        className="min-w-0 truncate font-mono text-sm max-sm:whitespace-normal max-sm:[overflow-wrap:anywhere]"
        title={all.slice(0, SHOWN_WIDE).join(', ')}
      >
        {all[0]}
        {all[1] !== undefined && <span className="sm:max-lg:hidden">, {all[1]}</span>}
      </span>
      {more(SHOWN_WIDE, 'sm:max-lg:hidden')}
      {more(1, 'hidden sm:max-lg:block')}
    </div>
  );
}

function AllAddresses({ addresses }: { addresses: readonly string[] }) {
  return (
    <>
      <h3 className="mb-2 font-semibold text-sm">{addresses.length} of 100 addresses and ranges</h3>
      <ul className="grid max-h-48 gap-0.5 overflow-auto font-mono text-sm">
        {addresses.map((address) => (
          <li key={address}>{address}</li>
        ))}
      </ul>
    </>
  );
}
