import { type ReactNode, useState } from 'react';
import { type FieldErrors, type Resolver, useForm, useWatch } from 'react-hook-form';
import type { Action } from '../api-calls/api-calls.ts';
import type { KnownAccount } from '../privileges/account.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogFoot } from '../ui/Dialog.tsx';
import { focusOnMount } from '../ui/focus.ts';
import type { ApiToken, TokenSettings } from '../whm/model.ts';
import { AllowlistField } from './AllowlistField.tsx';
import { ApiCall } from './ApiCall.tsx';
import { ExpiryField } from './ExpiryField.tsx';
import { NameField } from './NameField.tsx';
import { PrivilegesField } from './PrivilegesField.tsx';
import { RiskStrip } from './RiskStrip.tsx';
import { changesBetween } from './token-changes.ts';
import {
  type FormContext,
  type FormProblems,
  formProblems,
  type ReadableSettings,
  readableFrom,
  settingsFromForm,
  type TokenForm,
} from './token-form.ts';

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
  /** What the settings are compared with, where that is not what the form began with. */
  before?: TokenSettings;
  /** The form began with something that is kept nowhere else. */
  unsaved?: boolean;
  /** What stands above the fields: a failed write, a conflict. */
  notice: (values: TokenForm) => ReactNode;
  /** What stands under the fields of the left side. */
  extra?: (values: TokenForm) => ReactNode;
  /** What stands under the fields, for settings that could be sent as they are. */
  review?: (settings: TokenSettings) => ReactNode;
  /** The sentence at the foot, for settings that could be sent, and for what can be read of others. */
  summary: (settings: TokenSettings | null, readable: ReadableSettings) => ReactNode;
  nameHelp: string;
};

/** The parts that *Generate API Token* and *Edit API Token* share. Mirrors WHM's form. */
export function TokenFormDialog(props: TokenFormDialogProps) {
  const {
    title,
    submitLabel,
    start,
    before,
    unsaved = false,
    context,
    account,
    busy,
    onSubmit,
    onClose,
  } = props;
  const [askingToLeave, setAskingToLeave] = useState(false);
  const form = useForm<TokenForm>({
    defaultValues: start,
    resolver: resolverFor(context),
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
  });
  const values = useWatch({ control: form.control, compute: (current: TokenForm) => current });
  const missing = formProblems(values, context);
  const settings = settingsOrNull(values, context);
  const readable = readableFrom(values, context);
  // The form library finds the first wrong field; what is wrong is said as it is now.
  const problems = form.formState.isSubmitted ? missing : {};
  const changed = unsaved || isChanged(before ?? settingsOrNull(start, context), start, values, settings);

  const notice = props.notice(values);

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
        {notice && <div className="flex-none border-line border-b p-4 sm:px-5">{notice}</div>}
        <div className="min-h-0 flex-1 max-sm:flex-none sm:grid sm:grid-cols-[20rem_minmax(0,1fr)] lg:grid-cols-[24.5rem_minmax(0,1fr)]">
          <div className="flex min-h-0 flex-col gap-5 p-4 sm:overflow-auto sm:p-5">
            <NameField form={form} context={context} problem={problems.name} help={props.nameHelp} />
            <ExpiryField form={form} context={context} problem={problems.date} />
            <AllowlistField form={form} account={account} problem={problems.addresses} />
            {props.extra?.(values)}
          </div>
          <div className="flex min-h-0 flex-col border-line p-4 max-sm:border-t sm:overflow-y-auto sm:border-l sm:p-5 sm:pb-0">
            <PrivilegesField
              form={form}
              context={context}
              account={account}
              tokens={props.tokens}
              problem={problems.privileges}
            />
          </div>
        </div>
        <RiskStrip settings={readable} />
        {settings !== null && props.review?.(settings)}
        <ApiCall
          action={settings && actionFor(settings, context)}
          note={callNote(missing, changed || context.original === null)}
          className="max-h-[42%] flex-none overflow-auto border-line-strong border-t px-4 py-2 max-sm:max-h-none sm:px-5"
        />
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
              Object.keys(problems).length > 0 ? (
                <span role="alert" className="text-danger-ink">
                  {problemSentence(problems)}
                </span>
              ) : (
                props.summary(settings, readable)
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

function problemSentence(problems: FormProblems): string {
  const names = fieldsInOrder.filter((field) => problems[field]).map((field) => fieldTitles[field]);
  return `${names.length === 1 ? 'One part needs' : `${names.length} parts need`} another look: ${names.join(', ')}.`;
}

function actionFor(settings: TokenSettings, { original }: FormContext): Action {
  return original === null
    ? { kind: 'create', settings }
    : { kind: 'update', currentName: original.name, settings };
}

function callNote(missing: FormProblems, changed: boolean): string | null {
  const names = fieldsInOrder.filter((field) => missing[field]).map((field) => fieldTitles[field]);
  if (names.length > 0)
    return `The call stands here once the form can be sent. Not right yet: ${names.join(', ')}.`;
  return changed
    ? null
    : 'Nothing has changed, so Save sends nothing. This call would write the same settings again.';
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

function settingsOrNull(form: TokenForm, context: FormContext): TokenSettings | null {
  return Object.keys(formProblems(form, context)).length === 0 ? settingsFromForm(form, context) : null;
}

function isChanged(
  before: TokenSettings | null,
  start: TokenForm,
  now: TokenForm,
  after: TokenSettings | null,
): boolean {
  if (before !== null && after !== null) return changesBetween(before, after).length > 0;
  return (
    JSON.stringify({ ...start, privileges: [...start.privileges].sort() }) !==
    JSON.stringify({ ...now, privileges: [...now.privileges].sort() })
  );
}
