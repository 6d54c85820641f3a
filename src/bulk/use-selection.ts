import { useCallback, useRef, useState } from 'react';

export type Selection = ReturnType<typeof useSelection>;

const nothing: ReadonlySet<string> = new Set();

/**
 * The tokens that are ticked, by name: a list that is sorted, searched or read anew keeps them. On the first screen, so
 * that a tick never waits; what else there is to a selection comes later.
 */
export function useSelection() {
  const [selected, setSelected] = useState(nothing);
  const before = useRef<string | null>(null);
  /** Gives the names from one row to another. Nothing when that is not known yet, or the first one is not shown. */
  const between = useRef<((first: string | null, last: string) => readonly string[] | null) | null>(null);
  /** `extend`: from the row that was ticked before to this one, as with Shift. */
  const onTick = useCallback((name: string, on: boolean, extend: boolean) => {
    const names = (extend && between.current?.(before.current, name)) || [name];
    before.current = name;
    setSelected((selected) => ticked(selected, names, on));
  }, []);
  return { selected, setSelected, between, onTick };
}

/** These names ticked, or not, and every other as it was. */
export function ticked(
  selected: ReadonlySet<string>,
  names: readonly string[],
  on: boolean,
): ReadonlySet<string> {
  const after = new Set(selected);
  for (const name of names) after[on ? 'add' : 'delete'](name);
  return after;
}
