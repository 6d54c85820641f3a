import type { KnownAccount } from '../privileges/account.ts';
import type { Written } from '../whm/client.ts';
import type { ApiToken, CreatedToken, TokenSettings } from '../whm/model.ts';
import { EndOldDialog } from './EndOldDialog.tsx';
import type { LifecycleDialogState } from './lifecycle-dialog.ts';
import { NameProblemDialog } from './NameProblemDialog.tsx';
import { RenewDialog } from './RenewDialog.tsx';
import { RotateDialog } from './RotateDialog.tsx';

type LifecycleDialogsProps = {
  dialog: Exclude<LifecycleDialogState, { kind: 'clone' | 'link' }>;
  tokens: readonly ApiToken[];
  account: KnownAccount;
  now: Date;
  onCreated: (created: Written<CreatedToken>, asked: TokenSettings, old: ApiToken) => void;
  /** Revokes a token unless that is undone; `successor` replaces it. */
  onHold: (token: ApiToken, successor: ApiToken | null) => void;
  onRevoked: (name: string) => void;
  onClose: () => void;
};

/** The dialogs of a token's life that WHM's screen does not have. */
export function LifecycleDialogs({ dialog, tokens, account, now, ...on }: LifecycleDialogsProps) {
  switch (dialog.kind) {
    case 'rotate':
      return (
        <RotateDialog
          token={dialog.token}
          tokens={tokens}
          account={account}
          now={now}
          onCreated={on.onCreated}
          onClose={on.onClose}
        />
      );
    case 'end-old':
      return (
        <EndOldDialog
          old={dialog.old}
          successor={dialog.successor}
          askedNow={dialog.now}
          now={now}
          onHold={on.onHold}
          onRevoked={on.onRevoked}
          onClose={on.onClose}
        />
      );
    case 'name-problem':
      return (
        <NameProblemDialog
          successor={dialog.successor}
          oldName={dialog.oldName}
          problem={dialog.problem}
          onClose={on.onClose}
        />
      );
    case 'renew':
      return <RenewDialog token={dialog.token} now={now} onClose={on.onClose} />;
  }
}
