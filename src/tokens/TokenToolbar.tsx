import { CircleAlert, Plus, Search, TriangleAlert } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { ListMenu, type ListMenuProps } from './ListMenu.tsx';
import type { StatusCounts, StatusFilter } from './token-filter.ts';

type TokenToolbarProps = {
  search: string;
  onSearch: (text: string) => void;
  status: StatusFilter;
  onStatus: (status: StatusFilter) => void;
  /** Null while there is no list: the numbers are not known. */
  counts: StatusCounts | null;
  onGenerate: () => void;
  generateUnavailable?: string | undefined;
  menu: ListMenuProps;
};

const statuses: readonly { value: StatusFilter; label: string; rest?: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'active', label: 'Active' },
  { value: 'expiring', label: 'Expiring' },
  { value: 'expired', label: 'Expired' },
  { value: 'never', label: 'Never', rest: ' expires' },
];

export function TokenToolbar(props: TokenToolbarProps) {
  const { search, onSearch, status, onStatus, counts, onGenerate, generateUnavailable, menu } = props;
  return (
    <div className="mb-3 flex items-center gap-2 max-sm:flex-wrap">
      <label className="relative block w-70 max-lg:w-auto max-lg:min-w-28 max-lg:flex-1">
        <span className="sr-only">Search</span>
        <Search
          size={16}
          strokeWidth={1.75}
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-2.5 -mt-2 text-muted"
        />
        <input
          type="search"
          placeholder="Search"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
          className="h-(--control-h) w-full rounded-control border border-control bg-raised pr-2.5 pl-8 focus-visible:-outline-offset-1 max-sm:text-[1rem] max-sm:placeholder:text-md"
        />
      </label>
      <ListMenu {...menu} className="size-(--control-h) border border-line-strong bg-raised sm:hidden" />
      <fieldset className="inline-flex rounded-control bg-sunken p-0.5 max-sm:order-4 max-sm:grid max-sm:w-full max-sm:grid-cols-5">
        <legend className="sr-only">Status</legend>
        {statuses.map(({ value, label, rest }) => (
          <label
            key={value}
            className="relative inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-[5px] px-2.5 font-medium text-muted hover:text-ink has-checked:bg-raised has-checked:text-ink has-checked:shadow-[0_0_0_1px_var(--line-strong)] has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-1 pointer-coarse:h-10 max-lg:px-1.5 max-sm:h-10.5 max-sm:flex-col max-sm:justify-center max-sm:gap-0 max-sm:px-0 max-sm:text-sm"
          >
            <input
              type="radio"
              name="status"
              className="absolute inset-0 m-0 size-full! cursor-pointer opacity-0"
              checked={status === value}
              onChange={() => onStatus(value)}
            />
            {value === 'expiring' && (
              <TriangleAlert size={14} className="text-expiring-ink max-lg:hidden" aria-hidden />
            )}
            {value === 'expired' && (
              <CircleAlert size={14} className="text-expired-ink max-lg:hidden" aria-hidden />
            )}
            <span>
              {label}
              {rest && <span className="max-sm:sr-only">{rest}</span>}
            </span>
            <span className="font-normal tabular-nums">{counts?.[value] ?? '–'}</span>
          </label>
        ))}
      </fieldset>
      <span className="flex-1 max-lg:hidden" />
      <Button
        intent="primary"
        icon={Plus}
        className="max-sm:order-3 max-sm:basis-full"
        onClick={onGenerate}
        unavailable={generateUnavailable}
      >
        Generate Token
      </Button>
    </div>
  );
}
