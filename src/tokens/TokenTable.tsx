import { ArrowDown, ArrowUp } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { classes } from '../ui/classes.ts';
import { lazily } from '../ui/lazily.ts';
import type { ApiToken } from '../whm/model.ts';
import { ListMenu, type ListMenuProps } from './ListMenu.tsx';
import { sortWords } from './sort-words.ts';
import { rowId, TokenRow, type TokenRowProps } from './TokenRow.tsx';
import type { SortKey, TokenView } from './token-filter.ts';

const WindowedRows = lazily(() => import('./WindowedRows.tsx'), 'WindowedRows');

/** Up to so many rows are all drawn. */
export const WINDOWED_FROM = 200;

const columns: readonly { title: string; width: string; sort?: SortKey }[] = [
  { title: 'Name', width: '', sort: 'name' },
  { title: 'Privileges', width: 'w-27.5 lg:w-35', sort: 'privileges' },
  { title: 'Created', width: 'w-39 max-lg:hidden', sort: 'created' },
  { title: 'Expires', width: 'w-34.5 pl-7! lg:w-45', sort: 'expires' },
  { title: 'IPs', width: 'w-36.5 lg:w-65' },
];

type Order = Pick<TokenView, 'sort' | 'descending'>;

type TokenTableProps = Omit<TokenRowProps, 'token' | 'mark' | 'place'> & {
  tokens: readonly ApiToken[];
  order: Order;
  onOrder: (order: Order) => void;
  menu: ListMenuProps;
  marks: ReadonlyMap<string, 'new' | 'changed'> | null;
  /** Name of a row to bring into view. */
  wanted: string | null;
};

/** WHM's API Tokens table, with its columns in its order. Below 640 px its rows are cards. */
export function TokenTable({ tokens, order, onOrder, menu, marks, wanted, ...row }: TokenTableProps) {
  const printing = usePrinting();
  const windowed = tokens.length > WINDOWED_FROM && !printing;
  useEffect(() => {
    if (wanted !== null) document.getElementById(rowId(wanted))?.scrollIntoView({ block: 'nearest' });
  }, [wanted]);
  const body = 'max-sm:grid max-sm:gap-2';
  const rows = (
    <tbody className={body}>
      {tokens.slice(0, windowed ? 40 : undefined).map((token) => (
        <TokenRow key={token.name} token={token} mark={marks?.get(token.name)} {...row} />
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
        <TokenTableHead menu={menu} order={order} onOrder={onOrder} />
        {windowed ? (
          <Suspense fallback={rows}>
            <WindowedRows tokens={tokens} wanted={wanted} className={body}>
              {(token, place) => (
                <TokenRow
                  key={token.name}
                  token={token}
                  mark={marks?.get(token.name)}
                  place={place}
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

/** True from before the browser lays a page out for print until after: paper has room for all rows. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    // The page is drawn as soon as the event is over.
    const before = () => flushSync(() => setPrinting(true));
    const after = () => setPrinting(false);
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  return printing;
}

const headClass =
  'sticky top-0 z-1 h-9 bg-raised px-2 text-left font-medium text-muted text-sm whitespace-nowrap lg:px-3 shadow-[inset_0_-1px_0_var(--line-strong)]';

type TokenTableHeadProps = {
  menu: ListMenuProps | null;
  order?: Order;
  onOrder?: (order: Order) => void;
};

/** Without an order: the head of the table that is still being read. */
export function TokenTableHead({ menu, order, onOrder }: TokenTableHeadProps) {
  return (
    <thead className="max-sm:hidden">
      <tr aria-rowindex={1}>
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
                  {active && <Arrow size={14} strokeWidth={1.75} aria-hidden />}
                </button>
              ) : (
                title
              )}
            </th>
          );
        })}
        <th scope="col" className={classes(headClass, 'w-29 lg:w-34 print:hidden')}>
          <div className="flex items-center justify-between">
            Actions
            {menu && <ListMenu {...menu} className="-mr-1.5 size-7" />}
          </div>
        </th>
      </tr>
    </thead>
  );
}
