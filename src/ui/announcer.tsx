import { useSyncExternalStore } from 'react';

let sentence = '';
const listeners = new Set<() => void>();

/** Has a sentence read out by assistive technology, in the page's one polite live region. Never a secret. */
export function announce(text: string) {
  sentence = text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => sentence);
  return (
    <p className="sr-only" role="status">
      {text}
    </p>
  );
}
