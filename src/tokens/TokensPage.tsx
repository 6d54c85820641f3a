import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { isDenied, missingInitialPrivileges } from '../privileges/account.ts';
import { announce } from '../ui/announcer.tsx';
import { lazily } from '../ui/lazily.ts';
import type { ApiToken } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { ListFoot } from './ListFoot.tsx';
import { PendingList } from './PendingList.tsx';
import { useServer } from './server.tsx';
import { sortWords } from './sort-words.ts';
import type { DialogState } from './TokenDialogs.tsx';
import { revokeButtonId } from './TokenRow.tsx';
import { TokenTable, WINDOWED_FROM } from './TokenTable.tsx';
import { generateButtonId, statusTitles, TokenToolbar } from './TokenToolbar.tsx';
import { accountOptions } from './token-queries.ts';
import { useListView } from './use-list-view.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { useTokenList } from './use-token-list.ts';

// None of these is on the first screen when all is well; all are fetched when the page is idle.
const loadDialogs = () => import('./TokenDialogs.tsx');
const loadStates = () => import('./ListStates.tsx');
const loadLimits = () => import('./AccountLimits.tsx');
const TokenDialogs = lazily(loadDialogs, 'TokenDialogs');
const AccountProblem = lazily(loadStates, 'AccountProblem');
const EmptyList = lazily(loadStates, 'EmptyList');
const FailedList = lazily(loadStates, 'FailedList');
const NoMatch = lazily(loadStates, 'NoMatch');
const ServerWarning = lazily(loadStates, 'ServerWarning');
const StaleNotice = lazily(loadStates, 'StaleNotice');
const StoppedList = lazily(loadStates, 'StoppedList');
const DeniedList = lazily(loadLimits, 'DeniedList');
const HiddenList = lazily(loadLimits, 'HiddenList');

type TokensPageProps = {
  /** Whether single keys act on the page. */
  shortcuts: boolean;
  onShortcuts: (enabled: boolean) => void;
};

/** WHM's *Manage API Tokens* screen. */
export function TokensPage({ shortcuts, onShortcuts }: TokensPageProps) {
  const client = useWhmClient();
  const queryClient = useQueryClient();
  const server = useServer();
  const [view, setView] = useListView();
  const [dialog, setDialog] = useState<DialogState | null>(null);
  const [shownAnyway, setShownAnyway] = useState(false);
  // Name of a row to bring into view, once it is there.
  const [wanted, setWanted] = useState<string | null>(null);
  const list = useTokenList(view, { dialogOpen: dialog !== null });
  const account = useQuery(accountOptions(client));
  const search = useRef<HTMLInputElement>(null);
  const focusNext = useRef<string | null>(null);
  useEffect(loadTheRestWhenIdle, []);
  useEffect(() => {
    if (dialog !== null || focusNext.current === null) return;
    document.getElementById(focusNext.current)?.focus();
    focusNext.current = null;
  }, [dialog]);

  const known = account.data ?? null;
  const { tokens, shown, query } = list;
  const missing = missingInitialPrivileges(known);
  const denied = isDenied(known, 'manage-api-tokens');
  const hidden = missing.length > 0 && !shownAnyway;
  const writesUnavailable =
    query.isError && tokens
      ? 'The list could not be refreshed: changes are off until the server answers.'
      : undefined;
  const generateUnavailable = denied
    ? 'Your account does not have the privilege Manage API Tokens.'
    : account.isPending
      ? 'Your privileges are still being read.'
      : writesUnavailable;
  const generate = () => generateUnavailable === undefined && setDialog({ kind: 'create', start: null });
  const edit = useCallback((token: ApiToken) => setDialog({ kind: 'edit', token }), []);
  const revoke = useCallback((token: ApiToken) => setDialog({ kind: 'revoke', token }), []);
  const menu = {
    onRefresh: list.refresh,
    onRevokeAll: () => setDialog({ kind: 'revoke-all' }),
    revokeUnavailable:
      writesUnavailable ??
      (tokens?.some(({ name }) => name !== server.tokenInUse) && !hidden
        ? undefined
        : 'There is no token to revoke.'),
  };
  const goToSearch = () => search.current?.focus();
  useShortcuts({
    enabled: shortcuts,
    actions: {
      '/': goToSearch,
      g: generate,
      r: list.refresh,
      '?': () => setDialog({ kind: 'shortcuts' }),
      // The browser can find only what is drawn.
      ...(shown.length > WINDOWED_FROM && { find: goToSearch }),
    },
  });
  /** The next row takes the focus of one that goes. */
  const revoked = (name: string) => {
    const place = shown.findIndex((token) => token.name === name);
    const next = shown[place + 1] ?? shown[place - 1];
    focusNext.current = next ? revokeButtonId(next.name) : generateButtonId;
    setDialog(null);
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
        view={view}
        onView={setView}
        counts={hidden ? null : list.counts}
        searchRef={search}
        onGenerate={generate}
        generateUnavailable={generateUnavailable}
        menu={menu}
      />
      <Suspense fallback={<PendingList />}>
        {account.isError && !query.isError && <AccountProblem error={account.error} />}
        {query.data?.warnings.map((warning) => (
          <ServerWarning key={warning} warning={warning} />
        ))}
        {renderList()}
      </Suspense>
      {dialog && (
        <Suspense fallback={null}>
          <TokenDialogs
            dialog={dialog}
            onDialog={setDialog}
            onSecretDone={(name) => {
              setDialog(null);
              setWanted(name);
              void list.refresh();
            }}
            onRevoked={revoked}
            tokens={tokens ?? []}
            account={known}
            now={list.now}
            shortcuts={{ enabled: shortcuts, onEnabled: onShortcuts }}
          />
        </Suspense>
      )}
    </main>
  );

  function renderList() {
    // WHM's rule decides whether there is a table at all, so both answers are waited for.
    if ([query, account].some(({ isPending, fetchStatus }) => isPending && fetchStatus === 'idle')) {
      return <StoppedList onRetry={() => queryClient.refetchQueries()} />;
    }
    if (list.isPending || (account.isPending && !query.isError)) {
      return <PendingList onStop={() => queryClient.cancelQueries()} />;
    }
    if (denied && query.isError && tokens === undefined) {
      return <DeniedList error={query.error} missing={missing} />;
    }
    if (tokens === undefined || query.data === undefined) {
      return query.error && <FailedList error={query.error} busy={query.isFetching} onRetry={list.refresh} />;
    }
    if (hidden) return <HiddenList missing={missing} onShow={() => setShownAnyway(true)} />;
    const listedAt = new Date(query.data.listedAt + query.data.skewMs);
    return (
      <>
        {query.isError && (
          <StaleNotice
            error={query.error}
            listedAt={listedAt}
            now={list.now}
            busy={query.isFetching}
            onRetry={list.refresh}
          />
        )}
        {tokens.length === 0 ? (
          <EmptyList onGenerate={generate} generateUnavailable={generateUnavailable} />
        ) : shown.length === 0 ? (
          <NoMatch
            search={view.search.trim()}
            filter={view.status === 'all' ? '' : statusTitles[view.status]}
            total={tokens.length}
            onClear={() => {
              setView({ search: '', status: 'all' });
              goToSearch();
            }}
          />
        ) : (
          <TokenTable
            tokens={shown}
            order={view}
            onOrder={(order) => {
              setView(order);
              announce(`Sorted by ${sortWords(order)}.`);
            }}
            menu={menu}
            marks={list.changes?.marks ?? null}
            wanted={wanted !== null && tokens.some(({ name }) => name === wanted) ? wanted : null}
            now={list.now}
            search={view.search}
            writesUnavailable={writesUnavailable}
            onEdit={edit}
            onRevoke={revoke}
          />
        )}
        <ListFoot
          shown={shown.length}
          total={tokens.length}
          listedAt={listedAt}
          now={list.now}
          refreshing={list.refreshing}
          changes={list.changes}
          onRefresh={list.refresh}
          onShortcuts={() => setDialog({ kind: 'shortcuts' })}
        />
      </>
    );
  }
}

/** So that the first click does not wait, nor the news that the server has gone. */
function loadTheRestWhenIdle() {
  const load = () => void Promise.all([loadDialogs(), loadStates()]);
  if (!('requestIdleCallback' in window)) return load();
  const handle = requestIdleCallback(load);
  return () => cancelIdleCallback(handle);
}
