import {
  FileWarning,
  Hourglass,
  KeyRound,
  Lock,
  LogIn,
  Plus,
  RefreshCw,
  SearchX,
  WifiOff,
} from 'lucide-react';
import { monthWords } from '../timeline/month-words.ts';
import { Blank } from '../ui/Blank.tsx';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { focusOnMount } from '../ui/focus.ts';
import { Notice, ServerWords } from '../ui/Notice.tsx';
import { WhmError, type WhmErrorKind } from '../whm/errors.ts';
import { howFar } from './expiry.ts';
import { Frame } from './PendingList.tsx';
import { problemTitle } from './problem-words.ts';
import { useServer } from './server.tsx';

/** The person stopped waiting for the first answer. */
export function StoppedList({ onRetry }: { onRetry: () => void }) {
  return (
    <Frame>
      <Blank
        icon={Hourglass}
        title="You stopped waiting"
        actions={
          <Button ref={focusOnMount} icon={RefreshCw} onClick={onRetry}>
            Try again
          </Button>
        }
      >
        <p>The server had not answered yet. Nothing was changed on it.</p>
      </Blank>
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

/** A row that was just made or renamed, and that the list does not show as it is searched or filtered now. */
export function HiddenRow({ name, onShow }: { name: string; onShow: () => void }) {
  return (
    <Notice
      role="status"
      className="mb-3"
      action={
        <Button size="sm" onClick={onShow}>
          Show it
        </Button>
      }
    >
      <b className="font-mono text-sm">{name}</b> is hidden by your search or filter.
    </Notice>
  );
}

export function NoMatch({
  search,
  filter,
  month,
  total,
  onClear,
}: {
  search: string;
  filter: string;
  month: string;
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
            {search !== '' && (
              <>
                matches <span className="font-mono text-[0.93em]">{search}</span>{' '}
              </>
            )}
            {filter !== '' && `${search === '' ? 'is ' : ''}in ${filter} `}
            {month !== '' && `${search + filter === '' ? '' : 'and '}expires in ${monthWords(month, 'long')}`}
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

type FailedListProps = { error: Error; busy: boolean; onRetry: () => void; onCalls: () => void };

/** The list could not be read and there is no older one. */
export function FailedList({ error, busy, onRetry, onCalls }: FailedListProps) {
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
            <Button intent="quiet" onClick={onCalls}>
              Calls of this session
            </Button>
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
        {whmError?.details && (
          <details className="w-full">
            <summary className="min-h-6 font-medium text-ink">What was expected, and what came</summary>
            <pre className="whitespace-pre-wrap font-mono text-sm [overflow-wrap:anywhere]">
              {whmError.details}
            </pre>
          </details>
        )}
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

type StaleNoticeProps = { error: Error; listedAt: Date; now: Date; busy: boolean; onRetry: () => void };

/** The last refresh failed; the older list stays. */
export function StaleNotice({ error, listedAt, now, busy, onRetry }: StaleNoticeProps) {
  const { zone } = useServer();
  const age = howFar(listedAt, now, zone).replace(' ago', '').replace('just now', 'less than a minute');
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

/** What the account may grant is not known; the list is. */
export function AccountProblem({ error }: { error: Error }) {
  return (
    <Notice tone="amber" className="mb-3" role="alert">
      <b>The server did not say which privileges you have.</b> The form offers all that WHM’s manual lists;
      the server refuses what you do not have.
      <div className="font-mono text-sm">{error instanceof WhmError ? error.reason : error.message}</div>
    </Notice>
  );
}

/** A sentence that the server added to an answer that succeeded. */
export function ServerWarning({ warning }: { warning: string }) {
  return (
    <Notice tone="amber" className="mb-3">
      <b>The server says:</b> {warning}
    </Notice>
  );
}

/** The first answer is late; the person may give up. */
export function SlowNotice({ onStop }: { onStop: () => void }) {
  return (
    <Notice
      tone="amber"
      role="status"
      className="m-3"
      action={
        <Button size="sm" onClick={onStop}>
          Stop waiting
        </Button>
      }
    >
      <b>The server is slow to answer.</b> It was asked for the tokens more than 10 seconds ago.
    </Notice>
  );
}
