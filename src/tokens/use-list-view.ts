import { useLayoutEffect, useRef, useState } from 'react';
import { queryFromView, viewFromQuery } from './list-view.ts';
import type { TokenView } from './token-filter.ts';

/** Browsers limit how often the address may change (Safari: 100 times in 30 s). */
const TYPING_PAUSE_MS = 250;

/**
 * The view of the list, kept in the address: a link reproduces it, back and forward work. Typing makes one
 * entry of the history, every other change one of its own.
 */
export function useListView(): [TokenView, (change: Partial<TokenView>) => void] {
  const [view, setView] = useState(() => viewFromQuery(location.search));
  // What was asked for last: the page may not have followed yet.
  const latest = useRef(view);
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLayoutEffect(() => {
    const readAddress = () => {
      clearTimeout(pending.current);
      latest.current = viewFromQuery(location.search);
      setView(latest.current);
    };
    addEventListener('popstate', readAddress);
    return () => {
      clearTimeout(pending.current);
      removeEventListener('popstate', readAddress);
    };
  }, []);
  const change = (part: Partial<TokenView>) => {
    const next = { ...latest.current, ...part };
    latest.current = next;
    setView(next);
    clearTimeout(pending.current);
    const typing = Object.keys(part).join() === 'search';
    if (typing) pending.current = setTimeout(() => writeAddress(next, typing), TYPING_PAUSE_MS);
    else writeAddress(next, typing);
  };
  return [view, change];
}

function writeAddress(view: TokenView, typing: boolean) {
  const address = location.pathname + queryFromView(view, location.search) + location.hash;
  const goesOn = typing && viewFromQuery(location.search).search !== '';
  if (goesOn) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
}
