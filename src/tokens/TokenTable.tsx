import { classes } from '../ui/classes.ts';
import type { ApiToken } from '../whm/model.ts';
import { ListMenu, type ListMenuProps } from './ListMenu.tsx';
import { TokenRow, type TokenRowProps } from './TokenRow.tsx';

const columns = [
  { title: 'Name', width: '' },
  { title: 'Privileges', width: 'w-27.5 lg:w-35' },
  { title: 'Created', width: 'w-39 max-lg:hidden' },
  { title: 'Expires', width: 'w-34.5 pl-7 lg:w-45' },
  { title: 'IPs', width: 'w-36.5 lg:w-65' },
];

type TokenTableProps = Omit<TokenRowProps, 'token'> & { tokens: readonly ApiToken[]; menu: ListMenuProps };

/** WHM's API Tokens table, with its columns in its order. Below 640 px its rows are cards. */
export function TokenTable({ tokens, menu, ...row }: TokenTableProps) {
  return (
    <div className="overflow-clip sm:rounded-box sm:border sm:border-line sm:bg-raised">
      <table className="w-full table-fixed border-separate border-spacing-0 max-sm:block">
        <caption className="sr-only">API tokens, sorted by Expires, soonest first</caption>
        <TokenTableHead menu={menu} />
        <tbody className="max-sm:grid max-sm:gap-2">
          {tokens.map((token) => (
            <TokenRow key={token.name} token={token} {...row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

export const headClass =
  'sticky top-0 z-1 h-9 bg-raised px-2 text-left font-medium text-muted text-sm whitespace-nowrap lg:px-3 shadow-[inset_0_-1px_0_var(--line-strong)]';

export function TokenTableHead({ menu }: { menu: ListMenuProps | null }) {
  return (
    <thead className="max-sm:hidden">
      <tr>
        {columns.map(({ title, width }) => (
          <th key={title} scope="col" className={classes(headClass, width)}>
            {title}
          </th>
        ))}
        <th scope="col" className={classes(headClass, 'w-29 lg:w-34')}>
          <div className="flex items-center justify-between">
            Actions
            {menu && <ListMenu {...menu} className="-mr-1.5 size-7" />}
          </div>
        </th>
      </tr>
    </thead>
  );
}
