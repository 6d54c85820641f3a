import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useState } from 'react';
import { isDenied, missingInitialPrivileges } from '../privileges/account.ts';
import { Notice } from '../ui/Notice.tsx';
import { WhmError } from '../whm/errors.ts';
import { useWhmClient } from '../whm/react.tsx';
import { howFar } from './expiry.ts';
import { EmptyList, FailedList, NoMatch, PendingList, StaleNotice } from './ListStates.tsx';
import { useServer, useServerNow } from './server.tsx';
import { clockTime, offsetLabel } from './server-time.ts';
import type { DialogState } from './TokenDialogs.tsx';
import { TokenTable } from './TokenTable.tsx';
import { TokenToolbar } from './TokenToolbar.tsx';
import { countByStatus, filterTokens, type StatusFilter, sortByExpiry } from './token-filter.ts';
import { accountOptions, refreshTokens, tokenListOptions } from './token-queries.ts';

const loadDialogs = () => import('./TokenDialogs.tsx');
const loadLimits = () => import('./AccountLimits.tsx');
const DeniedList = lazy(() => loadLimits().then((module) => ({ default: module.DeniedList })));
const HiddenList = lazy(() => loadLimits().then((module) => ({ default: module.HiddenList })));
const TokenDialogs = lazy(() => loadDialogs().then((module) => ({ default: module.TokenDialogs })));

/** WHM's *Manage API Tokens* screen. */
export function TokensPage() {
  const client = useWhmClient();
  const queryClient = useQueryClient();
  const server = useServer();
  const list = useQuery(tokenListOptions(client, server.clock));
  const account = useQuery(accountOptions(client));
  const now = useServerNow(list.data?.skewMs ?? 0);
  const [search, setSearch] = useState('');
  const [status, setStatus] = useState<StatusFilter>('all');
  const [dialog, setDialog] = useState<DialogState | null>(null);
  const [shownAnyway, setShownAnyway] = useState(false);
  useEffect(loadDialogsWhenIdle, []);

  const refresh = () => refreshTokens(queryClient);
  const tokens = list.data?.tokens;
  const missing = missingInitialPrivileges(account.data ?? null);
  const denied = isDenied(account.data ?? null, 'manage-api-tokens');
  const hidden = missing.length > 0 && !shownAnyway;
  const writesUnavailable =
    list.isError && tokens
      ? 'The list could not be refreshed: changes are off until the server answers.'
      : undefined;
  const generateUnavailable = denied
    ? 'Your account does not have the privilege Manage API Tokens.'
    : account.isPending
      ? 'Your privileges are still being read.'
      : writesUnavailable;
  const generate = () => setDialog({ kind: 'create', start: null });
  const menu = {
    onRefresh: refresh,
    onRevokeAll: () => setDialog({ kind: 'revoke-all' }),
    revokeUnavailable:
      writesUnavailable ??
      (tokens?.some(({ name }) => name !== server.tokenInUse) && !hidden
        ? undefined
        : 'There is no token to revoke.'),
  };
  return (
    <main className="mx-auto max-w-360 px-(--gutter) pt-5 pb-8 max-sm:pt-4">
      <div className="mb-4">
        <h1 className="font-semibold text-xl tracking-[-0.01em]">Manage API Tokens</h1>
        <p className="mt-0.5 max-w-[100ch] text-pretty text-muted">
          Each token lets a script call the WHM API as <b>{server.user}</b>, with the privileges, addresses
          and end date that you give it.
        </p>
      </div>
      <TokenToolbar
        search={search}
        onSearch={setSearch}
        status={status}
        onStatus={setStatus}
        counts={tokens && !hidden ? countByStatus(tokens, now) : null}
        onGenerate={generate}
        generateUnavailable={generateUnavailable}
        menu={menu}
      />
      {account.isError && !list.isError && <AccountProblem error={account.error} />}
      {list.data?.warnings.map((warning) => (
        <Notice key={warning} tone="amber" className="mb-3">
          <b>The server says:</b> {warning}
        </Notice>
      ))}
      <Suspense fallback={<PendingList />}>{renderList()}</Suspense>
      {dialog && (
        <Suspense fallback={null}>
          <TokenDialogs
            dialog={dialog}
            onDialog={setDialog}
            onSecretDone={() => {
              setDialog(null);
              void refresh();
            }}
            tokens={tokens ?? []}
            account={account.data ?? null}
            now={now}
          />
        </Suspense>
      )}
    </main>
  );

  function renderList() {
    // WHM's rule decides whether there is a table at all, so both answers are waited for.
    if (list.isPending || (account.isPending && !list.isError)) return <PendingList />;
    if (denied && list.isError && tokens === undefined)
      return <DeniedList error={list.error} missing={missing} />;
    if (tokens === undefined || list.data === undefined) {
      return list.error && <FailedList error={list.error} busy={list.isFetching} onRetry={refresh} />;
    }
    if (hidden) return <HiddenList missing={missing} onShow={() => setShownAnyway(true)} />;
    const shown = sortByExpiry(filterTokens(tokens, { search, status }, now));
    const listedAt = new Date(list.data.listedAt + list.data.skewMs);
    return (
      <>
        {list.isError && (
          <StaleNotice
            error={list.error}
            age={howFar(listedAt, now, server.zone)
              .replace(' ago', '')
              .replace('just now', 'less than a minute')}
            busy={list.isFetching}
            onRetry={refresh}
          />
        )}
        {tokens.length === 0 ? (
          <EmptyList onGenerate={generate} generateUnavailable={generateUnavailable} />
        ) : shown.length === 0 ? (
          <NoMatch
            search={search.trim()}
            filter={status === 'all' ? '' : status[0]?.toUpperCase() + status.slice(1)}
            total={tokens.length}
            onClear={() => {
              setSearch('');
              setStatus('all');
            }}
          />
        ) : (
          <TokenTable
            tokens={shown}
            menu={menu}
            now={now}
            writesUnavailable={writesUnavailable}
            onEdit={(token) => setDialog({ kind: 'edit', token })}
            onRevoke={(token) => setDialog({ kind: 'revoke', token })}
          />
        )}
        <div className="mt-2 flex flex-wrap justify-between gap-x-4 gap-y-1 px-0.5 text-muted text-sm tabular-nums">
          <span role="status">
            {shown.length === tokens.length ? '' : `${shown.length} of `}
            {tokens.length} {tokens.length === 1 ? 'token' : 'tokens'}
            <span aria-hidden>, listed at {clockTime(listedAt, server.zone)}</span>
          </span>
          <Zones now={now} />
        </div>
      </>
    );
  }
}

/** Fetches the dialogs when the page has nothing else to do, so that the first click does not wait. */
function loadDialogsWhenIdle() {
  if (!('requestIdleCallback' in window)) {
    void loadDialogs();
    return;
  }
  const handle = requestIdleCallback(() => void loadDialogs());
  return () => cancelIdleCallback(handle);
}

function AccountProblem({ error }: { error: Error }) {
  return (
    <Notice tone="amber" className="mb-3" role="alert">
      <b>The server did not say which privileges you have.</b> The form offers all that WHM’s manual lists;
      the server refuses what you do not have.
      <div className="font-mono text-sm">{error instanceof WhmError ? error.reason : error.message}</div>
    </Notice>
  );
}

function Zones({ now }: { now: Date }) {
  const { zone, zoneKnown, browserZone } = useServer();
  if (!zoneKnown) {
    return (
      <span>
        Times are in your zone: {zone}, {offsetLabel(now, zone)}. The server’s is not known.
      </span>
    );
  }
  return (
    <span>
      Times are the server’s: {zone}, {offsetLabel(now, zone)}.{' '}
      {zone !== browserZone && `Yours: ${browserZone}, ${offsetLabel(now, browserZone)}.`}
    </span>
  );
}
