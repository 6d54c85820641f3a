import { FileWarning, KeyRound, Lock, LogIn, Plus, RefreshCw, SearchX, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Blank } from '../ui/Blank.tsx';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Notice, ServerWords } from '../ui/Notice.tsx';
import { WhmError, type WhmErrorKind } from '../whm/errors.ts';
import { problemTitle } from './problem-words.ts';
import { useServer } from './server.tsx';
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

/** The table before its rows: same frame, same heights, so that nothing jumps. Unseen for 300 ms. */
export function PendingList() {
  const bone = 'inline-block h-2.5 max-w-full rounded-[3px] bg-sunken align-middle';
  return (
    <Frame>
      <p role="status" className="sr-only">
        Reading the tokens from the server.
      </p>
      <table aria-hidden className="delayed w-full table-fixed border-separate border-spacing-0">
        <TokenTableHead menu={null} />
        <tbody>
          {boneWidths.map(([name = '', date = '', ips = '']) => (
            <tr key={name} className="[&>td]:h-11 [&>td]:px-3 [&>td]:shadow-[inset_0_-1px_0_var(--line)]">
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

type EmptyListProps = { onGenerate: () => void; generateUnavailable: string | undefined };

export function EmptyList({ onGenerate, generateUnavailable }: EmptyListProps) {
  return (
    <Frame>
      <Blank
        icon={KeyRound}
        title="No API tokens yet"
        actions={
          <Button intent="primary" icon={Plus} onClick={onGenerate} unavailable={generateUnavailable}>
            Generate Token
          </Button>
        }
      >
        <p>
          A token lets a script call the WHM API without your password. You choose what it can do, from where,
          and until when.
        </p>
      </Blank>
    </Frame>
  );
}

export function NoMatch({
  search,
  filter,
  total,
  onClear,
}: {
  search: string;
  filter: string;
  total: number;
  onClear: () => void;
}) {
  return (
    <Frame>
      <Blank
        icon={SearchX}
        title={
          <>
            No token{' '}
            {search === '' ? (
              'is'
            ) : (
              <>
                matches <span className="font-mono text-[0.93em]">{search}</span>
              </>
            )}{' '}
            {filter !== '' && `in ${filter}`}
          </>
        }
        actions={<Button onClick={onClear}>Clear search and filter</Button>}
      >
        <p>{total === 1 ? 'One token is' : `${total} tokens are`} hidden by the search and the filter.</p>
      </Blank>
    </Frame>
  );
}

const problemIcons: Record<WhmErrorKind, typeof Lock> = {
  refused: Lock,
  forbidden: Lock,
  'signed-out': LogIn,
  unreachable: WifiOff,
  'timed-out': WifiOff,
  malformed: FileWarning,
};

/** The list could not be read and there is no older one. */
export function FailedList({ error, busy, onRetry }: { error: Error; busy: boolean; onRetry: () => void }) {
  const { name } = useServer();
  const whmError = error instanceof WhmError ? error : null;
  return (
    <Frame>
      <Blank
        icon={whmError ? problemIcons[whmError.kind] : FileWarning}
        tone="red"
        title={whmError ? problemTitle(whmError) : 'Something went wrong in this page'}
        actions={
          <>
            <Button icon={RefreshCw} onClick={onRetry} busy={busy}>
              Try again
            </Button>
            <CopyButton label="Copy details" text={problemDetails(error, name)} />
          </>
        }
      >
        <p>
          {whmError?.advice ?? 'The list of tokens could not be read.'}{' '}
          {whmError?.kind !== 'signed-out' && 'Nothing was changed on the server.'}
        </p>
        <div role="alert">
          <ServerWords>{whmError?.reason ?? error.message}</ServerWords>
        </div>
      </Blank>
    </Frame>
  );
}

/** For a support ticket; holds no secret, as no WhmError does. */
function problemDetails(error: Error, server: string): string {
  if (!(error instanceof WhmError)) return error.message;
  const { call, kind, reason, status, details } = error;
  return [
    `server: ${server}`,
    `call: ${call}`,
    `kind: ${kind}`,
    `HTTP status: ${status ?? 'none'}`,
    `reason: ${reason}`,
    ...(details === null ? [] : [details]),
  ].join('\n');
}

type StaleNoticeProps = { error: Error; age: string; busy: boolean; onRetry: () => void };

/** The last refresh failed; the older list stays. */
export function StaleNotice({ error, age, busy, onRetry }: StaleNoticeProps) {
  return (
    <Notice
      tone="amber"
      icon={WifiOff}
      role="alert"
      className="mb-3"
      action={
        <Button size="sm" onClick={onRetry} busy={busy}>
          Try again
        </Button>
      }
    >
      <b>This list is {age} old.</b>{' '}
      {error instanceof WhmError ? problemTitle(error) : 'It could not be refreshed'}
      {'. '}Changes are off until it answers.
      <div className="font-mono text-sm">{error instanceof WhmError ? error.reason : error.message}</div>
    </Notice>
  );
}
