import { Suspense } from 'react';
import { laterModule, lazily } from '../ui/lazily.tsx';
import { Popover } from '../ui/Popover.tsx';
import { EVERYTHING } from '../whm/model.ts';
import { PrivilegeSummary } from './PrivilegeSummary.tsx';

const PrivilegeList = lazily(
  laterModule(() => import('./PrivilegeList.tsx')),
  'PrivilegeList',
);

/** A token's privileges in short; the whole list, by group and with titles, on demand. */
export function PrivilegesCell({ names, token }: { names: readonly string[]; token: string }) {
  const all = names.includes(EVERYTHING);
  return (
    <Popover
      label={`Privileges of ${token}: ${all ? 'Everything' : names.length <= 3 ? names.join(', ') : names.length}`}
      button={<PrivilegeSummary names={names} />}
      buttonClass="-mx-1.5 flex min-h-6 min-w-0 max-w-[calc(100%+0.75rem)] items-center rounded-badge px-1.5 hover:[&_.count]:underline"
      className="max-h-96 w-84 overflow-auto p-3 text-sm"
    >
      {() => (
        <Suspense fallback={<p className="text-muted">Reading the catalogue…</p>}>
          <PrivilegeList names={names} />
        </Suspense>
      )}
    </Popover>
  );
}
