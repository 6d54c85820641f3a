import { Check } from 'lucide-react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { Field, inputClass } from '../ui/Field.tsx';
import { MAX_NAME_LENGTH } from '../whm/model.ts';
import { nameProblem, nameWarning } from './name-rules.ts';
import type { FormContext, TokenForm } from './token-form.ts';

type NameFieldProps = {
  form: UseFormReturn<TokenForm>;
  context: FormContext;
  /** What keeps the form from being sent. */
  problem: string | undefined;
  /** What stands under a name that nothing speaks against. */
  help: string;
};

/** WHM's Name, with its rule, the names that are taken and the reserved ones, as it is typed. */
export function NameField({ form, context, problem: unsendable, help }: NameFieldProps) {
  const typed = useWatch({ control: form.control, name: 'name' });
  const name = typed === context.original?.name ? typed : typed.trim();
  // An empty name is wrong only once the form is sent.
  const problem = name === '' ? null : nameProblem(name, context);
  const warning = problem === null ? nameWarning(name, context) : null;
  const isFree = name !== '' && name !== context.original?.name;
  return (
    <Field
      label="Name"
      end={`${name.length} of ${MAX_NAME_LENGTH}`}
      error={problem ?? unsendable}
      live
      help={
        warning !== null ? (
          <span className="text-expiring-ink">{warning}</span>
        ) : (
          <>
            {problem === null && isFree && (
              <>
                <Check size={14} className="mr-1 text-done-ink" />
                Not used yet.{' '}
              </>
            )}
            {help}
          </>
        )
      }
    >
      {(ids) => (
        <input
          {...ids}
          {...form.register('name')}
          data-autofocus
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          className={`${inputClass} font-mono text-sm`}
        />
      )}
    </Field>
  );
}
