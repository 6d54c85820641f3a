import { useCallback, useState } from 'react';

/** A text that this browser remembers; where storage is forbidden it lasts as long as the page. */
export function useRemembered(name: string): [string | null, (value: string) => void] {
  const [own, setOwn] = useState<Record<string, string>>({});
  let value = own[name] ?? null;
  try {
    value ??= localStorage.getItem(name);
  } catch {
    // See above.
  }
  const set = useCallback(
    (chosen: string) => {
      setOwn((before) => ({ ...before, [name]: chosen }));
      try {
        localStorage.setItem(name, chosen);
      } catch {
        // See above.
      }
    },
    [name],
  );
  return [value, set];
}

/** A yes or no that this browser remembers. */
export function usePreference(name: string, initial: boolean): [boolean, (value: boolean) => void] {
  const [value, set] = useRemembered(name);
  const choose = useCallback((chosen: boolean) => set(chosen ? 'yes' : 'no'), [set]);
  return [value === null ? initial : value === 'yes', choose];
}
