import { Suspense } from 'react';
import { classes } from '../ui/classes.ts';
import { laterModule, lazily } from '../ui/lazily.tsx';
import { Popover } from '../ui/Popover.tsx';
import { shortAddress } from '../whm/address.ts';

const AllAddresses = lazily(
  laterModule(() => import('./AllAddresses.tsx')),
  'AllAddresses',
);

const SHOWN = 3;

/** The first addresses in short form, and a button that counts the rest and shows them all. */
export function AddressesCell({ allowlist }: { allowlist: readonly string[] }) {
  const all = allowlist.map(shortAddress);
  if (all.length === 0) return <span>Any</span>;
  return (
    <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-1.5 sm:max-lg:flex-nowrap">
      {all.slice(0, SHOWN).map((address, position) => (
        <span
          key={address}
          title={address}
          className={classes(
            'min-w-0 max-w-full truncate font-mono',
            all.length > 2 ? 'text-xs' : 'text-sm',
            'max-sm:whitespace-normal max-sm:text-sm max-sm:[overflow-wrap:anywhere]',
            position > 0 && 'sm:max-lg:hidden',
          )}
        >
          {address}
          {position < Math.min(SHOWN, all.length) - 1 && <span className="sm:max-lg:hidden">,</span>}
        </span>
      ))}
      <More addresses={all} shown={SHOWN} className="sm:max-lg:hidden" />
      <More addresses={all} shown={1} className="hidden sm:max-lg:block" />
    </div>
  );
}

function More({
  addresses,
  shown,
  className,
}: {
  addresses: readonly string[];
  shown: number;
  className: string;
}) {
  const hidden = addresses.length - shown;
  if (hidden <= 0) return null;
  return (
    <Popover
      label={`${hidden} more ${hidden === 1 ? 'address' : 'addresses'}`}
      button={`+${hidden}`}
      buttonClass={classes(
        'h-6 min-w-8 flex-none rounded-badge border border-line-strong bg-raised px-1.5 font-medium text-xs tabular-nums hover:border-control',
        className,
      )}
      align="end"
      className="w-80 p-3"
    >
      {() => (
        <Suspense fallback={<p className="h-48" />}>
          <AllAddresses addresses={addresses} />
        </Suspense>
      )}
    </Popover>
  );
}
