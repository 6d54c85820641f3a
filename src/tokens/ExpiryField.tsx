import { Calendar as CalendarIcon } from 'lucide-react';
import { Suspense } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { classes } from '../ui/classes.ts';
import { Field, inputClass } from '../ui/Field.tsx';
import { lazily } from '../ui/lazily.ts';
import { Popover } from '../ui/Popover.tsx';
import { timeLeft } from './expiry.ts';
import { dayAfter, lifetimes } from './expiry-dates.ts';
import { readDay } from './expiry-input.ts';
import { useServer } from './server.tsx';
import { clockTime, isoDay, longInstant, offsetLabel } from './server-time.ts';
import { expiryFromForm, type FormContext, instantWithinDay, type TokenForm } from './token-form.ts';
import { ZoneChoice } from './ZoneChoice.tsx';

const Calendar = lazily(() => import('./Calendar.tsx'), 'Calendar');

/** *Should the API Token Expire?* with WHM's two choices; the instant a date means is always printed. */
export function ExpiryField({ form, context }: { form: UseFormReturn<TokenForm>; context: FormContext }) {
  const values = useWatch({
    control: form.control,
    compute: ({ expires, date, wholeDay }) => ({ expires, date, wholeDay }),
  });
  const { zoneKnown, onZone } = useServer();
  const typed = readDay(values.date, context.zone);
  const day = typed?.kind === 'day' ? typed.day : values.date;
  const setDate = (day: string) => {
    form.setValue('date', day, { shouldDirty: true, shouldValidate: form.formState.isSubmitted });
  };
  /** What was understood takes the place of what was typed, once the field is left. */
  const tidy = () => {
    if (typed?.kind === 'day' && typed.day !== values.date) setDate(typed.day);
  };
  const chooseZone = (zone: string) => {
    const before = context.original?.expiresAt ?? null;
    // A date that was not touched stays the same instant: on another clock that may be another day.
    const isUntouched = before !== null && isoDay(before, context.zone) === day && !values.wholeDay;
    if (isUntouched) form.setValue('date', isoDay(before, zone));
    onZone(zone);
  };
  const now = { ...form.getValues(), ...values };
  const within = instantWithinDay(now, context);
  const choices = [
    { value: 'never', label: 'The API Token will not expire.' },
    { value: 'date', label: 'Specify an expiration date.' },
  ];
  return (
    <fieldset>
      <legend className="mb-1.5 font-semibold">Should the API Token Expire?</legend>
      {choices.map(({ value, label }) => (
        <label key={value} className="flex min-h-7 items-center gap-2 max-sm:min-h-9">
          <input type="radio" value={value} {...form.register('expires')} />
          {label}
        </label>
      ))}
      {values.expires === 'date' && (
        <div className="mt-1 ml-6">
          <fieldset className="flex flex-wrap gap-1 max-sm:grid max-sm:grid-cols-5">
            <legend className="sr-only">Counted from today</legend>
            {lifetimes.map((lifetime) => {
              const then = dayAfter(lifetime, context.now, context.zone);
              return (
                <button
                  key={lifetime}
                  type="button"
                  aria-pressed={day === then}
                  onClick={() => setDate(then)}
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
              error={form.formState.errors.date?.message}
              help={<Instants form={now} context={context} />}
            >
              {(ids) => (
                <div className="relative w-44">
                  <input
                    {...ids}
                    {...form.register('date', { onBlur: tidy })}
                    placeholder="YYYY-MM-DD"
                    autoComplete="off"
                    className={classes(inputClass, 'pr-9 tabular-nums')}
                  />
                  <Popover
                    label="Open the calendar"
                    button={<CalendarIcon size={16} strokeWidth={1.75} aria-hidden />}
                    buttonClass="absolute top-1/2 right-0.5 grid size-7 -translate-y-1/2 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink"
                    align="end"
                    className="p-3"
                  >
                    {(close) => (
                      <Suspense fallback={<div className="h-74 w-63" />}>
                        <Calendar
                          day={day}
                          context={context}
                          onPick={(day) => {
                            setDate(day);
                            close();
                          }}
                        />
                      </Suspense>
                    )}
                  </Popover>
                </div>
              )}
            </Field>
            {within !== null && (
              <label className="mt-2 flex min-h-7 items-center gap-2 text-sm">
                <input type="checkbox" {...form.register('wholeDay')} />
                To the end of that day, not to {clockTime(within, context.zone)}
              </label>
            )}
            {!zoneKnown && (
              <div className="text-muted text-sm">
                <ZoneChoice onChoose={chooseZone} />
              </div>
            )}
          </div>
        </div>
      )}
    </fieldset>
  );
}

export const chipClass =
  'inline-flex h-(--compact-h) items-center justify-center gap-1 whitespace-nowrap rounded-control border border-line-strong bg-raised px-2.25 ' +
  'font-medium text-sm hover:border-control max-sm:px-0 ' +
  'aria-pressed:border-ink aria-pressed:bg-sunken aria-pressed:shadow-[inset_0_0_0_1px_var(--ink)]';

/** The computed instant on both clocks, and how far away it is. */
function Instants({ form, context }: { form: TokenForm; context: FormContext }) {
  const { zoneKnown, browserZone } = useServer();
  const expiresAt = expiryFromForm(form, context);
  if (expiresAt === undefined || expiresAt === null) {
    return <>The token works until 23:59:59 of that day in the server’s time zone.</>;
  }
  const rows = [
    { label: zoneKnown ? 'Server' : 'Zone', zone: context.zone },
    { label: 'You', zone: browserZone },
  ];
  const over = expiresAt <= context.now;
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
        {over ? 'Nothing: it has passed' : timeLeft(expiresAt, context.now)}
      </dd>
    </dl>
  );
}
