import { DayPicker } from 'react-day-picker';
import { isoDay } from './server-time.ts';
import type { FormContext } from './token-form.ts';

type CalendarProps = { day: string; context: FormContext; onPick: (day: string) => void };

/** Midnight of a `YYYY-MM-DD` on this browser's calendar, which is what the picker counts in. */
function toLocal(day: string): Date | undefined {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return undefined;
  const local = new Date(year, month - 1, date);
  return Number.isNaN(local.getTime()) ? undefined : local;
}

function fromLocal(date: Date): string {
  const pad = (value: number, length = 2) => String(value).padStart(length, '0');
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

const navButton =
  'grid size-7 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink aria-disabled:invisible';

export function Calendar({ day, context, onPick }: CalendarProps) {
  const today = toLocal(isoDay(context.now, context.zone));
  const selected = toLocal(day);
  return (
    <DayPicker
      mode="single"
      autoFocus
      required
      weekStartsOn={1}
      selected={selected}
      defaultMonth={selected ?? today ?? new Date(context.now)}
      {...(today ? { today, startMonth: today, disabled: { before: today } } : {})}
      onSelect={(date) => onPick(fromLocal(date))}
      classNames={{
        months: 'relative',
        month_caption: 'flex h-7 items-center pl-1.5 font-semibold',
        nav: 'absolute top-0 right-0 flex gap-1',
        button_previous: navButton,
        button_next: navButton,
        chevron: 'size-4 fill-current',
        month_grid: 'mt-2 border-separate border-spacing-0',
        weekday: 'size-9 font-medium text-muted text-sm',
        day: 'size-9 p-0 text-center tabular-nums',
        day_button:
          'size-8 rounded-control hover:bg-sunken disabled:cursor-not-allowed disabled:text-muted disabled:opacity-60 disabled:hover:bg-transparent',
        today: 'font-semibold [&>button]:underline [&>button]:underline-offset-3',
        selected: '[&>button]:bg-ink [&>button]:text-on-ink [&>button]:hover:bg-ink',
        outside: 'text-muted',
      }}
    />
  );
}
