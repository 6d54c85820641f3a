import { useState } from 'react';
import type { KnownAccount } from '../privileges/account.ts';
import { PrivilegeSummary } from '../privileges/PrivilegeSummary.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';
import { focusOnMount } from '../ui/focus.ts';
import { Notice } from '../ui/Notice.tsx';
import { useAskBeforeLeaving } from '../ui/use-ask-before-leaving.ts';
import type { Written } from '../whm/client.ts';
import type { CreatedToken, TokenSettings } from '../whm/model.ts';
import { AllowlistWords } from './AllowlistWords.tsx';
import { differenceWords } from './difference-words.ts';
import { howFar } from './expiry.ts';
import { SecretField } from './SecretField.tsx';
import { SecretForms } from './SecretForms.tsx';
import { SecretTest } from './SecretTest.tsx';
import { useServer } from './server.tsx';
import { longInstant } from './server-time.ts';

type SecretDialogProps = {
  created: Written<CreatedToken>;
  /** What was sent, to compare it with. */
  asked: TokenSettings;
  account: KnownAccount;
  now: Date;
  /** `saved`: the person said so, or took it. */
  onClose: (saved: boolean) => void;
};

/**
 * Shows a new secret, once. The secret lives in the state of the page's dialog and in this element, and
 * goes with them; nothing else ever holds it.
 */
export function SecretDialog({ created, asked, account, now, onClose }: SecretDialogProps) {
  const { value: token, warnings } = created;
  const { zone } = useServer();
  const differences = differenceWords(asked, token, zone);
  const [taken, setTaken] = useState(false);
  const [askingToLeave, setAskingToLeave] = useState(false);
  useAskBeforeLeaving(true);

  const requestClose = () => {
    // A second Escape, or one held down, is no answer: only the button leaves.
    if (taken) onClose(true);
    else setAskingToLeave(true);
  };
  return (
    <Dialog
      title={
        <>
          API token <span className="font-mono text-[0.93em]">{token.name}</span> was created
        </>
      }
      width="secret"
      onRequestClose={requestClose}
    >
      <DialogBody>
        <Notice tone="amber">
          <b>The secret is shown only now.</b> WHM cannot show it again. Store it where the service that uses
          it will read it, then leave this step.
        </Notice>
        <SecretField secret={token.secret} onTaken={() => setTaken(true)} />
        <SecretForms name={token.name} secret={token.secret} onTaken={() => setTaken(true)} />
        <SecretTest token={token} account={account} />
        {(differences !== null || warnings.length > 0) && (
          <Notice tone="amber" role="alert">
            {differences !== null && (
              <>
                <b>The server made something else than was asked.</b> {differences}{' '}
              </>
            )}
            {warnings.join(' ')}
          </Notice>
        )}
        <dl className="grid grid-cols-[7rem_minmax(0,1fr)] border-line border-t tabular-nums max-sm:grid-cols-[5.5rem_minmax(0,1fr)] [&>*]:border-line [&>*]:border-b [&>*]:py-1.75 [&>dt]:text-muted">
          <dt>Name</dt>
          <dd className="font-mono text-sm leading-5 [overflow-wrap:anywhere]">{token.name}</dd>
          <dt>Expires</dt>
          <dd>
            {token.expiresAt === null ? (
              'Never'
            ) : (
              <>
                {longInstant(token.expiresAt, zone)} server time{' '}
                <span className="text-muted">{howFar(token.expiresAt, now, zone)}</span>
              </>
            )}
          </dd>
          <dt>IPs</dt>
          <dd>
            <AllowlistWords allowlist={token.allowlist} />
          </dd>
          <dt>Privileges</dt>
          <dd>
            <PrivilegeSummary names={token.privileges} words />
          </dd>
        </dl>
      </DialogBody>
      {askingToLeave ? (
        <DialogFoot
          say={
            <span role="alert">You have not copied or downloaded the secret. It is lost when you leave.</span>
          }
        >
          <Button ref={focusOnMount} onClick={() => setAskingToLeave(false)}>
            Stay
          </Button>
          <Button intent="danger" onClick={() => onClose(false)}>
            Leave without it
          </Button>
        </DialogFoot>
      ) : (
        <DialogFoot>
          <Button intent="primary" onClick={() => onClose(true)}>
            Yes, I saved my token
          </Button>
        </DialogFoot>
      )}
    </Dialog>
  );
}
