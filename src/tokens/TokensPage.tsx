import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useSelection } from '../bulk/use-selection.ts';
import { isDenied, missingInitialPrivileges } from '../privileges/account.ts';
import { announce } from '../ui/announcer.tsx';
import type { ApiToken } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { ListFoot } from './ListFoot.tsx';
import {
  AccountProblem,
  BulkBar,
  DeniedList,
  EmptyList,
  FailedList,
  HiddenList,
  HiddenRow,
  HoldNotices,
  LinkOpener,
  loadTheRestWhenIdle,
  NoMatch,
  SelectAll,
  ServerWarning,
  StaleNotice,
  StoppedList,
  TokenDialogs,
} from './lazy-parts.ts';
import { PageHead } from './PageHead.tsx';
import { PendingList } from './PendingList.tsx';
import { editButtonId } from './row-ids.ts';
import { useServer } from './server.tsx';
import { sortWords } from './sort-words.ts';
import { TimelineSlot } from './TimelineSlot.tsx';
import { TokenTable, WINDOWED_FROM } from './TokenTable.tsx';
import { statusTitles, TokenToolbar } from './TokenToolbar.tsx';
import { accountOptions } from './token-queries.ts';
import { whyUnavailable } from './unavailable.ts';
import { useDialog } from './use-dialog.ts';
import { useLifecycle } from './use-lifecycle.ts';
import { useListView } from './use-list-view.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { noTokens, useTokenList } from './use-token-list.ts';

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
  const { dialog, setDialog, closeTo } = useDialog();
  const [shownAnyway, setShownAnyway] = useState(false);
  // Name of a row to bring into view, once it is there.
  const [wanted, setWanted] = useState<string | null>(null);
  const list = useTokenList(view, { dialogOpen: dialog !== null });
  const account = useQuery(accountOptions(client));
  const search = useRef<HTMLInputElement>(null);
  useEffect(loadTheRestWhenIdle, []);

  const known = account.data ?? null;
  const { tokens, query } = list;
  const life = useLifecycle(tokens, list.shown);
  const shown = life.rows;
  const selection = useSelection();
  const missing = missingInitialPrivileges(known);
  const denied = isDenied(known, 'manage-api-tokens');
  const hidden = missing.length > 0 && !shownAnyway;
  const unavailable = whyUnavailable({
    stale: query.isError && tokens !== undefined,
    accountPending: account.isPending,
    denied,
  });
  const generate = () => unavailable.generate === undefined && setDialog({ kind: 'create', start: null });
  const edit = useCallback((token: ApiToken) => setDialog({ kind: 'edit', token }), [setDialog]);
  const revoke = useCallback((token: ApiToken) => setDialog({ kind: 'revoke', token }), [setDialog]);
  const whole = {
    tokens: (!hidden && tokens) || noTokens,
    shown,
    selection,
    now: list.now,
    held: life.heldNames,
    unavailable: unavailable.writes,
    onRefresh: list.refresh,
    onAct: setDialog,
  };
  const goToSearch = () => search.current?.focus();
  const showAll = () => {
    setView({ search: '', status: 'all', month: '' });
    goToSearch();
  };
  const isNamedAsWanted = ({ name }: ApiToken) => name === wanted;
  const listed = tokens?.some(isNamedAsWanted) ? wanted : null;
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
  return (
    <main className="mx-auto max-w-360 px-(--gutter) pt-5 pb-8 max-sm:pt-4 max-sm:has-[#bulk-acts]:pb-24">
      <PageHead user={server.user} />
      {!hidden && <TimelineSlot {...list} view={view} onView={setView} />}
      <TokenToolbar
        view={view}
        onView={(change) => {
          setWanted(null);
          setView(change);
        }}
        counts={hidden ? null : list.counts}
        searchRef={search}
        onGenerate={generate}
        generateUnavailable={unavailable.generate}
        menu={whole}
        bar={selection.selected.size > 0 && <BulkBar {...whole} />}
      />
      <Suspense>
        <LinkOpener
          ready={unavailable.generate === undefined && tokens !== undefined && dialog === null}
          unavailable={account.isPending ? undefined : unavailable.generate}
          onOpen={setDialog}
        />
        <HoldNotices {...life} paused={dialog !== null} />
      </Suspense>
      <Suspense fallback={<PendingList />}>
        {account.isError && !query.isError && <AccountProblem error={account.error} />}
        {listed !== null && !shown.some(isNamedAsWanted) && <HiddenRow name={listed} onShow={showAll} />}
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
            onSecretDone={(name, next) => {
              setDialog(next);
              setWanted(name);
              void list.refresh();
            }}
            onRenamed={(name) => {
              closeTo(editButtonId(name));
              setWanted(name);
            }}
            // The next row takes the focus of one that goes.
            onRevoked={(name) => closeTo(life.afterRow(name))}
            onHeld={life.setHeld}
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
    if (query.isPending && query.fetchStatus === 'idle') {
      return <StoppedList onRetry={() => queryClient.refetchQueries()} />;
    }
    // What the account may do is not waited for: WHM's rule may then take the table away again.
    if (list.isPending) {
      return <PendingList onStop={() => queryClient.cancelQueries()} />;
    }
    if (denied && query.isError && tokens === undefined) {
      return <DeniedList error={query.error} missing={missing} />;
    }
    if (tokens === undefined || query.data === undefined) {
      return (
        query.error && (
          <FailedList
            error={query.error}
            busy={query.isFetching}
            onRetry={list.refresh}
            onCalls={() => setDialog({ kind: 'calls' })}
          />
        )
      );
    }
    if (hidden) return <HiddenList missing={missing} onShow={() => setShownAnyway(true)} />;
    const listedAt = new Date(query.data.listedAt + query.data.skewMs);
    return (
      <>
        {query.isError && !server.signedOut && (
          <StaleNotice
            error={query.error}
            listedAt={listedAt}
            now={list.now}
            busy={query.isFetching}
            onRetry={list.refresh}
          />
        )}
        {tokens.length === 0 ? (
          <EmptyList onGenerate={generate} generateUnavailable={unavailable.generate} />
        ) : shown.length === 0 ? (
          <NoMatch
            search={view.search.trim()}
            filter={view.status === 'all' ? '' : statusTitles[view.status]}
            month={view.month}
            total={tokens.length}
            onClear={showAll}
          />
        ) : (
          <TokenTable
            tokens={shown}
            order={view}
            onOrder={(order) => {
              setView(order);
              announce(`Sorted by ${sortWords(order)}.`);
            }}
            menu={whole}
            marks={list.news?.marks ?? null}
            lifeOf={(name) => ({ ...life.lifeOf(name), selected: selection.selected.has(name) })}
            selectAll={<SelectAll {...whole} />}
            onTick={selection.onTick}
            onUndo={life.onUndo}
            onAct={setDialog}
            wanted={listed}
            now={list.now}
            search={list.shownSearch}
            writesUnavailable={unavailable.writes}
            onEdit={edit}
            onRevoke={revoke}
          />
        )}
        <ListFoot
          shown={shown}
          total={tokens.length}
          listedAt={listedAt}
          now={list.now}
          refreshing={list.refreshing}
          news={list.news}
          onRefresh={list.refresh}
          onShortcuts={() => setDialog({ kind: 'shortcuts' })}
        />
      </>
    );
  }
}
