import { ChevronDown, X } from 'lucide-react';
import { useCallback, useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useServer } from '../tokens/server.tsx';
import { isoDay, longDay } from '../tokens/server-time.ts';
import type { StatusCounts, StatusFilter, TokenView } from '../tokens/token-filter.ts';
import { Button } from '../ui/Button.tsx';
import type { ApiToken } from '../whm/model.ts';
import { monthWords } from './month-words.ts';
import { TimelineList } from './TimelineList.tsx';
import { TimelineTable } from './TimelineTable.tsx';
import { TimelineTrack } from './TimelineTrack.tsx';
import { timelineOf } from './timeline.ts';

type TimelineProps = {
  /** Undefined, and null: not known yet. */
  tokens: readonly ApiToken[] | undefined;
  counts: StatusCounts | null;
  /** Whether they are still expected. */
  isPending: boolean;
  now: Date;
  view: TokenView;
  onView: (change: Partial<TokenView>) => void;
};

/** When tokens expire over the next twelve months; a month is a filter of the list below. */
export function Timeline({ tokens, counts, isPending, ...rest }: TimelineProps) {
  const { timeline: kept } = useServer();
  if (isPending) return <div className="timeline" data-kept={kept} style={{ height: kept ?? '' }} />;
  return tokens && counts && tokens.length > 0 ? (
    <KnownTimeline tokens={tokens} counts={counts} {...rest} />
  ) : null;
}

type KnownTimelineProps = Omit<TimelineProps, 'isPending'> & {
  tokens: readonly ApiToken[];
  counts: StatusCounts;
};

function KnownTimeline({ tokens, counts, now, view, onView }: KnownTimelineProps) {
  const { zone, timeline: kept, onTimeline: onKeep } = useServer();
  const narrow = useNarrow();
  const [open, setOpen] = useState(() => (kept ? kept !== 'closed' && kept !== 'quiet' : !narrow));
  const frame = useRef<HTMLElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const id = useId();
  const today = isoDay(now, zone);
  // biome-ignore lint/correctness/useExhaustiveDependencies: within a day, time changes it only where it changes a status.
  const timeline = useMemo(
    () => timelineOf(tokens, now, zone),
    [tokens, today, zone, counts.expiring, counts.expired],
  );
  const quiet = timeline.months.every(({ count }) => count === 0);
  // Where nobody chose, it is open at the next visit if there is something to see; now it must not move the list.
  useEffect(() => {
    if (quiet ? !kept : kept === 'quiet') onKeep(quiet ? 'quiet' : '');
  }, [quiet, kept, onKeep]);
  // Its height on a phone, for the place that it takes at the next visit.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows from what is drawn.
  useEffect(() => {
    const height = `${frame.current?.offsetHeight}px`;
    if (open && narrow && kept && kept !== 'quiet' && kept !== height) onKeep(height);
  }, [open, narrow, kept, onKeep, timeline]);

  // What draws the months is not drawn again for a key in the search.
  const latest = useRef(onView);
  useEffect(() => {
    latest.current = onView;
  }, [onView]);
  const onMonth = useCallback(
    // So that as many are shown as the month says.
    (month: string) => latest.current(month === '' ? { month } : { month, status: 'all' }),
    [],
  );
  const filter = (status: StatusFilter, words: string) =>
    counts[status] > 0 && (
      <Button
        size="sm"
        intent="quiet"
        className="font-normal text-muted"
        aria-pressed={view.status === status && view.month === ''}
        onClick={() => onView({ status, month: '' })}
      >
        {counts[status]} {words}
      </Button>
    );
  const from = (
    <span className="text-muted text-sm max-lg:sm:hidden">
      from {longDay(now, zone).slice(4)}, server time
    </span>
  );
  const others = (
    <div className={`-mx-2.25 flex ${view.month === '' ? '' : 'max-lg:sm:hidden'}`}>
      {filter('expired', 'expired already')}
      {timeline.later > 0 && (
        <span className="self-center px-2 text-muted text-sm max-lg:sm:hidden">{timeline.later} later</span>
      )}
      {filter('never', counts.never === 1 ? 'never expires' : 'never expire')}
    </div>
  );
  const drawn = { timeline, zone, month: view.month, onMonth };
  return (
    <section ref={frame} aria-labelledby={id} className="timeline">
      <header className="flex items-center gap-3">
        <h2 className="flex-none">
          <button
            ref={toggle}
            id={id}
            type="button"
            aria-label="Expiries, next 12 months"
            aria-expanded={open}
            onClick={() => {
              setOpen(!open);
              onKeep(open ? 'closed' : 'open');
            }}
            className="-ml-1.5 flex h-(--compact-h) items-center gap-1 rounded-control px-1.5 font-semibold hover:bg-sunken"
          >
            <ChevronDown size={14} className={open ? '' : '-rotate-90'} />
            <span>
              Expiries
              <span className={view.month === '' ? '' : 'max-sm:hidden'}>, next 12 months</span>
            </span>
          </button>
        </h2>
        {!narrow && from}
        <span className="flex-1" />
        {view.month !== '' && (
          <Button
            size="sm"
            aria-label={`Only ${monthWords(view.month, 'short')}: show all months`}
            onClick={() => {
              onMonth('');
              // The button goes, and must not take the focus with it.
              toggle.current?.focus();
            }}
          >
            Only {monthWords(view.month, 'short')}
            <X size={14} />
          </Button>
        )}
        {!narrow && others}
      </header>
      {open && (
        <div>
          {narrow && from}
          {narrow && others}
          {quiet ? (
            <p className="grid h-22 place-items-center text-muted">No token expires in the next 12 months.</p>
          ) : (
            <>
              {narrow ? <TimelineList {...drawn} /> : <TimelineTrack {...drawn} />}
              <TimelineTable timeline={timeline} />
            </>
          )}
        </div>
      )}
    </section>
  );
}

const narrowest = matchMedia('(width < 640px)');

function onNarrowest(onChange: () => void) {
  narrowest.addEventListener('change', onChange);
  return () => narrowest.removeEventListener('change', onChange);
}

/** Whether months stand below each other. */
function useNarrow(): boolean {
  return useSyncExternalStore(onNarrowest, () => narrowest.matches);
}
