import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { canGrant, type KnownAccount } from '../privileges/account.ts';
import { Button } from '../ui/Button.tsx';
import { passFocusTo } from '../ui/focus.ts';
import { Notice } from '../ui/Notice.tsx';
import { showToast } from '../ui/toasts.tsx';
import type { ApiToken, TokenSettings } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { Conflict } from './Conflict.tsx';
import { NotGrantable } from './NotGrantable.tsx';
import { Review } from './Review.tsx';
import { useServer } from './server.tsx';
import { TokenFormDialog } from './TokenFormDialog.tsx';
import { tellSaved } from './tell-saved.ts';
import { type Change, changesBetween } from './token-changes.ts';
import { type FormContext, formFromToken, type TokenForm } from './token-form.ts';
import { updateTokenOptions } from './token-writes.ts';
import { WriteProblem } from './WriteProblem.tsx';

type EditTokenDialogProps = {
  token: ApiToken;
  account: KnownAccount;
  context: FormContext;
  tokens: readonly ApiToken[];
  /** Opens *Generate API Token* with these settings, for a token that is gone. */
  onGenerate: (start: TokenForm) => void;
  /** Saved under another name: its row is another one now. */
  onRenamed: (name: string) => void;
  onClose: () => void;
};

export function EditTokenDialog({
  token,
  account,
  context,
  tokens,
  onGenerate,
  onRenamed,
  onClose,
}: EditTokenDialogProps) {
  const queryClient = useQueryClient();
  const { zone } = useServer();
  const update = useMutation(updateTokenOptions(useWhmClient(), queryClient));
  // The token as the person last saw it: what it is compared with right before the write.
  const [opened, setOpened] = useState(token);
  // The one that the form was filled from: what it says of that one was not touched, theirs or not.
  const [original, setOriginal] = useState(token);
  const [sent, setSent] = useState<TokenSettings | null>(null);
  // A new key makes a new form, filled from the server's state.
  const [formKey, setFormKey] = useState(0);
  const theirs = update.data?.kind === 'changed-elsewhere' ? update.data.theirs : null;

  const submit = (settings: TokenSettings) => {
    // The second click of a double click comes before the first one is drawn as busy.
    if (queryClient.isMutating() > 0) return;
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
          tellSaved(result.written, settings, changesBetween(opened, settings), zone);
          const { name } = result.written.value;
          if (name === opened.name) onClose();
          else onRenamed(name);
        },
      },
    );
  };
  const takeTheirs = (current: ApiToken) => {
    setOpened(current);
    setOriginal(current);
    setFormKey(formKey + 1);
    update.reset();
  };
  const keepMine = (current: ApiToken) => {
    setOpened(current);
    update.reset();
    passFocusTo(() => document.querySelector<HTMLElement>('dialog[open] [type=submit]'));
  };
  const notGrantable = opened.privileges.filter((name) => !canGrant(account, name));
  const gone = update.data?.kind === 'gone';
  const formContext = { ...context, original };
  return (
    <TokenFormDialog
      key={formKey}
      title={
        <>
          Edit API Token <span className="font-mono text-[0.93em]">{opened.name}</span>
        </>
      }
      submitLabel="Save"
      start={formFromToken(original, context)}
      before={opened}
      context={formContext}
      account={account}
      tokens={tokens}
      busy={update.isPending}
      onSubmit={submit}
      onClose={onClose}
      nameHelp="A new name keeps the secret. Scripts do not notice."
      notice={noticeFor}
      review={(settings) =>
        // Compared with what is not on the server any more, it would say what is not true.
        theirs === null && <Review changes={changesBetween(opened, settings)} after={settings} />
      }
      summary={(settings) =>
        theirs === null
          ? settings !== null && <Summary changes={changesBetween(opened, settings)} />
          : 'Choose above what to go on from.'
      }
    />
  );

  function noticeFor(values: TokenForm) {
    if (theirs !== null && sent !== null) {
      return (
        <Conflict
          opened={opened}
          theirs={theirs}
          mine={sent}
          onTakeTheirs={takeTheirs}
          onKeepMine={keepMine}
        />
      );
    }
    if (gone) {
      return (
        <Notice
          tone="red"
          role="alert"
          action={
            <Button size="sm" onClick={() => onGenerate(values)}>
              Generate it again
            </Button>
          }
        >
          <b>
            <span className="font-mono">{opened.name}</span> is not on the server any more.
          </b>{' '}
          It was revoked or renamed while this form was open; nothing was saved. You can generate a new token
          with these settings. It will have a new secret.
        </Notice>
      );
    }
    if (update.error === null && notGrantable.length === 0) return null;
    return (
      <div className="flex flex-col gap-2">
        {update.error && <WriteProblem error={update.error} refusedTitle="The token was not changed." />}
        {notGrantable.length > 0 && <NotGrantable names={notGrantable} />}
      </div>
    );
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
