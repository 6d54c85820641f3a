import { memo } from 'react';
import { longDay } from '../tokens/server-time.ts';
import { Mark } from './Mark.tsx';
import { expireIn, monthWords } from './month-words.ts';
import type { DrawnTimeline } from './TimelineTrack.tsx';
import type { TimelineMonth } from './timeline.ts';

/** The months that have tokens, below each other: for phones. */
export const TimelineList = memo(function TimelineList({ timeline, zone, month, onMonth }: DrawnTimeline) {
  return (
    <ol>
      {timeline.months.map(
        (entry) =>
          entry.count > 0 && (
            <li key={entry.key}>
              <button
                type="button"
                aria-pressed={entry.key === month}
                onClick={() => onMonth(entry.key === month ? '' : entry.key)}
                className="flex h-(--compact-h) w-full items-center gap-2 rounded-control px-0.5 text-left aria-pressed:bg-sunken"
              >
                <Mark soon={entry.soon > 0} />
                <span className="sr-only">{expireIn(entry.count, entry.key)}: </span>
                <span className="min-w-0 flex-1 truncate font-mono text-key">{few(entry)}</span>
                <span className="text-muted text-sm tabular-nums">{when(entry, zone)}</span>
              </button>
            </li>
          ),
      )}
    </ol>
  );
});

/** More do not fit beside the month. */
const FEW = 2;

function few({ count, first }: TimelineMonth): string {
  return count > FEW ? `${count} tokens` : first.map(({ name }) => name).join(', ');
}

/** `31 Dec 2026`; of several tokens the month. */
function when({ count, first: [only], key }: TimelineMonth, zone: string): string {
  return count === 1 && only?.expiresAt ? longDay(only.expiresAt, zone).slice(4) : monthWords(key, 'short');
}
