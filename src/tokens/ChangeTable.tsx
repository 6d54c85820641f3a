import { MoveHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { privilegeNamed } from '../privileges/catalogue.ts';
import { Scrollable } from '../ui/Scrollable.tsx';
import { shortAddress } from '../whm/address.ts';
import { useServer } from './server.tsx';
import { longInstant } from './server-time.ts';
import type { Change } from './token-changes.ts';

export const settingTitles: Record<Change['setting'], string> = {
  name: 'Name',
  expiresAt: 'Expires',
  allowlist: 'IPs',
  privileges: 'Privileges',
};

type ChangeTableProps = {
  changes: readonly Change[];
  /** Headings of the two sides. */
  before: string;
  after: string;
};

/** What differs between two states of a token, side by side: muted goes, bold comes. */
export function ChangeTable({ changes, before, after }: ChangeTableProps) {
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 text-left max-sm:block">
      <thead className="max-sm:hidden">
        <tr className="text-muted text-sm [&>th]:border-line [&>th]:border-b [&>th]:py-1 [&>th]:font-normal">
          <th scope="col" className="w-52 max-lg:w-36">
            Setting
          </th>
          <th scope="col">{before}</th>
          <th scope="col">{after}</th>
          <th scope="col" className="w-24">
            <span className="sr-only">Effect</span>
          </th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {changes.map((change) => (
          <ChangeRow key={change.setting} change={change} before={before} after={after} />
        ))}
      </tbody>
    </table>
  );
}

function ChangeRow({ change, before, after }: { change: Change; before: string; after: string }) {
  return (
    <tr className="max-sm:block max-sm:border-line max-sm:border-b max-sm:py-1.5 max-sm:last:border-b-0 [&>*]:border-line [&>*]:py-1.5 [&>*]:pr-3 [&>*]:align-top max-sm:[&>*]:block max-sm:[&>*]:py-px sm:[&:not(:last-child)>*]:border-b">
      <th scope="row" className="font-semibold">
        {settingTitles[change.setting]}
        {'kept' in change && change.kept > 0 && (
          <span className="font-normal text-muted"> {change.kept} stay</span>
        )}
      </th>
      <td className="text-muted">
        <NarrowLabel>{before}</NarrowLabel>
        <Side change={change} side="before" />
      </td>
      <td className="font-semibold">
        <NarrowLabel>{after}</NarrowLabel>
        <Side change={change} side="after" />
      </td>
      <td className="pr-0! text-sm sm:text-right">
        {change.effect === 'widens' && (
          <span className="inline-flex items-center gap-1 font-semibold text-danger-ink">
            <MoveHorizontal size={14} />
            Widens
          </span>
        )}
        {change.effect === 'narrows' && <span className="text-muted">Narrows</span>}
      </td>
    </tr>
  );
}

function NarrowLabel({ children }: { children: ReactNode }) {
  return (
    <span aria-hidden className="inline-block w-24 font-normal text-muted text-sm sm:hidden">
      {children}
    </span>
  );
}

function Side({ change, side }: { change: Change; side: 'before' | 'after' }) {
  const { zone } = useServer();
  if (change.setting === 'name') return <span className="font-mono text-sm">{change[side]}</span>;
  if (change.setting === 'expiresAt') {
    const date = change[side];
    return <span className="tabular-nums">{date === null ? 'Never' : longInstant(date, zone)}</span>;
  }
  if (side === 'after' ? change.unlimited : change.wasUnlimited) {
    return change.setting === 'allowlist' ? 'Any' : 'Everything';
  }
  const entries = side === 'after' ? change.added : change.removed;
  const sign = side === 'after' ? '+' : '−';
  if (entries.length === 0) return <span className="font-normal text-muted">–</span>;
  return (
    <Scrollable label={side === 'after' ? 'Added' : 'Removed'} className="max-h-40">
      <ul>
        {entries.map((entry) => (
          <li key={entry} className="[overflow-wrap:anywhere]">
            {sign}{' '}
            {change.setting === 'allowlist' ? (
              <span className="font-mono text-sm">{shortAddress(entry)}</span>
            ) : (
              <PrivilegeWords name={entry} />
            )}
          </li>
        ))}
      </ul>
    </Scrollable>
  );
}

function PrivilegeWords({ name }: { name: string }) {
  const { title } = privilegeNamed(name);
  return (
    <>
      {title} {title !== name && <span className="font-mono font-normal text-muted text-sm">{name}</span>}
    </>
  );
}
