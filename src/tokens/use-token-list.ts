import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { announce } from '../ui/announcer.tsx';
import type { ApiToken } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import type { ListChanges } from './list-changes.ts';
import { useServer, useServerNow } from './server.tsx';
import { countByStatus, judgeTokens, sortByName, type TokenView, tokensInView } from './token-filter.ts';
import { refreshTokens, tokenListOptions } from './token-queries.ts';

/** How long rows that a refresh found new or changed stay marked. */
const MARK_MS = 8000;

/** The same list each time, so that nothing is worked out anew for it. */
export const noTokens: readonly ApiToken[] = [];

/** What the second answer and later ones found; the first screen does without. */
export type ListNews = Pick<ListChanges, 'marks'> & {
  /** Of all of it. */
  sentence: string;
};

async function newsBetween(before: readonly ApiToken[], after: readonly ApiToken[]): Promise<ListNews> {
  const { changesInList, changeSentence } = await import('./list-changes.ts');
  const changes = changesInList(before, after);
  return { marks: changes.marks, sentence: changeSentence(changes, after.length) };
}

/** The list of tokens, as the view asks for it, and how it is doing. */
export function useTokenList(view: TokenView, { dialogOpen }: { dialogOpen: boolean }) {
  const client = useWhmClient();
  const queryClient = useQueryClient();
  const { clock, pending, zone } = useServer();
  const options = tokenListOptions(client, clock);
  const list = useQuery({
    ...options,
    // Coming back to the page refreshes a list older than a minute, but never under an open form.
    staleTime: 60_000,
    refetchOnWindowFocus: !dialogOpen,
  });
  const now = useServerNow({ skewMs: list.data?.skewMs ?? 0, heardAt: list.data?.listedAt ?? 0 });
  const news = useNews(list.data?.tokens);
  const [refreshing, setRefreshing] = useState(false);
  const refresh = async () => {
    setRefreshing(true);
    await refreshTokens(queryClient);
    setRefreshing(false);
    const { status, data } = queryClient.getQueryState(options.queryKey) ?? {};
    if (status !== 'success' || data === undefined || list.data === undefined) return;
    announce((await newsBetween(list.data.tokens, data.tokens)).sentence);
  };

  const tokens = list.data?.tokens ?? noTokens;
  const byName = useMemo(() => sortByName(tokens), [tokens]);
  const judged = useMemo(() => judgeTokens(byName, now), [byName, now]);
  const counts = useMemo(() => countByStatus(judged), [judged]);
  // What was pressed is painted at once; the rows follow when there is time.
  const laterView = useDeferredValue(view);
  const shown = useMemo(() => tokensInView(judged, laterView, zone), [judged, laterView, zone]);
  return {
    query: list,
    isPending: pending || list.isPending,
    tokens: list.data?.tokens,
    counts: list.data ? counts : null,
    shown,
    /** What the rows shown were searched for. */
    shownSearch: laterView.search,
    now,
    news,
    refreshing,
    refresh,
  };
}

/** Follows the list from answer to answer: what each found, for a moment. */
function useNews(tokens: readonly ApiToken[] | undefined): ListNews | null {
  const [news, setNews] = useState<ListNews | null>(null);
  const previous = useRef(tokens);
  useEffect(() => {
    const before = previous.current;
    previous.current = tokens;
    if (tokens === undefined || before === undefined || before === tokens) return;
    let isLatest = true;
    void newsBetween(before, tokens).then((found) => isLatest && setNews(found));
    const timer = setTimeout(() => setNews(null), MARK_MS);
    return () => {
      isLatest = false;
      clearTimeout(timer);
    };
  }, [tokens]);
  return news;
}
