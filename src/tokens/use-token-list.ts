import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { announce } from '../ui/announcer.tsx';
import type { ApiToken } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { changeSentence, changesInList, type ListChanges } from './list-changes.ts';
import { useServer, useServerNow } from './server.tsx';
import { countByStatus, judgeTokens, sortByName, type TokenView, tokensInView } from './token-filter.ts';
import { refreshTokens, tokenListOptions } from './token-queries.ts';

/** How long rows that a refresh found new or changed stay marked. */
const MARK_MS = 8000;

const noTokens: readonly ApiToken[] = [];

/** The list of tokens, as the view asks for it, and how it is doing. */
export function useTokenList(view: TokenView, { dialogOpen }: { dialogOpen: boolean }) {
  const client = useWhmClient();
  const queryClient = useQueryClient();
  const { clock, pending } = useServer();
  const options = tokenListOptions(client, clock);
  const list = useQuery({
    ...options,
    // Coming back to the page refreshes a list older than a minute, but never under an open form.
    staleTime: 60_000,
    refetchOnWindowFocus: !dialogOpen,
  });
  const now = useServerNow({ skewMs: list.data?.skewMs ?? 0, heardAt: list.data?.listedAt ?? 0 });
  const changes = useChanges(list.data?.tokens);
  const [refreshing, setRefreshing] = useState(false);
  const refresh = async () => {
    setRefreshing(true);
    await refreshTokens(queryClient);
    setRefreshing(false);
    const { status, data } = queryClient.getQueryState(options.queryKey) ?? {};
    if (status !== 'success' || data === undefined || list.data === undefined) return;
    announce(changeSentence(changesInList(list.data.tokens, data.tokens), data.tokens.length));
  };

  const tokens = list.data?.tokens ?? noTokens;
  const byName = useMemo(() => sortByName(tokens), [tokens]);
  const judged = useMemo(() => judgeTokens(byName, now), [byName, now]);
  const counts = useMemo(() => countByStatus(judged), [judged]);
  // The box shows a key at once; the rows follow when there is time.
  const laterView = useDeferredValue(view);
  const shown = useMemo(() => tokensInView(judged, laterView), [judged, laterView]);
  return {
    query: list,
    isPending: pending || list.isPending,
    tokens: list.data?.tokens,
    counts: list.data ? counts : null,
    shown,
    now,
    changes,
    refreshing,
    refresh,
  };
}

/** Follows the list from answer to answer: what each found, for a moment. */
function useChanges(tokens: readonly ApiToken[] | undefined): ListChanges | null {
  const [changes, setChanges] = useState<ListChanges | null>(null);
  const previous = useRef(tokens);
  useEffect(() => {
    const before = previous.current;
    previous.current = tokens;
    if (tokens === undefined || before === undefined || before === tokens) return;
    setChanges(changesInList(before, tokens));
    const timer = setTimeout(() => setChanges(null), MARK_MS);
    return () => clearTimeout(timer);
  }, [tokens]);
  return changes;
}
