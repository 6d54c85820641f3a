import { CalendarClock, Trash2, X } from 'lucide-react';
import { useEffect, useEffectEvent, useLayoutEffect, useMemo } from 'react';
import { ownTokenUnknown } from '../tokens/own-token.ts';
import { generateButtonId } from '../tokens/row-ids.ts';
import { useTokenInUse } from '../tokens/server.tsx';
import { announce } from '../ui/announcer.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import type { ApiToken } from '../whm/model.ts';
import type { BulkAct } from './bulk-act.ts';
import { ExportMenu } from './ExportMenu.tsx';
import { chosenTokens, selectableNames, shareOf, smartSelections, stillThere } from './selection.ts';
import { type Selection, ticked } from './use-selection.ts';

export type BulkBarProps = {
  tokens: readonly ApiToken[];
  shown: readonly ApiToken[];
  selection: Selection;
  /** Names of those about to be revoked by themselves. */
  held: ReadonlySet<string>;
  now: Date;
  /** Why tokens cannot be changed now. */
  unavailable?: string | undefined;
  onAct: (dialog: { kind: 'bulk'; act: BulkAct }) => void;
};

/** How many are selected, what else to select, and what to do with them. In place of what it needs the room of. */
export function BulkBar({ tokens, shown, selection, held, now, unavailable, onAct }: BulkBarProps) {
  const { selected, setSelected } = selection;
  const tokenInUse = useTokenInUse();
  const { chosen, notShown } = chosenTokens(tokens, shown, selected, held);
  const groups = useMemo(
    () => [
      { title: 'All', names: selectableNames(shown, tokenInUse), narrow: true },
      ...smartSelections(shown, now, tokenInUse),
    ],
    [shown, now, tokenInUse],
  );
  useEffect(() => setSelected((before) => stillThere(before, tokens)), [tokens, setSelected]);
  useClearing(() => setSelected(new Set()));
  const words = `${chosen.length} selected${notShown > 0 ? `, ${notShown} not shown` : ''}`;
  useEffect(() => announce(words), [words]);
  const whyNot =
    unavailable ??
    (tokenInUse === undefined ? ownTokenUnknown : undefined) ??
    (chosen.length === 0 ? 'What is selected is about to be revoked.' : undefined);
  return (
    <section aria-label="Selection" className="contents">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 max-lg:order-4 max-lg:w-full lg:shrink-0">
        <span className="flex items-center gap-1 whitespace-nowrap font-semibold tabular-nums sm:pl-1">
          {words}
          <IconButton label="Clear selection" icon={X} onClick={() => setSelected(new Set())} />
        </span>
        <fieldset className="flex flex-wrap items-center gap-1 sm:border-line-strong sm:border-l sm:pl-3">
          <legend className="sr-only">Select</legend>
          <span aria-hidden className="mr-1 text-muted text-sm lg:max-[1240px]:hidden">
            Select
          </span>
          {groups.map(({ title, names, ...group }) => {
            const all = shareOf(names, selected) === 'all';
            return (
              <Button
                key={title}
                size="sm"
                aria-pressed={all}
                className={classes(
                  'aria-pressed:border-ink! aria-pressed:bg-sunken!',
                  'narrow' in group && 'sm:hidden',
                )}
                onClick={() => setSelected((before) => ticked(before, names, !all))}
              >
                {title} <span className="font-normal text-muted tabular-nums">{names.length}</span>
              </Button>
            );
          })}
        </fieldset>
      </div>
      <div
        id="bulk-acts"
        className="flex shrink-0 gap-2 max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-2 max-sm:border-line-strong max-sm:border-t max-sm:bg-raised max-sm:px-(--gutter) max-sm:py-2 max-sm:*:flex-auto max-sm:*:px-1! lg:ml-auto"
      >
        <Button
          icon={CalendarClock}
          unavailable={whyNot}
          onClick={() => onAct({ kind: 'bulk', act: { kind: 'set-expiry', tokens: chosen } })}
        >
          Set expiry
        </Button>
        <ExportMenu tokens={chosen} now={now} className="h-(--control-h)! justify-center px-3! text-md!" />
        <Button
          icon={Trash2}
          className={classes(whyNot === undefined && 'text-danger-ink!')}
          unavailable={whyNot}
          onClick={() =>
            onAct({ kind: 'bulk', act: { kind: 'revoke', why: 'selected', tokens: chosen, kept: [] } })
          }
        >
          Revoke {chosen.length}
        </Button>
      </div>
    </section>
  );
}

/** Escape clears, unless something that is open, or the search, takes it first. */
function useClearing(clear: () => void) {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || document.querySelector('dialog[open], [popover=auto]:popover-open')) return;
    const { target } = event;
    if (target instanceof HTMLInputElement && target.type === 'search' && target.value !== '') return;
    clear();
  });
  useLayoutEffect(() => {
    // Before what takes Escape has gone for it.
    addEventListener('keydown', press, { capture: true });
    return () => removeEventListener('keydown', press, { capture: true });
  }, []);
  useEffect(
    () => () => {
      announce('Nothing is selected.');
      // What had the focus may have gone with the bar.
      if (document.activeElement === document.body) document.getElementById(generateButtonId)?.focus();
    },
    [],
  );
}
