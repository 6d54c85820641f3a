import { Calendar as CalendarIcon } from 'lucide-react';
import { type ComponentProps, lazy, Suspense } from 'react';
import { classes } from '../ui/classes.ts';
import { Field, inputClass } from '../ui/Field.tsx';
import { Popover } from '../ui/Popover.tsx';
import { timeLeft } from './expiry.ts';
import { dayAfter, lifetimes } from './expiry-dates.ts';
import { readDay } from './expiry-input.ts';
import { useServer } from './server.tsx';
import { longInstant, offsetLabel } from './server-time.ts';

const Calendar = lazy(async () => ({ default: (await import('./Calendar.tsx')).Calendar }));

type When = { zone: string; now: Date };

type ExpiryDateProps = {
  /** As typed. */
  date: string;
  /** A day that was picked, or what was understood of the text once the field is left. */
  onDate: (day: string) => void;
  /** What ties the box to its owner; `tidy` is for when it is left. */
  input: (tidy: () => void) => ComponentProps<'input'>;
  /** Changes while one types, and is read out when it does. */
  error: string | undefined;
  /** The instant that the date means; null or undefined: none. */
  expiresAt: Date | null | undefined;
  when: When;
};

/** A day of the server's calendar: lifetimes from today, a box to type or paste into, a calendar, and the instant. */
export function ExpiryDate({ date, onDate, input, error, expiresAt, when }: ExpiryDateProps) {
  const typed = readDay(date, when.zone);
  const day = typed?.kind === 'day' ? typed.day : date;
  const tidy = () => {
    if (typed?.kind === 'day' && typed.day !== date) onDate(typed.day);
  };
  return (
    <>
      <fieldset className="flex flex-wrap gap-1 max-sm:grid max-sm:grid-cols-5">
        <legend className="sr-only">Counted from today</legend>
        {lifetimes.map((lifetime) => {
          const then = dayAfter(lifetime, when.now, when.zone);
          return (
            <button
              key={lifetime}
              type="button"
              aria-pressed={day === then}
              onClick={() => onDate(then)}
              className={chipClass}
            >
              {lifetime}
            </button>
          );
        })}
      </fieldset>
      <div className="mt-3">
        <Field
          label="API Token Expiration Date"
          minor
          live
          error={error}
          help={<Instants expiresAt={expiresAt} when={when} />}
        >
          {(ids) => (
            <div className="relative w-44">
              <input
                {...ids}
                {...input(tidy)}
                placeholder="YYYY-MM-DD"
                autoComplete="off"
                className={classes(inputClass, 'pr-9 tabular-nums')}
              />
              <Popover
                label="Open the calendar"
                button={<CalendarIcon size={16} />}
                buttonClass="absolute top-1/2 right-0.5 grid size-7 -translate-y-1/2 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink"
                align="end"
                className="p-3"
              >
                {(close) => (
                  <Suspense fallback={<div className="h-74 w-63" />}>
                    <Calendar
                      day={day}
                      context={when}
                      onPick={(day) => {
                        onDate(day);
                        close();
                      }}
                    />
                  </Suspense>
                )}
              </Popover>
            </div>
          )}
        </Field>
      </div>
    </>
  );
}

const chipClass =
  'inline-flex h-(--compact-h) items-center justify-center gap-1 whitespace-nowrap rounded-control border border-line-strong bg-raised px-2.25 ' +
  'font-medium text-sm hover:border-control max-sm:px-0 ' +
  'aria-pressed:border-ink aria-pressed:bg-sunken aria-pressed:shadow-[inset_0_0_0_1px_var(--ink)]';

/** The computed instant on both clocks, and how far away it is. */
function Instants({ expiresAt, when }: Pick<ExpiryDateProps, 'expiresAt' | 'when'>) {
  const { zoneKnown, browserZone } = useServer();
  if (expiresAt === undefined || expiresAt === null) {
    return <>A token works until 23:59:59 of its last day, in the server’s time zone.</>;
  }
  const rows = [
    { label: zoneKnown ? 'Server' : 'Zone', zone: when.zone },
    { label: 'You', zone: browserZone },
  ];
  const over = expiresAt <= when.now;
  return (
    <dl className="grid grid-cols-[auto_1fr_auto] gap-x-3 gap-y-0.5 rounded-control bg-sunken px-2.5 py-2 text-sm leading-4.5 tabular-nums">
      {rows.map(({ label, zone }) => (
        <div key={label} className="contents">
          <dt>{label}</dt>
          <dd className="text-ink">{longInstant(expiresAt, zone)}</dd>
          <dd>{offsetLabel(expiresAt, zone)}</dd>
        </div>
      ))}
      <dt>Left</dt>
      <dd className={over ? 'font-medium text-danger-ink' : 'text-ink'}>
        {over ? 'Nothing: it has passed' : timeLeft(expiresAt, when.now)}
      </dd>
    </dl>
  );
}
