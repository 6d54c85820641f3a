import { memo, type ReactNode, useRef } from 'react';
import { Tick } from '../bulk/Tick.tsx';
import type { Held, LifecycleDialogState } from '../lifecycle/lifecycle-dialog.ts';
import type { RotationPair } from '../lifecycle/rotation-pairs.ts';
import type { RowPart } from '../lifecycle/row-parts.tsx';
import { PrivilegesCell } from '../privileges/PrivilegesCell.tsx';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import type { ApiToken } from '../whm/model.ts';
import { AddressesCell } from './AddressesCell.tsx';
import { AttentionMark } from './AttentionMark.tsx';
import { ExpiresCell, Stamp } from './DateCells.tsx';
import { expiryStatus } from './expiry.ts';
import { editButtonId, revokeButtonId, rowId } from './row-ids.ts';
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
  place?: { index: number } | undefined;
  onEdit: (token: ApiToken) => void;
  onRevoke: (token: ApiToken) => void;
  /** What is beyond WHM's screen; undefined until it is fetched. */
  RowPart: typeof RowPart | undefined;
  /** The rotation that it is the new or the old one of. */
  pair: RotationPair | undefined;
  /** A revocation of it that waits to be undone, or is on its way. */
  held: Held['phase'] | undefined;
  onUndo: (name: string) => void;
  selected: boolean;
  /** `extend`: Shift was held. */
  onTick: (name: string, on: boolean, extend: boolean) => void;
  onAct: (dialog: LifecycleDialogState) => void;
  /** Why tokens cannot be changed now. */
  writesUnavailable?: string | undefined;
};

const grounds = {
  picked: 'bg-sunken [--edge:var(--ink)] [--rule:var(--line)] max-sm:border-line',
  active: 'bg-raised hover:bg-hover [--edge:transparent] [--rule:var(--line)] max-sm:border-line',
  never: 'bg-raised hover:bg-hover [--edge:transparent] [--rule:var(--line)] max-sm:border-line',
  expiring:
    'bg-expiring [--edge:var(--expiring-edge)] [--rule:var(--expiring-line)] max-sm:border-expiring-line',
  expired: 'bg-expired [--edge:var(--expired-edge)] [--rule:var(--expired-line)] max-sm:border-expired-line',
};

const actClass = 'px-1.5! group-data-coloured:hover:bg-raised';

/** Drawn again only when something of it changed: there may be thousands. */
export const TokenRow = memo(function TokenRow(props: TokenRowProps) {
  const { token, now, search, mark, place, pair, held, onEdit, onRevoke, onUndo } = props;
  const writesUnavailable = held ? 'It is about to be revoked.' : props.writesUnavailable;
  const server = useServer();
  const name = useRef<HTMLSpanElement>(null);
  useSearchHighlight(name, token.name, search);
  const status = expiryStatus(token.expiresAt, now);
  const created = stamp(token.createdAt, server.zone);
  const picked = props.selected && !held;
  const isColoured = status.startsWith('exp');
  const isOld = pair?.old?.name === token.name && status !== 'expired';
  const later = (part: 'line' | 'renew' | 'end-old' | 'menu') =>
    props.RowPart && <props.RowPart part={part} unavailable={writesUnavailable} {...props} />;
  return (
    <tr
      id={rowId(token.name)}
      data-index={place?.index}
      // The heading is the first row.
      aria-rowindex={place && place.index + 2}
      data-status={status}
      data-coloured={isColoured || picked || undefined}
      data-pair={pair && (pair.successor.name === token.name ? 'new' : 'old')}
      className={classes(
        'group break-inside-avoid sm:last:[--rule:transparent]',
        'max-sm:grid max-sm:grid-cols-[2.25rem_minmax(0,1fr)] max-sm:rounded-box max-sm:border max-sm:py-1.5 max-sm:pr-3 max-sm:pl-1.5 max-sm:shadow-[inset_3px_0_0_var(--edge)]',
        grounds[picked && !isColoured ? 'picked' : status],
      )}
    >
      <td className="h-11 px-1.5 shadow-[inset_3px_0_0_var(--edge),inset_0_-1px_0_var(--rule)] max-sm:h-auto max-sm:p-0 max-sm:shadow-none pointer-coarse:px-1 print:hidden">
        <Tick
          label={`Select ${token.name}`}
          checked={picked}
          unavailable={held && 'It is about to be revoked.'}
          onTick={(on, extend) => props.onTick(token.name, on, extend)}
        />
      </td>
      <td className="h-11 px-2 shadow-[inset_0_-1px_0_var(--rule)] max-sm:order-1 max-sm:col-start-2 max-sm:flex max-sm:h-auto max-sm:min-h-9 max-sm:items-center max-sm:px-0 max-sm:shadow-none lg:px-3">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 max-sm:gap-y-0.5">
          <span
            ref={name}
            title={token.name}
            className="searched min-w-0 truncate font-mono font-semibold text-sm leading-[1.125rem] max-sm:whitespace-pre-wrap max-sm:text-md max-sm:pointer-coarse:py-2.5 max-sm:[overflow-wrap:anywhere]"
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
          {(pair ?? held) && later('line')}
          <span
            className="hidden basis-full whitespace-nowrap text-muted text-xs tabular-nums sm:max-lg:block"
            title={zonedTitle(token.createdAt, server)}
          >
            Created {created.day}
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
        <ExpiresCell expiresAt={token.expiresAt} now={now} countsDown={isOld}>
          {isColoured && !isOld && later('renew')}
        </ExpiresCell>
      </Cell>
      <Cell label="IPs" className="max-sm:order-4">
        <AddressesCell allowlist={token.allowlist} />
      </Cell>
      <Cell className="max-sm:order-6 max-sm:mt-1 max-sm:border-(--rule) max-sm:border-t max-sm:pt-1.5! print:hidden">
        <div className="-mx-2 flex items-center gap-0.5">
          {isOld && !held ? (
            later('end-old')
          ) : (
            <>
              <Button
                id={editButtonId(token.name)}
                intent="quiet"
                size="sm"
                className={actClass}
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
                className={actClass}
                aria-label={held ? `Undo revoking ${token.name}` : `Revoke ${token.name}`}
                busy={held === 'sending'}
                unavailable={held ? undefined : writesUnavailable}
                onClick={() => (held ? onUndo(token.name) : onRevoke(token))}
              >
                {held ? 'Undo' : 'Revoke'}
              </Button>
            </>
          )}
          {later('menu')}
        </div>
      </Cell>
    </tr>
  );
});

function Cell({ label, className, children }: { label?: string; className?: string; children: ReactNode }) {
  return (
    <td
      data-label={label}
      className={classes(
        'h-11 px-2 shadow-[inset_0_-1px_0_var(--rule)] lg:px-3',
        'max-sm:col-start-2 max-sm:flex max-sm:h-auto max-sm:min-h-6 max-sm:items-baseline max-sm:px-0 max-sm:py-0.5 max-sm:shadow-none',
        // In a card it has no heading above it.
        label !== undefined &&
          'max-sm:before:w-21 max-sm:before:flex-none max-sm:before:text-muted max-sm:before:text-sm max-sm:before:content-[attr(data-label)]',
        className,
      )}
    >
      {children}
    </td>
  );
}
