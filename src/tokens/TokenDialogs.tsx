import { SessionLogDialog } from '../api-calls/SessionLogDialog.tsx';
import { BulkDialog } from '../bulk/BulkDialog.tsx';
import type { BulkAct } from '../bulk/bulk-act.ts';
import { beginningOf } from '../lifecycle/beginning.ts';
import { withHeld } from '../lifecycle/holding.ts';
import { LifecycleDialogs } from '../lifecycle/LifecycleDialogs.tsx';
import type { Held, LifecycleDialogState } from '../lifecycle/lifecycle-dialog.ts';
import type { KnownAccount } from '../privileges/account.ts';
import { showToast } from '../ui/toasts.tsx';
import type { Written } from '../whm/client.ts';
import type { ApiToken, CreatedToken, TokenSettings } from '../whm/model.ts';
import { CreateTokenDialog } from './CreateTokenDialog.tsx';
import { EditTokenDialog } from './EditTokenDialog.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import { SecretDialog } from './SecretDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { useServer } from './server.tsx';
import { clockTime } from './server-time.ts';
import type { FormContext, TokenForm } from './token-form.ts';
import { settingsOf } from './token-settings.ts';

/** The one dialog that is open, with what it is about. */
export type DialogState =
  | { kind: 'create'; start: TokenForm | null }
  | { kind: 'edit'; token: ApiToken }
  | { kind: 'secret'; created: Written<CreatedToken>; asked: TokenSettings; old?: ApiToken }
  | { kind: 'revoke'; token: ApiToken }
  | { kind: 'bulk'; act: BulkAct }
  | { kind: 'calls' }
  | { kind: 'shortcuts' }
  | LifecycleDialogState;

type TokenDialogsProps = {
  dialog: DialogState;
  onDialog: (dialog: DialogState | null) => void;
  /** The secret was dealt with: the list may show the token. */
  onSecretDone: (name: string, next: DialogState | null) => void;
  /** It was saved under this new name. */
  onRenamed: (name: string) => void;
  /** The server said that it is revoked. */
  onRevoked: (name: string) => void;
  /** Revocations that wait to be undone. */
  onHeld: (change: (before: readonly Held[]) => readonly Held[]) => void;
  tokens: readonly ApiToken[];
  account: KnownAccount;
  now: Date;
  shortcuts: { enabled: boolean; onEnabled: (enabled: boolean) => void };
};

/** Everything that opens over the list. One lazy chunk: the first screen does not need it. */
export function TokenDialogs(props: TokenDialogsProps) {
  const { dialog, onDialog, onRenamed, onSecretDone, onRevoked, onHeld } = props;
  const { tokens, account, now, shortcuts } = props;
  const { name: server, user, zone, calls } = useServer();
  const close = () => onDialog(null);
  const onHold = (token: ApiToken, successor: ApiToken | null) => {
    close();
    onHeld((before) => withHeld(before, token, successor));
  };
  const context: FormContext = { zone, now, original: null, names: tokens.map(({ name }) => name) };
  switch (dialog.kind) {
    case 'create':
    case 'clone':
    case 'link':
      return (
        <CreateTokenDialog
          account={account}
          context={context}
          tokens={tokens}
          {...beginningOf(dialog, account, context)}
          onCreated={(created, asked) => onDialog({ kind: 'secret', created, asked })}
          onClose={close}
        />
      );
    case 'edit':
      return (
        <EditTokenDialog
          token={dialog.token}
          account={account}
          context={{ ...context, original: dialog.token }}
          tokens={tokens}
          onGenerate={(start) => onDialog({ kind: 'create', start })}
          onRenamed={onRenamed}
          onClose={close}
        />
      );
    case 'secret':
      return (
        <SecretDialog
          created={dialog.created}
          asked={dialog.asked}
          account={account}
          now={now}
          onClose={(saved) => secretDone(dialog, saved)}
        />
      );
    case 'revoke':
      return (
        <RevokeDialog token={dialog.token} now={now} onRevoked={onRevoked} onHold={onHold} onClose={close} />
      );
    case 'bulk':
      return <BulkDialog act={dialog.act} now={now} onClose={close} />;
    case 'calls':
      return (
        <SessionLogDialog
          calls={calls}
          where={`${server} as ${user}`}
          timeOf={(instant) => clockTime(instant, zone)}
          onClose={close}
        />
      );
    case 'shortcuts':
      return <ShortcutsDialog {...shortcuts} onClose={close} />;
    default:
      return (
        <LifecycleDialogs
          dialog={dialog}
          tokens={tokens}
          account={account}
          now={now}
          onCreated={(created, asked, old) => onDialog({ kind: 'secret', created, asked, old })}
          onHold={onHold}
          onRevoked={onRevoked}
          onClose={close}
        />
      );
  }

  function secretDone({ created, old }: Extract<DialogState, { kind: 'secret' }>, saved: boolean) {
    const { name, createdAt } = created.value;
    if (old === undefined) return onSecretDone(name, null);
    // Without its secret, which ends with the dialog that showed it.
    const successor = { ...settingsOf(created.value), createdAt };
    if (saved) return onSecretDone(name, { kind: 'end-old', old, successor, now: false });
    showToast({
      title: 'Nobody has the secret of',
      subject: name,
      detail: `Revoke it and rotate again. ${old.name} is as it was.`,
      tone: 'amber',
    });
    onSecretDone(name, null);
  }
}
