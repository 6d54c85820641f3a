import { useState } from 'react';

/** A yes or no that this browser remembers; where storage is forbidden it lasts as long as the page. */
export function usePreference(name: string, initial: boolean): [boolean, (value: boolean) => void] {
  const [value, setValue] = useState(() => {
    try {
      const stored = localStorage.getItem(name);
      return stored === null ? initial : stored === 'yes';
    } catch {
      return initial;
    }
  });
  const set = (chosen: boolean) => {
    setValue(chosen);
    try {
      localStorage.setItem(name, chosen ? 'yes' : 'no');
    } catch {
      // See above.
    }
  };
  return [value, set];
}
