import { Check, Copy } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { PrivilegeSummary } from '../privileges/PrivilegeSummary.tsx';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/clipboard.ts';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';
import { focusOnMount } from '../ui/focus.ts';
import { Notice } from '../ui/Notice.tsx';
import { shortAddress } from '../whm/address.ts';
import type { Written } from '../whm/client.ts';
import type { CreatedToken } from '../whm/model.ts';
import { howFar } from './expiry.ts';
import { useServer } from './server.tsx';
import { longInstant } from './server-time.ts';

type SecretDialogProps = { created: Written<CreatedToken>; now: Date; onClose: () => void };

type CopyState = 'not-copied' | 'copied' | 'refused';

/**
 * Shows a new secret, once. The secret lives in the state of the page's dialog and in this element, and
 * goes with them; nothing else ever holds it.
 */
export function SecretDialog({ created, now, onClose }: SecretDialogProps) {
  const { value: token, differences, warnings } = created;
  const { zone, simulated } = useServer();
  const [copy, setCopy] = useState<CopyState>('not-copied');
  const [askingToLeave, setAskingToLeave] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);

  const copySecret = async () => {
    const copied = await copyText(token.secret);
    setCopy(copied ? 'copied' : 'refused');
    if (!copied) field.current?.select();
  };
  const requestClose = () => {
    if (copy === 'copied' || askingToLeave) onClose();
    else setAskingToLeave(true);
  };
  const copyWords = {
    'not-copied': 'Not copied yet.',
    copied: 'Copied to the clipboard.',
    refused: 'This browser did not allow copying. The secret is selected: press Ctrl+C or ⌘C.',
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
        <div>
          <div className="mb-1.5 flex items-baseline justify-between gap-2">
            <label htmlFor="secret" className="font-semibold">
              API token secret
            </label>
            <span className="text-muted text-sm">{token.secret.length} characters</span>
          </div>
          <div className="flex overflow-hidden rounded-control border border-control bg-surface max-sm:flex-col">
            <textarea
              ref={field}
              id="secret"
              readOnly
              rows={1}
              spellCheck={false}
              autoComplete="off"
              translate="no"
              value={token.secret}
              aria-describedby="secret-copied"
              onFocus={(event) => event.target.select()}
              className="field-sizing-content min-h-11 min-w-0 flex-1 resize-none break-all bg-transparent px-3 py-2.75 font-medium font-mono text-[0.9375rem]/5.5 tracking-wide focus-visible:-outline-offset-3"
            />
            <Button
              data-autofocus
              icon={copy === 'copied' ? Check : Copy}
              onClick={copySecret}
              className="h-auto! min-h-11 min-w-33 rounded-none! border-0! border-control! border-l! focus-visible:-outline-offset-3 max-sm:border-t! max-sm:border-l-0!"
            >
              {copy === 'copied' ? 'Copied' : 'Copy secret'}
            </Button>
          </div>
          <p id="secret-copied" role="status" className="mt-1.5 text-muted text-sm">
            {copyWords[copy]}
            {simulated && ' Simulated server: this secret opens nothing real.'}
          </p>
        </div>
        {(differences.length > 0 || warnings.length > 0) && (
          <Notice tone="amber" role="alert">
            {differences.length > 0 && (
              <b>The server made something else than was asked: check the facts below. </b>
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
          <dd className="max-h-24 overflow-auto [overflow-wrap:anywhere]">
            {token.allowlist.length === 0 ? (
              'Any'
            ) : (
              <span className="font-mono text-sm leading-5">
                {token.allowlist.map(shortAddress).join(', ')}
              </span>
            )}
          </dd>
          <dt>Privileges</dt>
          <dd>
            <PrivilegeSummary names={token.privileges} words />
          </dd>
        </dl>
      </DialogBody>
      {askingToLeave ? (
        <DialogFoot
          say={<span role="alert">You have not copied the secret. It is lost when you leave.</span>}
        >
          <Button ref={focusOnMount} onClick={() => setAskingToLeave(false)}>
            Stay
          </Button>
          <Button intent="danger" onClick={onClose}>
            Leave without it
          </Button>
        </DialogFoot>
      ) : (
        <DialogFoot>
          <Button intent="primary" onClick={onClose}>
            Yes, I saved my token
          </Button>
        </DialogFoot>
      )}
    </Dialog>
  );
}
