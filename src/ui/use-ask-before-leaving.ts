import { useLayoutEffect } from 'react';

/** While `needed`, the browser asks before the page is left, reloaded or closed: something would be lost. */
export function useAskBeforeLeaving(needed: boolean) {
  // Before it is painted: what the person sees is never unprotected.
  useLayoutEffect(() => {
    if (!needed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [needed]);
}
