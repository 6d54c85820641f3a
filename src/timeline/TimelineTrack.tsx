import { memo, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { MARK_RADIUS, type Place, placeLabels } from './lanes.ts';
import { Mark } from './Mark.tsx';
import { expireIn, monthWords } from './month-words.ts';
import { namesOf } from './TimelineTable.tsx';
import type { Pin, Timeline, TimelineMonth } from './timeline.ts';

export type DrawnTimeline = {
  timeline: Timeline;
  zone: string;
  /** The one that is shown alone; empty: none is. */
  month: string;
  onMonth: (month: string) => void;
};

const LANES = 3;
const LANE_REM = 1.1875;
/** Of a name, in characters; the browser cuts what is longer. */
const LONGEST = 26;
/** Width of a character of a name, in the root's font size: 11 px, six tenths as wide. */
const CHARACTER_REM = 0.42;
/** Height of the longest bar. */
const BAR_REM = 2.5;
/** Before a bar and after it, of the width of its month. */
const BAR_GAP_PX = 10;
/** Narrower months have no room for a year, or for a word at all. */
const YEAR_REM = 3.75;
const WORD_REM = 1.75;

/** The months beside each other, to scale, with a mark where a token expires; bars where there are too many. */
export const TimelineTrack = memo(function TimelineTrack({ timeline, month, onMonth }: DrawnTimeline) {
  const track = useRef<HTMLDivElement>(null);
  const { width, rem } = useSize(track);
  const { from, to, months, soonUntil } = timeline;
  const at = (instant: number) => ((instant - from) / (to - from)) * width;
  const pins = useMemo(() => placedPins(timeline, width, rem), [timeline, width, rem]);
  const most = Math.max(...months.map(({ count }) => count));
  return (
    <div ref={track} className="relative isolate my-1 h-20">
      <div
        className="absolute top-0 bottom-4.5 left-0 -z-1 border-expiring-edge border-r border-dashed bg-expiring"
        style={{ width: at(soonUntil) }}
      />
      <ol
        className="absolute inset-0 grid"
        style={{
          gridTemplateColumns: months.map((one) => `minmax(0, ${at(one.to) - at(one.from)}fr)`).join(' '),
        }}
      >
        {months.map((one, position) => {
          const { key, count } = one;
          const room = at(one.to) - at(one.from);
          const roomy = room / rem;
          const content = (
            <>
              {pins
                ? pins.map(
                    (pin) => pin.at >= one.from && pin.at < one.to && <PinMark key={pin.at} {...pin} />,
                  )
                : width > 0 && count > 0 && <Bar month={one} most={most} room={room} />}
              {/* A blank keeps the line that the others stand on. */}
              {roomy > WORD_REM
                ? monthWords(key, 'short').slice(0, key.endsWith('-01') && roomy > YEAR_REM ? undefined : 3)
                : '\u00a0'}
            </>
          );
          const look = 'flex h-full min-w-6 flex-col items-start justify-end pl-1.25 text-muted text-xs';
          return (
            // Of a month that is nearly over, the button is wider than what is drawn of it (WCAG 2.5.8).
            <li key={key} className={position === 0 ? 'z-1 border-ink border-l-2' : 'border-line border-l'}>
              {count > 0 ? (
                <button
                  type="button"
                  aria-label={expireIn(count, key)}
                  title={namesOf(one)}
                  aria-pressed={key === month}
                  onClick={() => onMonth(key === month ? '' : key)}
                  className={`${look} w-full hover:bg-ink/5 focus-visible:-outline-offset-2 aria-pressed:bg-ink/5 aria-pressed:font-semibold aria-pressed:text-ink aria-pressed:shadow-[inset_0_-2px_0_var(--ink)]`}
                >
                  {content}
                </button>
              ) : (
                <div className={look}>{content}</div>
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
});

type PlacedPin = Pin & Place & { x: number; width: number };

/** Null where not all have room: a picture that leaves some out would be none. */
function placedPins(
  { pins, from, to }: Timeline,
  trackWidth: number,
  rem: number,
): readonly PlacedPin[] | null {
  if (pins === null || trackWidth === 0) return null;
  const labels = pins.map((pin) => ({
    x: ((pin.at - from) / (to - from)) * trackWidth,
    width: Math.min(labelOf(pin).length, LONGEST) * CHARACTER_REM * rem,
  }));
  const places = placeLabels(labels, trackWidth, LANES);
  return (
    places &&
    pins.flatMap((pin, position) => {
      const [label, place] = [labels[position], places[position]];
      return label && place ? [{ ...pin, ...label, ...place }] : [];
    })
  );
}

/** The name; of several tokens at the same instant their number. */
function labelOf({ names }: Pin): string {
  const [only = ''] = names;
  return names.length === 1 ? only : `${names.length} tokens`;
}

function PinMark({ x, width, lane, side, ...pin }: PlacedPin) {
  return (
    <span
      className={`absolute flex h-4.5 items-center gap-1.5 font-mono font-normal text-ink text-key ${side === 'left' ? 'flex-row-reverse' : ''}`}
      style={{
        top: `${lane * LANE_REM + 0.125}rem`,
        ...(side === 'left' ? { right: `calc(100% - ${x + MARK_RADIUS}px)` } : { left: x - MARK_RADIUS }),
      }}
    >
      <Mark soon={pin.soon} />
      <span className="truncate" style={{ maxWidth: width + 2 }}>
        {labelOf(pin)}
      </span>
    </span>
  );
}

/** As high as its number; in red what has expired, in amber what will within 30 days. */
function Bar({ month, most, room }: { month: TimelineMonth; most: number; room: number }) {
  const { count, soon, past } = month;
  return (
    <>
      <span className="text-ink tabular-nums">{count}</span>
      <span
        className="mb-0.5 flex max-w-10 flex-col justify-end border border-control bg-control"
        style={{ width: Math.max(4, room - BAR_GAP_PX), height: `${(count / most) * BAR_REM}rem` }}
      >
        <span className="mb-auto bg-expired-edge" style={{ height: `${(past / count) * 100}%` }} />
        <span className="bg-expiring-edge" style={{ height: `${(soon / count) * 100}%` }} />
      </span>
    </>
  );
}

/** Width of an element and the root's font size, in pixels, and from then on; 0 before it is drawn. */
function useSize(element: RefObject<HTMLElement | null>): { width: number; rem: number } {
  const [size, setSize] = useState({ width: 0, rem: 16 });
  useLayoutEffect(() => {
    const target = element.current;
    if (target === null) return;
    const measure = () =>
      setSize({
        width: target.clientWidth,
        rem: Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
      });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return size;
}
