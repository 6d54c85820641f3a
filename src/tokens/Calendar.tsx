import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { monthWords } from '../timeline/month-words.ts';
import { IconButton } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import { addMonths, dayAfterKey, weeksOf, within } from './calendar-days.ts';
import { isoDay, monthNames } from './server-time.ts';
import type { FormContext } from './token-form.ts';

type CalendarProps = {
  /** The day that is chosen; what is no day is not shown. */
  day: string;
  context: Pick<FormContext, 'zone' | 'now'>;
  onPick: (day: string) => void;
};

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** `February 20, 2027` for `2027-02-20`. */
function dayWords(day: string): string {
  const [year, month, number] = day.split('-').map(Number);
  return `${monthNames[Number(month) - 1]} ${number}, ${year}`;
}

/** Days from today on, on the server's calendar, as a date grid (WAI-ARIA Authoring Practices, Date Picker Dialog). */
export function Calendar({ day, context, onPick }: CalendarProps) {
  const today = isoDay(context.now, context.zone);
  const chosen = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
  // The one day that Tab leads to.
  const [at, setAt] = useState(() => within(chosen ?? today, today));
  const grid = useRef<HTMLTableElement>(null);
  const focusFollows = useRef(true);
  const titleId = useId();
  useEffect(() => {
    if (focusFollows.current) grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus();
    focusFollows.current = false;
  }, [at]);
  const turn = (months: number) => setAt(within(addMonths(at, months), today));
  return (
    <div>
      <div className="flex h-7 items-center gap-1">
        <div id={titleId} aria-live="polite" className="flex-1 pl-1.5 font-semibold">
          {monthWords(at.slice(0, 7), 'long')}
        </div>
        <IconButton
          label="Go to the Previous Month"
          icon={ChevronLeft}
          aria-disabled={at.slice(0, 7) <= today.slice(0, 7)}
          className="aria-disabled:cursor-not-allowed aria-disabled:opacity-40"
          onClick={() => turn(-1)}
        />
        <IconButton label="Go to the Next Month" icon={ChevronRight} onClick={() => turn(1)} />
      </div>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a date grid is a table that takes keys.
        role="grid"
        aria-labelledby={titleId}
        className="mt-2 border-separate border-spacing-0"
        onKeyDown={(event) => {
          const next = dayAfterKey(at, event);
          if (next === null) return;
          event.preventDefault();
          focusFollows.current = true;
          setAt(within(next, today));
        }}
      >
        <thead>
          <tr>
            {weekdays.map((weekday) => (
              <th key={weekday} scope="col" abbr={weekday} className="size-9 font-medium text-muted text-sm">
                {weekday.slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(at).map((week) => (
            <tr key={week.find((each) => each !== null)}>
              {week.map((each, index) =>
                each === null ? (
                  <td key={weekdays[index]} />
                ) : (
                  <td key={each} className="size-9 p-0 text-center tabular-nums">
                    <button
                      type="button"
                      data-day={each}
                      tabIndex={each === at ? 0 : -1}
                      disabled={each < today}
                      aria-label={`${weekdays[index]}, ${dayWords(each)}`}
                      aria-pressed={each === chosen}
                      aria-current={each === today ? 'date' : undefined}
                      onClick={() => onPick(each)}
                      className={classes(
                        'size-8 rounded-control disabled:cursor-not-allowed disabled:text-muted disabled:opacity-60',
                        each === chosen ? 'bg-ink text-on-ink' : 'enabled:hover:bg-sunken',
                        each === today && 'font-semibold underline underline-offset-3',
                      )}
                    >
                      {Number(each.slice(8))}
                    </button>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
