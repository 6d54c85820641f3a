import { CircleAlert, Plus, Search, TriangleAlert } from 'lucide-react';
import { type ReactElement, type Ref, Suspense, useState, useTransition } from 'react';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import type { ListMenuProps } from './ListMenu.tsx';
import { ListMenuSlot } from './ListMenuSlot.tsx';
import { generateButtonId } from './row-ids.ts';
import { orders, sortWords } from './sort-words.ts';
import type { StatusCounts, StatusFilter, TokenView } from './token-filter.ts';

type TokenToolbarProps = {
  view: TokenView;
  onView: (change: Partial<TokenView>) => void;
  /** Null while there is no list: the numbers are not known. */
  counts: StatusCounts | null;
  searchRef: Ref<HTMLInputElement>;
  onGenerate: () => void;
  generateUnavailable?: string | undefined;
  menu: ListMenuProps;
  /** With tokens selected: takes the place of the filter and of *Generate Token*. */
  bar: ReactElement | false;
};

export const statusTitles: Record<StatusFilter, string> = {
  all: 'All',
  active: 'Active',
  expiring: 'Expiring',
  expired: 'Expired',
  never: 'Never expires',
  attention: 'Needs attention',
};

const statuses = [
  { value: 'all', short: 'All' },
  { value: 'active', short: 'Active' },
  { value: 'expiring', short: 'Expiring', icon: TriangleAlert, iconClass: 'text-expiring-ink' },
  { value: 'expired', short: 'Expired', icon: CircleAlert, iconClass: 'text-expired-ink' },
  { value: 'never', short: 'Never' },
  { value: 'attention', short: 'Attention' },
] as const;

export function TokenToolbar(props: TokenToolbarProps) {
  const { view, onView, counts, searchRef, onGenerate, generateUnavailable, menu, bar } = props;
  return (
    // One line on a wide screen, however much the bar says: the search gives way.
    <div className={classes('mb-3 flex flex-wrap items-center gap-2 print:hidden', bar && 'lg:flex-nowrap')}>
      <SearchBox ref={searchRef} search={view.search} onSearch={(search) => onView({ search })} />
      <ListMenuSlot {...menu} className="size-(--control-h) border border-line-strong bg-raised sm:hidden" />
      {bar ? <Suspense>{bar}</Suspense> : <StatusTray view={view} onView={onView} counts={counts} />}
      <label className="flex items-center gap-2 text-muted text-sm max-sm:order-5 max-sm:w-full sm:hidden">
        Sort by
        <select
          value={sortWords(view)}
          onChange={(event) => {
            const order = orders.find((candidate) => sortWords(candidate) === event.target.value);
            if (order) onView(order);
          }}
          className="h-(--control-h) min-w-0 flex-1 rounded-control border border-control bg-raised px-2 text-[1rem] text-ink"
        >
          {orders.map((order) => (
            <option key={sortWords(order)}>{sortWords(order)}</option>
          ))}
        </select>
      </label>
      {!bar && (
        <>
          <span className="flex-1 max-lg:hidden" />
          <Button
            id={generateButtonId}
            intent="primary"
            icon={Plus}
            className="max-sm:order-3 max-sm:basis-full"
            onClick={onGenerate}
            unavailable={generateUnavailable}
          >
            Generate Token
          </Button>
        </>
      )}
    </div>
  );
}

type SearchBoxProps = {
  ref: Ref<HTMLInputElement>;
  search: string;
  onSearch: (search: string) => void;
};

/** Says what is typed at once and by itself; the page follows as soon as it can. */
function SearchBox({ ref, search, onSearch }: SearchBoxProps) {
  const [following, startFollowing] = useTransition();
  const [typed, setTyped] = useState(search);
  const shown = following ? typed : search;
  const type = (text: string) => {
    setTyped(text);
    startFollowing(() => onSearch(text));
  };
  return (
    <label className="relative block w-70 min-w-20 max-lg:w-auto max-lg:flex-1">
      <span className="sr-only">Search</span>
      <Search
        size={16}
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-2.5 -mt-2 text-muted"
      />
      <input
        ref={ref}
        type="search"
        placeholder="Search"
        value={shown}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && shown !== '' && type('')}
        aria-keyshortcuts="/"
        className="peer h-(--control-h) w-full rounded-control border border-control bg-raised pr-9 pl-8 focus-visible:-outline-offset-1 max-sm:text-[1rem] max-sm:placeholder:text-md"
      />
      <kbd
        aria-hidden
        className="pointer-events-none absolute top-1/2 right-1.5 -mt-2.5 grid h-5 min-w-5 place-items-center rounded-badge border border-line-strong bg-surface font-medium font-mono text-muted text-xs max-sm:hidden peer-focus:hidden"
      >
        /
      </kbd>
    </label>
  );
}

function StatusTray({ view, onView, counts }: Pick<TokenToolbarProps, 'view' | 'onView' | 'counts'>) {
  return (
    <fieldset className="inline-flex rounded-control bg-sunken p-0.5 max-lg:order-4 max-sm:grid max-sm:w-full max-sm:grid-cols-3">
      <legend className="sr-only">Status</legend>
      {statuses.map(({ value, short, ...look }) => (
        <label
          key={value}
          className="segment relative inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-[5px] px-2.5 font-medium text-muted hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line-strong)] has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-1 pointer-coarse:h-11 max-sm:justify-center max-sm:px-0 max-sm:text-sm"
        >
          <input
            type="radio"
            name="status"
            className="absolute inset-0 m-0 size-full! cursor-pointer opacity-0"
            checked={view.status === value}
            onChange={() => onView({ status: value })}
          />
          {'icon' in look && <look.icon size={14} className={`${look.iconClass} max-sm:hidden`} />}
          <span className="max-sm:hidden">{statusTitles[value]}</span>
          <span className="sm:hidden">{short}</span>
          <span className="min-w-3 font-normal tabular-nums">{counts?.[value] ?? '–'}</span>
        </label>
      ))}
    </fieldset>
  );
}
