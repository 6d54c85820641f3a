import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { announce } from '../ui/announcer.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';
import { Field, inputClass } from '../ui/Field.tsx';
import { focusOnMount } from '../ui/focus.ts';
import { Notice } from '../ui/Notice.tsx';
import { WhmError } from '../whm/errors.ts';
import { type SignInForm, signIn } from '../whm/sign-in.ts';
import { aboutKey, type Connection } from './facts-queries.ts';
import { tellOtherTabs } from './session-news.ts';

type SignInProps = {
  connection: Connection;
  server: string;
  /** Whose session ended while the page was open; null: nobody was signed in. */
  again: string | null;
};

/** A screen of its own at first; over the open page, whose forms stay as they are, once a session has ended. */
export function SignIn({ connection, server, again }: SignInProps) {
  const queryClient = useQueryClient();
  const [dismissed, setDismissed] = useState(false);
  const formId = useId();
  const form = useSignInForm(connection, async () => {
    tellOtherTabs('signed-in');
    // What the gateway answers decides what is shown next (App.tsx).
    await queryClient.invalidateQueries({ queryKey: aboutKey }, { throwOnError: true });
    if (again !== null) return;
    announce(`Signed in to ${server}.`);
    scrollTo({ top: 0 });
  });
  const submit = (
    <Button type="submit" form={formId} intent="primary" busy={form.busy}>
      Sign in
    </Button>
  );
  if (again === null) {
    return (
      <main className="mx-auto w-full max-w-124 px-(--gutter) py-10 max-sm:py-6">
        <div className="sm:rounded-box sm:border sm:border-line sm:bg-raised sm:p-6">
          <h1 className="mb-1 font-semibold text-xl [overflow-wrap:anywhere]">Sign in to {server}</h1>
          <p className="mb-5 text-pretty text-muted">
            With your own WHM account. The dashboard keeps the credential in memory until you sign out or are
            idle for 30 minutes, and gives it to nobody but this server.
          </p>
          <SignInFields id={formId} form={form} user={null} />
          <div className="mt-5 max-sm:*:w-full">{submit}</div>
        </div>
      </main>
    );
  }
  if (dismissed) {
    return (
      // In sight however far the list is scrolled.
      <section aria-label="Session" className="sticky top-0 z-2 bg-surface px-(--gutter) py-3">
        <Notice
          tone="amber"
          role="alert"
          action={
            <Button size="sm" onClick={() => setDismissed(false)}>
              Sign in
            </Button>
          }
        >
          <b>You are signed out.</b> What you see may be old, and nothing can be changed.
        </Notice>
      </section>
    );
  }
  return (
    <Dialog
      title={`Sign in to ${server} again`}
      width="confirmation"
      onRequestClose={() => setDismissed(true)}
    >
      <DialogBody>
        <p>Your session has ended. What you were doing is still here, below this.</p>
        <SignInFields id={formId} form={form} user={again} />
      </DialogBody>
      <DialogFoot>
        <Button onClick={() => setDismissed(true)}>Not now</Button>
        {submit}
      </DialogFoot>
    </Dialog>
  );
}

type Problems = Partial<Record<'user' | 'secret' | 'otp', string>>;

/** Reads the fields when they are sent, so that no secret is in any state but that of its input. */
function useSignInForm(connection: Connection, onSignedIn: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<Problems>({});
  const [error, setError] = useState<Error | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    const element = event.currentTarget;
    const form = formFrom(new FormData(element));
    const found = problemsOf(form);
    setProblems(found);
    setError(null);
    const [first] = Object.keys(found);
    if (first !== undefined) {
      element.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    setBusy(true);
    try {
      await signIn(connection, form);
      await onSignedIn();
    } catch (failed) {
      setError(failed instanceof Error ? failed : new Error(String(failed)));
      // A code is good for one attempt.
      const code = element.querySelector<HTMLInputElement>('[name="otp"]');
      if (code) code.value = '';
      element.querySelector<HTMLElement>('[name="secret"]')?.focus();
    }
    setBusy(false);
  }
  return { busy, problems, error, submit };
}

function formFrom(data: FormData): SignInForm {
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value : '';
  };
  const method = text('method') === 'password' ? 'password' : 'token';
  // A token that was copied often brings a space or a line break along; a password may mean it.
  const secret = method === 'token' ? text('secret').trim() : text('secret');
  return { user: text('user').trim(), method, secret, otp: text('otp').replace(/\s/g, '') };
}

function problemsOf({ user, method, secret, otp }: SignInForm): Problems {
  const name = method === 'token' ? 'API token' : 'password';
  return {
    ...(user === '' && { user: 'Enter the name of your WHM user.' }),
    ...(secret === '' && { secret: `Enter your ${name}.` }),
    ...(!/^(?:\d{6,8})?$/.test(otp) && { otp: 'A one-time code has 6 to 8 digits.' }),
  };
}

type SignInFieldsProps = { id: string; form: ReturnType<typeof useSignInForm>; user: string | null };

function SignInFields({ id, form, user }: SignInFieldsProps) {
  const [method, setMethod] = useState<SignInForm['method']>('token');
  const { error, problems } = form;
  return (
    <form id={id} onSubmit={(event) => void form.submit(event)} noValidate className="flex flex-col gap-4">
      {error && <SignInProblem error={error} />}
      <Field label="User" error={problems.user}>
        {(ids) => (
          <input
            {...ids}
            name="user"
            className={inputClass}
            defaultValue={user ?? ''}
            readOnly={user !== null}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            ref={user === null ? focusOnMount : undefined}
          />
        )}
      </Field>
      <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
        <legend className="mb-1.5 font-semibold">Sign in with</legend>
        {(['token', 'password'] as const).map((value) => (
          <label key={value} className="inline-flex min-h-6 items-center gap-1.5 pointer-coarse:min-h-11">
            <input
              type="radio"
              name="method"
              value={value}
              checked={method === value}
              onChange={() => setMethod(value)}
            />
            {value === 'token' ? 'An API token' : 'The password'}
          </label>
        ))}
      </fieldset>
      <Field label={method === 'token' ? 'API token' : 'Password'} error={problems.secret}>
        {(ids) => (
          <input
            {...ids}
            name="secret"
            type="password"
            className={inputClass}
            autoComplete="current-password"
            data-autofocus={user === null ? undefined : true}
          />
        )}
      </Field>
      {method === 'password' && (
        <Field
          label="One-time code"
          error={problems.otp}
          help="Only when the account has two-factor authentication. WHM asks for a new one after a short while: an API token is the better way then."
        >
          {(ids) => (
            <input
              {...ids}
              name="otp"
              className={inputClass}
              inputMode="numeric"
              autoComplete="one-time-code"
              spellCheck={false}
            />
          )}
        </Field>
      )}
    </form>
  );
}

const refusedAdvice =
  'It does not say why: the user, the credential or the one-time code may be wrong, or the credential expired, ' +
  'revoked or limited to other addresses than that of this dashboard. After a few failures the next attempt has to wait.';

function SignInProblem({ error }: { error: Error }) {
  const whmError = error instanceof WhmError ? error : null;
  const advice = whmError?.kind === 'forbidden' ? refusedAdvice : whmError?.advice;
  return (
    <Notice tone="red" role="alert">
      <b>You are not signed in.</b> {whmError?.reason ?? error.message}
      {advice && <p className="mt-1">{advice}</p>}
    </Notice>
  );
}
