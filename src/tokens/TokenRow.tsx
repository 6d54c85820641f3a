import { memo, type ReactNode, useRef } from 'react';
import { PrivilegesCell } from '../privileges/PrivilegesCell.tsx';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import type { ApiToken } from '../whm/model.ts';
import { AddressesCell } from './AddressesCell.tsx';
import { AttentionMark } from './AttentionMark.tsx';
import { ExpiresCell, Stamp } from './DateCells.tsx';
import { expiryStatus } from './expiry.ts';
import { useServer } from './server.tsx';
import { stamp } from './server-time.ts';
import { TokenBadges } from './TokenBadges.tsx';
import { useSearchHighlight } from './use-search-highlight.ts';
import { zonedTitle } from './zoned-title.ts';

export type TokenRowProps = {
  token: ApiToken;
  now: Date;
  /** Text to mark in the name. */
  search: string;
  /** What the last refresh found of it. */
  mark?: 'new' | 'changed' | undefined;
  /** Where the row stands, when only some are drawn. */
  place?: { index: number; ref: (row: HTMLTableRowElement | null) => void } | undefined;
  onEdit: (token: ApiToken) => void;
  onRevoke: (token: ApiToken) => void;
  /** Why tokens cannot be changed now. */
  writesUnavailable?: string | undefined;
};

export const rowId = (name: string) => `token ${name}`;
export const revokeButtonId = (name: string) => `revoke ${name}`;

const grounds = {
  active: 'bg-raised hover:bg-hover [--edge:transparent] [--rule:var(--line)] max-sm:border-line',
  never: 'bg-raised hover:bg-hover [--edge:transparent] [--rule:var(--line)] max-sm:border-line',
  expiring:
    'bg-expiring [--edge:var(--expiring-edge)] [--rule:var(--expiring-line)] max-sm:border-expiring-line',
  expired: 'bg-expired [--edge:var(--expired-edge)] [--rule:var(--expired-line)] max-sm:border-expired-line',
};

/** Drawn again only when something of it changed: there may be thousands. */
export const TokenRow = memo(function TokenRow(props: TokenRowProps) {
  const { token, now, search, mark, place, onEdit, onRevoke, writesUnavailable } = props;
  const server = useServer();
  const name = useRef<HTMLSpanElement>(null);
  useSearchHighlight(name, token.name, search);
  const status = expiryStatus(token.expiresAt, now);
  const created = stamp(token.createdAt, server.zone);
  return (
    <tr
      id={rowId(token.name)}
      ref={place?.ref}
      data-index={place?.index}
      // The heading is the first row.
      aria-rowindex={place && place.index + 2}
      data-status={status}
      className={classes(
        'group break-inside-avoid sm:last:[--rule:transparent]',
        'max-sm:flex max-sm:flex-col max-sm:rounded-box max-sm:border max-sm:px-3 max-sm:py-1.5 max-sm:shadow-[inset_3px_0_0_var(--edge)]',
        grounds[status],
      )}
    >
      <td className="h-11 px-2 shadow-[inset_3px_0_0_var(--edge),inset_0_-1px_0_var(--rule)] max-sm:order-1 max-sm:flex max-sm:h-auto max-sm:min-h-9 max-sm:items-center max-sm:px-0 max-sm:shadow-none lg:px-3">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 max-sm:gap-y-0.5">
          <span
            ref={name}
            title={token.name}
            className="min-w-0 truncate font-mono font-semibold text-sm leading-[1.125rem] max-sm:whitespace-pre-wrap max-sm:text-md max-sm:[overflow-wrap:anywhere]"
          >
            {token.name}
          </span>
          {mark && (
            <span className="rounded-badge bg-ink px-1.5 font-medium text-on-ink text-xs">
              {mark === 'new' ? 'New' : 'Changed'}
            </span>
          )}
          <TokenBadges name={token.name} />
          <AttentionMark token={token} now={now} />
          <span
            className="hidden basis-full whitespace-nowrap text-muted text-xs tabular-nums sm:max-lg:block"
            title={zonedTitle(token.createdAt, server)}
          >
            Created {created.day} {created.time}
          </span>
        </div>
      </td>
      <Cell label="Privileges" className="max-sm:order-3">
        <PrivilegesCell names={token.privileges} token={token.name} />
      </Cell>
      <Cell label="Created" className="max-sm:order-5 sm:max-lg:hidden">
        <Stamp date={token.createdAt} />
      </Cell>
      <Cell label="Expires" className="max-sm:order-2 sm:pl-7!">
        <ExpiresCell expiresAt={token.expiresAt} now={now} />
      </Cell>
      <Cell label="IPs" className="max-sm:order-4">
        <AddressesCell allowlist={token.allowlist} />
      </Cell>
      <Cell className="max-sm:order-6 max-sm:mt-1 max-sm:border-(--rule) max-sm:border-t max-sm:pt-1.5! print:hidden">
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
            id={revokeButtonId(token.name)}
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
});

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
