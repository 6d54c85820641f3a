import { useEffect, useMemo } from 'react';
import { ownTokenUnknown } from '../tokens/own-token.ts';
import { useTokenInUse } from '../tokens/server.tsx';
import type { ApiToken } from '../whm/model.ts';
import { namesBetween, selectableNames, shareOf } from './selection.ts';
import { Tick } from './Tick.tsx';
import { type Selection, ticked } from './use-selection.ts';

export type SelectAllProps = { shown: readonly ApiToken[]; selection: Selection };

/** The box over those of the rows. What is spared is not ticked along, but cleared with the rest. */
export function SelectAll({ shown, selection }: SelectAllProps) {
  const { selected, setSelected, between } = selection;
  const tokenInUse = useTokenInUse();
  const names = useMemo(() => selectableNames(shown, tokenInUse), [shown, tokenInUse]);
  const all = shareOf(names, selected) === 'all';
  const mixed = !all && shown.some(({ name }) => selected.has(name));
  useEffect(() => {
    between.current = (first, last) => namesBetween(shown, first, last, tokenInUse);
  }, [between, shown, tokenInUse]);
  return (
    <Tick
      label="Select all that match"
      checked={all}
      ref={(box) => {
        if (box) box.indeterminate = mixed;
      }}
      unavailable={
        tokenInUse === undefined
          ? ownTokenUnknown
          : names.length === 0 && !mixed
            ? 'Nothing here is selected together with others: tick them one by one.'
            : undefined
      }
      onTick={() => {
        const clearing = all || names.length === 0;
        const which = clearing ? shown.map(({ name }) => name) : names;
        setSelected((before) => ticked(before, which, !clearing));
      }}
    />
  );
}
