import { type ReactNode, Suspense, useEffect, useState } from 'react';
import { SlowNotice } from './lazy-parts.ts';
import { TokenTableHead } from './TokenTable.tsx';

/** What stands in the table's place. */
export function Frame({ children }: { children: ReactNode }) {
  return <div className="overflow-clip rounded-box border border-line bg-raised">{children}</div>;
}

const boneWidths = [
  ['w-32', 'w-29', 'w-23'],
  ['w-24', 'w-29', 'w-7'],
  ['w-37', 'w-29', 'w-26'],
  ['w-21', 'w-10', 'w-23'],
  ['w-28', 'w-29', 'w-19'],
];

const SLOW_MS = 10_000;

/** The table before its rows: same frame, same heights, so that nothing jumps. Unseen for 300 ms. */
export function PendingList({ onStop }: { onStop?: () => void }) {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, []);
  const bone = 'inline-block h-2.5 max-w-full rounded-[3px] bg-sunken align-middle';
  return (
    <Frame>
      {slow && onStop ? (
        <Suspense fallback={null}>
          <SlowNotice onStop={onStop} />
        </Suspense>
      ) : (
        <p role="status" className="sr-only">
          Reading the tokens from the server.
        </p>
      )}
      <table aria-hidden className="delayed w-full table-fixed border-separate border-spacing-0">
        <TokenTableHead menu={null} />
        <tbody>
          {boneWidths.map(([name = '', date = '', ips = '']) => (
            <tr key={name} className="[&>td]:h-11 [&>td]:px-3 [&>td]:shadow-[inset_0_-1px_0_var(--line)]">
              <td className="max-sm:hidden" />
              <td>
                <span className={`${bone} ${name}`} />
              </td>
              <td className="max-sm:hidden">
                <span className={`${bone} w-10`} />
              </td>
              <td className="max-lg:hidden">
                <span className={`${bone} ${date}`} />
              </td>
              <td className="pl-7!">
                <span className={`${bone} ${date}`} />
              </td>
              <td className="max-sm:hidden">
                <span className={`${bone} ${ips}`} />
              </td>
              <td className="max-sm:hidden" />
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  );
}
