import { type UseFormReturn, useWatch } from 'react-hook-form';
import { ExpiryDate } from './ExpiryDate.tsx';
import { readDay } from './expiry-input.ts';
import { useServer } from './server.tsx';
import { clockTime, isoDay } from './server-time.ts';
import {
  dateProblem,
  expiryFromForm,
  type FormContext,
  instantWithinDay,
  type TokenForm,
} from './token-form.ts';
import { ZoneChoice } from './ZoneChoice.tsx';

type ExpiryFieldProps = {
  form: UseFormReturn<TokenForm>;
  context: FormContext;
  /** What keeps the form from being sent. */
  problem: string | undefined;
};

/** *Should the API Token Expire?* with WHM's two choices; the instant a date means is always printed. */
export function ExpiryField({ form, context, problem }: ExpiryFieldProps) {
  const values = useWatch({
    control: form.control,
    compute: ({ expires, date, wholeDay }) => ({ expires, date, wholeDay }),
  });
  const { zoneKnown, onZone } = useServer();
  const typed = readDay(values.date, context.zone);
  const day = typed?.kind === 'day' ? typed.day : values.date;
  const chooseZone = (zone: string) => {
    const before = context.original?.expiresAt ?? null;
    // A date that was not touched stays the same instant: on another clock that may be another day.
    const isUntouched = before !== null && isoDay(before, context.zone) === day && !values.wholeDay;
    if (isUntouched) form.setValue('date', isoDay(before, zone));
    onZone(zone);
  };
  const now = { ...form.getValues(), ...values };
  const within = instantWithinDay(now, context);
  // A date that is still being typed is not wrong yet.
  const isTyped = typed !== null || (values.date.trim() !== '' && form.formState.touchedFields.date === true);
  const error = problem ?? (isTyped ? dateProblem(now, context) : null) ?? undefined;
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
          <ExpiryDate
            date={values.date}
            onDate={(day) => form.setValue('date', day)}
            input={(tidy) => form.register('date', { onBlur: tidy })}
            error={error}
            expiresAt={expiryFromForm(now, context)}
            when={context}
          />
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
      )}
    </fieldset>
  );
}
