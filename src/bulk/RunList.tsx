import { Check, CircleHelp, CircleX, Clock, LoaderCircle, Minus } from 'lucide-react';
import { memo, useEffect, useRef } from 'react';
import { classes } from '../ui/classes.ts';
import { Scrollable } from '../ui/Scrollable.tsx';
import type { RunResult } from './run.ts';
import { detailOf, type RunWords } from './run-words.ts';

const looks = {
  waiting: { icon: Clock, mark: 'text-muted' },
  asking: { icon: LoaderCircle, mark: 'animate-spin' },
  done: { icon: Check, mark: 'text-done-ink' },
  left: { icon: Minus, mark: 'text-muted' },
  skipped: { icon: Minus, mark: 'text-muted' },
  failed: { icon: CircleX, mark: 'text-expired-edge' },
  unknown: { icon: CircleHelp, mark: 'text-expiring-edge' },
};

type RunListProps = {
  results: readonly RunResult[];
  words: RunWords;
  /** So many more that are not listed. */
  before?: number;
  after?: number;
};

/** What happened to each token of many. */
export function RunList({ results, words, before = 0, after = 0 }: RunListProps) {
  const list = useRef<HTMLUListElement>(null);
  const asking = results.findIndex(({ state }) => state === 'asking');
  useEffect(() => {
    // The one that is asked for stays in sight, unless somebody reads further up or down with the keyboard.
    const item = list.current?.children[asking + (before > 0 ? 1 : 0)];
    const region = list.current?.parentElement;
    if (asking < 0 || !(item instanceof HTMLElement) || !region || region.matches(':hover, :focus')) return;
    region.scrollTop = item.offsetTop - region.offsetTop - region.clientHeight / 2;
  }, [asking, before]);
  return (
    <Scrollable label="Results" className="max-h-72 rounded-box border border-line">
      <ul
        ref={list}
        aria-label="Result for each token"
        className={classes(
          // Of a long list that stands still. For one that moves it costs more than it saves.
          asking < 0 && '[&>li]:[contain-intrinsic-height:auto_2rem] [&>li]:[content-visibility:auto]',
        )}
      >
        {before > 0 && <li className="px-3 py-1 text-muted text-sm">{before} before these</li>}
        {results.map((result) => (
          <RunItem
            key={result.name}
            name={result.name}
            state={result.state}
            words={words.states[result.state]}
            detail={detailOf(result)}
          />
        ))}
        {after > 0 && <li className="px-3 py-1 text-muted text-sm">{after} after these</li>}
      </ul>
    </Scrollable>
  );
}

type RunItemProps = { name: string; state: RunResult['state']; words: string; detail: string };

/** Drawn again only when something of it changed: there may be a thousand, and as many steps. */
const RunItem = memo(function RunItem({ name, state, words, detail }: RunItemProps) {
  const { icon: Icon, mark } = looks[state];
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-2 border-line px-3 py-1 [&:not(:last-child)]:border-b">
      <Icon size={14} className={mark} />
      <span className="min-w-0 flex-1 truncate font-mono text-sm" title={name}>
        {name}
      </span>
      <span className="text-muted">{words}</span>
      {detail !== '' && (
        <span
          className={
            state === 'failed' || state === 'unknown'
              ? 'basis-full pl-5.5 font-mono text-expired-ink text-sm [overflow-wrap:anywhere]'
              : 'basis-full pl-5.5 text-muted text-sm'
          }
        >
          {detail}
        </span>
      )}
    </li>
  );
});
