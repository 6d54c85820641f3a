import { useMutation, useQueryClient } from '@tanstack/react-query';
import { MoveHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { KnownAccount } from '../privileges/account.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { showToast } from '../ui/toasts.tsx';
import type { Setting, Written } from '../whm/client.ts';
import type { ApiToken, TokenSettings } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { ChangeTable } from './ChangeTable.tsx';
import { TokenFormDialog } from './TokenFormDialog.tsx';
import { type Change, changesBetween } from './token-changes.ts';
import { type FormContext, formFromToken, type TokenForm } from './token-form.ts';
import { updateTokenOptions } from './token-writes.ts';
import { WriteProblem } from './WriteProblem.tsx';

type EditTokenDialogProps = {
  token: ApiToken;
  account: KnownAccount;
  context: FormContext;
  /** Opens *Generate API Token* with these settings, for a token that is gone. */
  onGenerate: (start: TokenForm) => void;
  onClose: () => void;
};

export function EditTokenDialog({ token, account, context, onGenerate, onClose }: EditTokenDialogProps) {
  const queryClient = useQueryClient();
  const update = useMutation(updateTokenOptions(useWhmClient(), queryClient));
  // The token as the person last saw it: what it is compared with right before the write.
  const [opened, setOpened] = useState(token);
  const [sent, setSent] = useState<TokenSettings | null>(null);
  // A new key makes a new form, filled from the server's state.
  const [formKey, setFormKey] = useState(0);
  const theirs = update.data?.kind === 'changed-elsewhere' ? update.data.theirs : null;

  const submit = (settings: TokenSettings) => {
    if (changesBetween(opened, settings).length === 0) {
      showToast({
        title: 'Nothing changed in',
        subject: opened.name,
        detail: 'Nothing was sent to the server.',
      });
      onClose();
      return;
    }
    setSent(settings);
    update.mutate(
      { opened, settings },
      {
        onSuccess: (result) => {
          if (result.kind !== 'updated') return;
          tellSaved(result.written, changesBetween(opened, settings));
          onClose();
        },
      },
    );
  };
  const takeTheirs = (current: ApiToken) => {
    setOpened(current);
    setFormKey(formKey + 1);
    update.reset();
  };
  const keepMine = (current: ApiToken) => {
    setOpened(current);
    update.reset();
  };
  const gone = update.data?.kind === 'gone';
  const formContext = { ...context, original: opened };
  return (
    <TokenFormDialog
      key={formKey}
      title={
        <>
          Edit API Token <span className="font-mono text-[0.93em]">{opened.name}</span>
        </>
      }
      submitLabel="Save"
      start={formFromToken(opened, context)}
      context={formContext}
      account={account}
      busy={update.isPending}
      onSubmit={submit}
      onClose={onClose}
      nameHelp="A new name keeps the secret. Scripts do not notice."
      notice={
        theirs !== null ? (
          <Conflict opened={opened} theirs={theirs} onTakeTheirs={takeTheirs} onKeepMine={keepMine} />
        ) : gone && sent !== null ? (
          <Notice
            tone="red"
            role="alert"
            action={
              <Button
                size="sm"
                onClick={() => onGenerate(formFromToken({ ...sent, createdAt: token.createdAt }, context))}
              >
                Generate it again
              </Button>
            }
          >
            <b>
              <span className="font-mono">{opened.name}</span> is not on the server any more.
            </b>{' '}
            It was revoked or renamed while this form was open; nothing was saved. You can generate a new
            token with these settings. It will have a new secret.
          </Notice>
        ) : (
          update.error && <WriteProblem error={update.error} refusedTitle="The token was not changed." />
        )
      }
      review={(settings) => <Review changes={changesBetween(opened, settings)} />}
      summary={(settings) => <Summary changes={changesBetween(opened, settings)} />}
    />
  );
}

function Review({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  const widening = changes.filter((change) => change.effect === 'widens');
  return (
    <details
      open
      className="max-h-[45%] flex-none overflow-auto border-line-strong border-t bg-surface px-4 py-2 sm:px-5"
      aria-label="What will change"
    >
      <summary className="min-h-6 font-semibold">What will change</summary>
      {widening.length > 0 && (
        <Notice tone="red" icon={MoveHorizontal} className="my-2">
          <b>This widens the token.</b> {widening.map(wideningWords).join(' ')}
        </Notice>
      )}
      <ChangeTable changes={changes} before="Now" after="After Save" />
    </details>
  );
}

function wideningWords(change: Change): string {
  switch (change.setting) {
    case 'name':
      return '';
    case 'expiresAt':
      return change.after === null ? 'It will never expire.' : 'It will work for longer.';
    case 'allowlist':
      return change.unlimited ? 'It will work from any address.' : 'It will work from more addresses.';
    case 'privileges':
      return change.unlimited
        ? 'It will be able to do everything.'
        : `It will be able to do more: ${change.added.length} added.`;
  }
}

function Summary({ changes }: { changes: readonly Change[] }) {
  if (changes.length === 0) return <>Nothing has changed yet.</>;
  const widening = changes.filter((change) => change.effect === 'widens').length;
  return (
    <>
      <b>
        {changes.length} {changes.length === 1 ? 'setting changes' : 'settings change'}
      </b>
      {widening > 0 && `, ${widening} of them ${widening === 1 ? 'widens' : 'widen'} the token`}. All others
      are sent as they are.
    </>
  );
}

type ConflictProps = {
  opened: ApiToken;
  theirs: ApiToken;
  onTakeTheirs: (current: ApiToken) => void;
  onKeepMine: (current: ApiToken) => void;
};

function Conflict({ opened, theirs, onTakeTheirs, onKeepMine }: ConflictProps) {
  return (
    <Notice tone="amber" role="alert">
      <b>Somebody else changed this token while the form was open.</b> Nothing was saved yet. Their changes:
      <div className="my-2 rounded-control bg-raised px-3 py-1">
        <ChangeTable
          changes={changesBetween(opened, theirs)}
          before="When you opened it"
          after="On the server now"
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => onTakeTheirs(theirs)}>
          Start again from theirs
        </Button>
        <Button size="sm" onClick={() => onKeepMine(theirs)}>
          Keep mine and compare
        </Button>
      </div>
    </Notice>
  );
}

const settingWords: Record<Setting, string> = {
  name: 'the name',
  privileges: 'the privileges',
  expiresAt: 'the expiry',
  allowlist: 'the IPs',
};

const changeWords: Record<Change['setting'], string> = {
  name: 'Name',
  expiresAt: 'Expires',
  allowlist: 'IPs',
  privileges: 'Privileges',
};

function tellSaved({ value, differences, warnings }: Written<ApiToken>, changes: readonly Change[]) {
  if (differences.length > 0) {
    showToast({
      tone: 'amber',
      title: 'Saved, but not as sent:',
      subject: value.name,
      detail: `The server answered with something else for ${differences.map((setting) => settingWords[setting]).join(' and ')}. Look at the token in the list. ${warnings.join(' ')}`,
    });
    return;
  }
  showToast({
    title: 'Saved',
    subject: value.name,
    detail:
      `${changes.map((change) => changeWords[change.setting]).join(', ')} changed, and the server confirmed it. ${warnings.join(' ')}`.trim(),
    tone: warnings.length > 0 ? 'amber' : 'done',
  });
}
