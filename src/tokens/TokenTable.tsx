import { ArrowDown, ArrowUp } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useDeferredValue, useEffect, useRef, useState } from 'react';
import { classes } from '../ui/classes.ts';
import type { ApiToken } from '../whm/model.ts';
import type { ListMenuProps } from './ListMenu.tsx';
import { ListMenuSlot } from './ListMenuSlot.tsx';
import { rowId } from './row-ids.ts';
import { useServer } from './server.tsx';
import { sortWords } from './sort-words.ts';
import { TokenRow, type TokenRowProps } from './TokenRow.tsx';
import type { SortKey, TokenView } from './token-filter.ts';

// Not fetched with the rest: most lists are short.
const WindowedRows = lazy(async () => ({ default: (await import('./WindowedRows.tsx')).WindowedRows }));

/** Up to so many rows are all drawn. */
export const WINDOWED_FROM = 200;

/** So many rows, or below 640 px cards, fill the window at the most: what stands above them, and one of them, takes so much. */
function mostInWindow(timeline: string | null): number {
  if (innerWidth < 640) return Math.ceil((innerHeight - 420) / 200);
  return Math.ceil((innerHeight - (timeline === 'closed' || timeline === 'quiet' ? 260 : 345)) / 44);
}

const columns: readonly { title: string; width: string; sort?: SortKey }[] = [
  { title: 'Name', width: '', sort: 'name' },
  { title: 'Privileges', width: 'w-27.5 lg:w-33', sort: 'privileges' },
  { title: 'Created', width: 'w-39 max-lg:hidden', sort: 'created' },
  { title: 'Expires', width: 'w-38 pl-7! lg:w-49', sort: 'expires' },
  { title: 'IPs', width: 'w-36.5 lg:w-[clamp(13.5rem,20vw,15.75rem)]' },
];

/** What a row has of a token's life, and whether it is ticked. */
type Life = Pick<TokenRowProps, 'pair' | 'held' | 'RowPart' | 'selected'>;

type Order = Pick<TokenView, 'sort' | 'descending'>;

type TokenTableProps = Omit<TokenRowProps, 'token' | 'mark' | 'place' | keyof Life> & {
  tokens: readonly ApiToken[];
  order: Order;
  onOrder: (order: Order) => void;
  menu: ListMenuProps;
  marks: ReadonlyMap<string, 'new' | 'changed'> | null;
  lifeOf: (name: string) => Life;
  /** Over the boxes of the rows. */
  selectAll: ReactNode;
  /** Name of a row to bring into view. */
  wanted: string | null;
};

/** WHM's API Tokens table, with its columns in its order. Below 640 px its rows are cards. */
export function TokenTable(props: TokenTableProps) {
  const { tokens, order, onOrder, menu, marks, lifeOf, selectAll, wanted, ...row } = props;
  const windowed = tokens.length > WINDOWED_FROM;
  const body = 'max-sm:grid max-sm:gap-2';
  // What fills the window comes first, at once; the other rows when there is time.
  const { timeline } = useServer();
  const [firstRows] = useState(() => tokens.slice(0, mostInWindow(timeline)));
  const drawn = useDeferredValue(tokens, firstRows);
  const broughtIntoView = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row may come with what is drawn later.
  useEffect(() => {
    const row =
      wanted !== null && wanted !== broughtIntoView.current && document.getElementById(rowId(wanted));
    if (!row) return;
    broughtIntoView.current = wanted;
    row.scrollIntoView({ block: 'nearest' });
  }, [wanted, drawn]);
  const rows = (
    <tbody className={body}>
      {(windowed ? firstRows : drawn).map((token) => (
        <TokenRow
          key={token.name}
          token={token}
          mark={marks?.get(token.name)}
          {...lifeOf(token.name)}
          {...row}
        />
      ))}
    </tbody>
  );
  return (
    <div className="overflow-clip sm:rounded-box sm:border sm:border-line sm:bg-raised">
      <table
        aria-rowcount={tokens.length + 1}
        className="w-full table-fixed border-separate border-spacing-0 max-sm:block"
      >
        <caption className="sr-only">API tokens, sorted by {sortWords(order)}</caption>
        <TokenTableHead menu={menu} selectAll={selectAll} order={order} onOrder={onOrder} />
        {windowed ? (
          <Suspense fallback={rows}>
            <WindowedRows tokens={tokens} wanted={wanted} className={body}>
              {(token, place) => (
                <TokenRow
                  key={token.name}
                  token={token}
                  mark={marks?.get(token.name)}
                  place={place}
                  {...lifeOf(token.name)}
                  {...row}
                />
              )}
            </WindowedRows>
          </Suspense>
        ) : (
          rows
        )}
      </table>
    </div>
  );
}

const headClass =
  'sticky top-0 z-1 h-9 bg-raised px-2 text-left font-medium text-muted text-sm whitespace-nowrap lg:px-3 shadow-[inset_0_-1px_0_var(--line-strong)]';

type TokenTableHeadProps = {
  menu: ListMenuProps | null;
  selectAll?: ReactNode;
  order?: Order;
  onOrder?: (order: Order) => void;
};

/** Without an order: the head of the table that is still being read. */
export function TokenTableHead({ menu, selectAll, order, onOrder }: TokenTableHeadProps) {
  return (
    <thead className="max-sm:hidden">
      <tr aria-rowindex={1}>
        <th scope="col" className={classes(headClass, 'w-10 px-1.5! pointer-coarse:px-1! print:hidden')}>
          <Suspense fallback={<span className="sr-only">Select</span>}>{selectAll}</Suspense>
        </th>
        {columns.map(({ title, width, sort }) => {
          const active = order !== undefined && sort === order.sort;
          const direction = order?.descending ? 'descending' : 'ascending';
          const Arrow = order?.descending ? ArrowDown : ArrowUp;
          return (
            <th
              key={title}
              scope="col"
              aria-sort={active ? direction : undefined}
              className={classes(headClass, width)}
            >
              {sort && order ? (
                <button
                  type="button"
                  onClick={() => onOrder?.({ sort, descending: active && !order.descending })}
                  className={classes(
                    '-ml-1.5 inline-flex h-7 items-center gap-1 rounded-control px-1.5 font-medium hover:text-ink',
                    active && 'text-ink',
                  )}
                >
                  {title}
                  {active && <Arrow size={14} />}
                </button>
              ) : (
                title
              )}
            </th>
          );
        })}
        <th scope="col" className={classes(headClass, 'w-31 lg:w-39 print:hidden pointer-coarse:w-42')}>
          <div className="flex items-center justify-between">
            Actions
            {menu && <ListMenuSlot {...menu} className="-mr-1.5 size-7" />}
          </div>
        </th>
      </tr>
    </thead>
  );
}
