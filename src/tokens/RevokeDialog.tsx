import { useMutation, useQueryClient } from '@tanstack/react-query';
import { PrivilegeSummary } from '../privileges/PrivilegeSummary.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { showToast } from '../ui/toasts.tsx';
import type { ApiToken } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { AllowlistWords } from './AllowlistWords.tsx';
import { ApiCall } from './ApiCall.tsx';
import { expiryWords } from './expiry.ts';
import { Sentence } from './Sentence.tsx';
import { useServer, useTokenInUse } from './server.tsx';
import { stamp } from './server-time.ts';
import { systemTokenReason } from './system-token-reason.ts';
import { abilityParts } from './token-sentence.ts';
import { revokeTokenOptions } from './token-writes.ts';
import { WriteProblem } from './WriteProblem.tsx';

type RevokeDialogProps = {
  token: ApiToken;
  now: Date;
  onRevoked: (name: string) => void;
  /** Closes this and waits, so that it can be undone. */
  onHold: (token: ApiToken, successor: null) => void;
  onClose: () => void;
};

/** Asks before a token is revoked, and says what stops working. */
export function RevokeDialog({ token, now, onRevoked, onHold, onClose }: RevokeDialogProps) {
  const { zone, revokeWaits, onRevokeWaits } = useServer();
  const tokenInUse = useTokenInUse();
  const queryClient = useQueryClient();
  const revoke = useMutation(revokeTokenOptions(useWhmClient(), queryClient));
  const created = stamp(token.createdAt, zone);
  const system = systemTokenReason(token.name);
  const submit = () => {
    // The second click of a double click comes before the first one is drawn as busy.
    if (queryClient.isMutating() > 0) return;
    if (revokeWaits) return onHold(token, null);
    revoke.mutate(token.name, {
      onSuccess: (warnings) => {
        showToast({
          title: 'Revoked',
          subject: token.name,
          ...(warnings.length > 0 ? { detail: warnings.join(' '), tone: 'amber' } : {}),
        });
        onRevoked(token.name);
      },
    });
  };
  return (
    <Dialog
      alert
      title={
        <>
          Revoke <span className="font-mono text-[0.93em]">{token.name}</span>?
        </>
      }
      width="confirmation"
      onRequestClose={() => !revoke.isPending && onClose()}
    >
      <DialogBody>
        {revoke.error && <WriteProblem error={revoke.error} refusedTitle="The token was not revoked." />}
        <p>
          Any script or service that uses this token stops working at once when it is revoked. Revoking cannot
          be undone: the secret is gone with it.
        </p>
        <p>
          It can <Sentence parts={abilityParts(token.privileges)} />.
        </p>
        {token.name === tokenInUse && (
          <Notice tone="red">
            <b>This dashboard signs in with this token.</b> Once it is revoked, the dashboard cannot read or
            change anything here until it is given another one.
          </Notice>
        )}
        {tokenInUse === undefined && (
          <Notice tone="amber">
            <b>It is not known whether this dashboard signs in with this token.</b> If it does, it cannot read
            or change anything here once the token is revoked.
          </Notice>
        )}
        {system !== null && <Notice tone="amber">{system}</Notice>}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 tabular-nums [&>dt]:text-muted">
          <dt>Privileges</dt>
          <dd>
            <PrivilegeSummary names={token.privileges} words />
          </dd>
          <dt>Expires</dt>
          <dd>{token.expiresAt === null ? 'Never' : expiryWords(token.expiresAt, now, zone)}</dd>
          <dt>IPs</dt>
          <dd>
            <AllowlistWords allowlist={token.allowlist} />
          </dd>
          <dt>Created</dt>
          <dd>
            {created.day} {created.time}
          </dd>
          <dt>Last use</dt>
          <dd>Not known. WHM does not report it.</dd>
        </dl>
        <label className="flex min-h-7 items-center gap-2">
          <input
            type="checkbox"
            checked={revokeWaits}
            onChange={(event) => onRevokeWaits(event.target.checked)}
          />
          Wait 6 seconds after Continue: until then it can be undone
        </label>
        <ApiCall action={{ kind: 'revoke', names: [token.name] }} />
      </DialogBody>
      <DialogFoot>
        <Button data-autofocus onClick={onClose} busy={revoke.isPending}>
          Cancel
        </Button>
        <Button intent="danger" onClick={submit} busy={revoke.isPending}>
          Continue
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
