import type { KnownAccount } from '../privileges/account.ts';
import type { Written } from '../whm/client.ts';
import type { ApiToken, CreatedToken, TokenSettings } from '../whm/model.ts';
import { CreateTokenDialog } from './CreateTokenDialog.tsx';
import { EditTokenDialog } from './EditTokenDialog.tsx';
import { RevokeAllDialog } from './RevokeAllDialog.tsx';
import { RevokeDialog } from './RevokeDialog.tsx';
import { SecretDialog } from './SecretDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { useServer } from './server.tsx';
import type { FormContext, TokenForm } from './token-form.ts';

/** The one dialog that is open, with what it is about. */
export type DialogState =
  | { kind: 'create'; start: TokenForm | null }
  | { kind: 'edit'; token: ApiToken }
  | { kind: 'secret'; created: Written<CreatedToken>; asked: TokenSettings }
  | { kind: 'revoke'; token: ApiToken }
  | { kind: 'revoke-all' }
  | { kind: 'shortcuts' };

type TokenDialogsProps = {
  dialog: DialogState;
  onDialog: (dialog: DialogState | null) => void;
  /** The secret was dealt with: the list may show the token. */
  onSecretDone: (name: string) => void;
  /** The server said that it is revoked. */
  onRevoked: (name: string) => void;
  tokens: readonly ApiToken[];
  account: KnownAccount;
  now: Date;
  shortcuts: { enabled: boolean; onEnabled: (enabled: boolean) => void };
};

/** Everything that opens over the list. One lazy chunk: the first screen does not need it. */
export function TokenDialogs(props: TokenDialogsProps) {
  const { dialog, onDialog, onSecretDone, onRevoked, tokens, account, now, shortcuts } = props;
  const { zone } = useServer();
  const close = () => onDialog(null);
  const context: FormContext = { zone, now, original: null, names: tokens.map(({ name }) => name) };
  switch (dialog.kind) {
    case 'create':
      return (
        <CreateTokenDialog
          account={account}
          context={context}
          tokens={tokens}
          start={dialog.start}
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
          onClose={() => onSecretDone(dialog.created.value.name)}
        />
      );
    case 'revoke':
      return <RevokeDialog token={dialog.token} now={now} onRevoked={onRevoked} onClose={close} />;
    case 'revoke-all':
      return <RevokeAllDialog tokens={tokens} now={now} onClose={close} />;
    case 'shortcuts':
      return <ShortcutsDialog {...shortcuts} onClose={close} />;
  }
}
