import { useEffectEvent, useLayoutEffect } from 'react';

export type Shortcuts = {
  /** Single keys can be switched off (WCAG 2.1.4): speech input types them by accident. */
  enabled: boolean;
  /** What each key does. `find` is the browser's own find-in-page, where the page answers it. */
  actions: Partial<Record<'/' | '?' | 'g' | 'r' | 'find', () => void>>;
};

/** Keys that act on the whole page, while nobody types and no dialog is open. */
export function useShortcuts({ enabled, actions }: Shortcuts) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !enabled || document.querySelector('dialog[open]')) return;
    const key = keyOf(event);
    const action = key === null ? undefined : actions[key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
  // Before the page is painted: whoever sees it can press them.
  useLayoutEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function keyOf(event: KeyboardEvent): keyof Shortcuts['actions'] | null {
  const typing =
    event.target instanceof HTMLElement &&
    event.target.matches('input:not([type=radio], [type=checkbox]), textarea, select');
  if ((event.ctrlKey || event.metaKey) && event.key === 'f' && !typing) return 'find';
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return null;
  return shortcutKeys.find((key) => key === event.key) ?? null;
}

const shortcutKeys = ['/', '?', 'g', 'r'] as const;
