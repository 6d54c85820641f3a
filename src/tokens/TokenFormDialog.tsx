import { type ReactNode, useCallback, useMemo, useState } from 'react';
import {
  type FieldErrors,
  type Resolver,
  type UseFormReturn,
  useController,
  useForm,
  useWatch,
} from 'react-hook-form';
import { canGrant, isRootLevel, type KnownAccount } from '../privileges/account.ts';
import { PrivilegePicker } from '../privileges/PrivilegePicker.tsx';
import { groupsToOffer } from '../privileges/selection.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogFoot } from '../ui/Dialog.tsx';
import { focusOnMount } from '../ui/focus.ts';
import { type ApiToken, EVERYTHING, type TokenSettings } from '../whm/model.ts';
import { AllowlistField } from './AllowlistField.tsx';
import { ExpiryField } from './ExpiryField.tsx';
import { NameField } from './NameField.tsx';
import { RiskStrip } from './RiskStrip.tsx';
import { changesBetween } from './token-changes.ts';
import { type FormContext, formProblems, settingsFromForm, type TokenForm } from './token-form.ts';

type TokenFormDialogProps = {
  title: ReactNode;
  submitLabel: 'Generate' | 'Save';
  start: TokenForm;
  context: FormContext;
  account: KnownAccount;
  /** Those whose privileges can be copied. */
  tokens: readonly ApiToken[];
  busy: boolean;
  onSubmit: (settings: TokenSettings) => void;
  onClose: () => void;
  /** What stands above the fields: a failed write, a conflict. */
  notice: ReactNode;
  /** What stands under the fields, for settings that could be sent as they are. */
  review?: (settings: TokenSettings) => ReactNode;
  /** The sentence at the foot. */
  summary: (settings: TokenSettings) => ReactNode;
  nameHelp: string;
};

/** The parts that *Generate API Token* and *Edit API Token* share. Mirrors WHM's form. */
export function TokenFormDialog(props: TokenFormDialogProps) {
  const { title, submitLabel, start, context, account, busy, onSubmit, onClose } = props;
  const [askingToLeave, setAskingToLeave] = useState(false);
  const form = useForm<TokenForm>({
    defaultValues: start,
    resolver: resolverFor(context),
    mode: 'onSubmit',
    reValidateMode: 'onChange',
  });
  const values = useWatch({ control: form.control, compute: (current: TokenForm) => current });
  const settings =
    Object.keys(formProblems(values, context)).length === 0 ? settingsFromForm(values, context) : null;
  const problems = form.formState.isSubmitted ? Object.keys(form.formState.errors).length : 0;
  const changed = isChanged(start, values, context);

  const requestClose = () => {
    if (busy) return;
    // A second Escape, or one held down, is no answer: only the button leaves.
    if (changed) setAskingToLeave(true);
    else onClose();
  };
  return (
    <Dialog title={title} width="form" onRequestClose={requestClose}>
      <form
        noValidate
        className="flex min-h-0 flex-1 flex-col max-sm:overflow-auto"
        onSubmit={form.handleSubmit(() => {
          if (!busy && settings !== null) onSubmit(settings);
        })}
      >
        {props.notice && <div className="flex-none border-line border-b p-4 sm:px-5">{props.notice}</div>}
        <div className="min-h-0 flex-1 max-sm:flex-none sm:grid sm:grid-cols-[20rem_minmax(0,1fr)] lg:grid-cols-[24.5rem_minmax(0,1fr)]">
          <div className="flex min-h-0 flex-col gap-5 p-4 sm:overflow-auto sm:p-5">
            <NameField form={form} context={context} help={props.nameHelp} />
            <ExpiryField form={form} context={context} />
            <AllowlistField form={form} account={account} />
          </div>
          <div className="flex min-h-0 flex-col border-line p-4 max-sm:border-t sm:overflow-y-auto sm:border-l sm:p-5 sm:pb-0">
            <PrivilegesField form={form} context={context} account={account} tokens={props.tokens} />
          </div>
        </div>
        <RiskStrip settings={settings} />
        {settings !== null && props.review?.(settings)}
        {askingToLeave ? (
          <DialogFoot
            say={
              <span role="alert">
                Leave without {submitLabel === 'Save' ? 'saving' : 'generating'}? What you typed is lost.
              </span>
            }
          >
            <Button ref={focusOnMount} onClick={() => setAskingToLeave(false)}>
              Keep editing
            </Button>
            <Button intent="danger" onClick={onClose}>
              Leave
            </Button>
          </DialogFoot>
        ) : (
          <DialogFoot
            say={
              problems > 0 ? (
                <span role="alert" className="text-danger-ink">
                  {problemSentence(form.formState.errors)}
                </span>
              ) : (
                settings !== null && props.summary(settings)
              )
            }
          >
            <Button onClick={requestClose}>Cancel</Button>
            <Button intent="primary" type="submit" busy={busy}>
              {submitLabel}
            </Button>
          </DialogFoot>
        )}
      </form>
    </Dialog>
  );
}

const fieldTitles: Record<keyof TokenForm, string> = {
  name: 'Name',
  expires: 'Should the API Token Expire?',
  date: 'API Token Expiration Date',
  wholeDay: 'API Token Expiration Date',
  addresses: 'IPs',
  privileges: 'Privileges',
  everything: 'Privileges',
};

const fieldsInOrder = ['name', 'date', 'addresses', 'privileges'] as const;

function problemSentence(errors: FieldErrors<TokenForm>): string {
  const names = fieldsInOrder.filter((field) => errors[field]).map((field) => fieldTitles[field]);
  return `${names.length === 1 ? 'One part needs' : `${names.length} parts need`} another look: ${names.join(', ')}.`;
}

/** The pure check of token-form.ts, in the shape the form library asks for. */
function resolverFor(context: FormContext): Resolver<TokenForm> {
  return (values) => {
    const problems = formProblems(values, context);
    const errors: FieldErrors<TokenForm> = {};
    for (const field of fieldsInOrder) {
      const message = problems[field];
      if (message !== undefined) errors[field] = { type: 'problem', message };
    }
    return Object.keys(errors).length > 0 ? { values: {}, errors } : { values, errors: {} };
  };
}

function isChanged(start: TokenForm, now: TokenForm, context: FormContext): boolean {
  const sendable = (form: TokenForm) =>
    Object.keys(formProblems(form, context)).length === 0 ? settingsFromForm(form, context) : null;
  const [before, after] = [sendable(start), sendable(now)];
  if (before !== null && after !== null) return changesBetween(before, after).length > 0;
  return (
    JSON.stringify({ ...start, privileges: [...start.privileges].sort() }) !==
    JSON.stringify({ ...now, privileges: [...now.privileges].sort() })
  );
}

type PrivilegesFieldProps = Pick<TokenFormDialogProps, 'context' | 'account' | 'tokens'> & {
  form: UseFormReturn<TokenForm>;
};

function PrivilegesField({ form, context, account, tokens }: PrivilegesFieldProps) {
  const privileges = useController({ control: form.control, name: 'privileges' });
  const everything = useController({ control: form.control, name: 'everything' });
  const onToken = context.original?.privileges ?? [];
  const [groups] = useState(() => groupsToOffer(account, onToken));
  const [notGrantable] = useState(() => onToken.filter((name) => !canGrant(account, name)));
  const { setValue } = form;
  const isSubmitted = form.formState.isSubmitted;
  const onSelect = useCallback(
    (names: readonly string[]) =>
      setValue('privileges', names, { shouldDirty: true, shouldValidate: isSubmitted }),
    [setValue, isSubmitted],
  );
  const onEverything = useCallback(
    (selected: boolean) => {
      setValue('everything', selected, { shouldDirty: true, shouldValidate: isSubmitted });
    },
    [setValue, isSubmitted],
  );
  const start = useMemo(
    () => ({
      account,
      tokens: tokens.filter(({ name }) => name !== context.original?.name),
      initial: context.original === null ? ('default' as const) : null,
    }),
    [account, tokens, context.original],
  );
  return (
    <PrivilegePicker
      start={start}
      groups={groups}
      selected={privileges.field.value}
      onSelect={onSelect}
      everythingSelected={everything.field.value}
      onEverything={onEverything}
      everythingOffered={account === null || isRootLevel(account) || onToken.includes(EVERYTHING)}
      notGrantable={notGrantable}
      error={privileges.fieldState.error?.message}
      focusRef={privileges.field.ref}
    />
  );
}
