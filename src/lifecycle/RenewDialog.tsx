import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiCall } from '../tokens/ApiCall.tsx';
import { ChangeTable } from '../tokens/ChangeTable.tsx';
import { expiryStatus, expiryWords } from '../tokens/expiry.ts';
import type { Lifetime } from '../tokens/expiry-dates.ts';
import { useServer } from '../tokens/server.tsx';
import { tellSaved } from '../tokens/tell-saved.ts';
import { changesBetween } from '../tokens/token-changes.ts';
import { updateTokenOptions, WriteFailure } from '../tokens/token-writes.ts';
import { WriteProblem } from '../tokens/WriteProblem.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import type { ApiToken } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { ChangedElsewhere } from './ChangedElsewhere.tsx';
import { type Renewal, renewals } from './renew.ts';
import { focusMenuOf } from './row-focus.ts';

type RenewDialogProps = { token: ApiToken; now: Date; onClose: () => void };

/** A later end for a token, and nothing else: the lifetimes, the difference, one call. */
export function RenewDialog({ token, now, onClose }: RenewDialogProps) {
  const queryClient = useQueryClient();
  const { zone } = useServer();
  const update = useMutation(updateTokenOptions(useWhmClient(), queryClient));
  // The token as the person last saw it: what it is compared with right before the write.
  const [opened, setOpened] = useState(token);
  const [lifetime, setLifetime] = useState<Lifetime | null>(null);
  const offered = renewals(opened, now, zone);
  const chosen = offered.find((renewal) => renewal.lifetime === lifetime);
  const expired = expiryStatus(opened.expiresAt, now) === 'expired';
  const { data: result, error } = update;

  const submit = () => {
    // The second click of a double click comes before the first one is drawn as busy.
    if (chosen === undefined || queryClient.isMutating() > 0) return;
    const { settings } = chosen;
    update.mutate(
      { opened, settings },
      {
        onSuccess: (written) => {
          if (written.kind !== 'updated') return;
          tellSaved(written.written, settings, changesBetween(opened, settings), zone);
          onClose();
          // *Renew* is not in the row any more.
          focusMenuOf(opened.name);
        },
      },
    );
  };
  return (
    <Dialog
      title={
        <>
          Renew <span className="font-mono text-[0.93em]">{token.name}</span>
        </>
      }
      width="secret"
      onRequestClose={() => !update.isPending && onClose()}
    >
      <DialogBody>
        {error && (
          <div>
            <WriteProblem error={error} refusedTitle="The token was not renewed." />
            <p className="mt-2">
              {error instanceof WriteFailure && error.outcome !== 'did-not-happen'
                ? 'Whether it was renewed is not known.'
                : 'Nothing was changed: it ends when it did.'}
            </p>
          </div>
        )}
        {result?.kind === 'changed-elsewhere' && (
          <ChangedElsewhere
            opened={opened}
            theirs={result.theirs}
            done="Nothing was renewed."
            onTakeTheirs={(theirs) => {
              setOpened(theirs);
              update.reset();
            }}
          />
        )}
        {result?.kind === 'gone' && (
          <Notice tone="red" role="alert">
            <b>It is not on the server any more.</b> It was revoked or renamed in the meantime; nothing was
            renewed.
          </Notice>
        )}
        <p>
          {opened.expiresAt === null ? 'It never expires.' : `${expiryWords(opened.expiresAt, now, zone)}.`}{' '}
          Its secret, privileges and IPs stay as they are: all of them are sent along unchanged.
        </p>
        <fieldset>
          <legend className="mb-1.5 font-semibold">Let it live, counted from today</legend>
          <div className="flex flex-wrap gap-1 max-sm:grid max-sm:grid-cols-3">
            {offered.map((renewal, index) => (
              <Button
                key={renewal.lifetime}
                size="sm"
                data-autofocus={index === 0 || undefined}
                aria-pressed={renewal.lifetime === lifetime}
                unavailable={renewal.effect === 'same' ? 'It ends on that day already.' : undefined}
                className="aria-pressed:border-ink! aria-pressed:bg-sunken! aria-pressed:shadow-[inset_0_0_0_1px_var(--ink)]"
                onClick={() => setLifetime(renewal.lifetime)}
              >
                {renewal.lifetime}
              </Button>
            ))}
          </div>
        </fieldset>
        <div aria-live="polite">{chosen && <Difference renewal={chosen} opened={opened} />}</div>
        {expired && (
          <Notice tone="amber">
            <b>It has expired and would work again</b> for everybody who has its secret. If nobody needs it,
            revoke it; if the secret may be known, rotate it.
          </Notice>
        )}
        {chosen && (
          <ApiCall action={{ kind: 'update', currentName: opened.name, settings: chosen.settings }} />
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose} busy={update.isPending}>
          Cancel
        </Button>
        <Button
          intent="primary"
          busy={update.isPending}
          unavailable={
            chosen === undefined || chosen.effect === 'same'
              ? 'Choose how long it lives.'
              : result?.kind === 'gone' || result?.kind === 'changed-elsewhere'
                ? 'See above first.'
                : undefined
          }
          onClick={submit}
        >
          Renew
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function Difference({ renewal, opened }: { renewal: Renewal; opened: ApiToken }) {
  const changes = changesBetween(opened, renewal.settings);
  return (
    <section aria-label="What will change">
      <ChangeTable changes={changes} before="Now" after="After Renew" />
      {renewal.effect === 'shorter' && (
        <Notice tone="amber" className="mt-2">
          <b>It would end earlier than it does now.</b>
        </Notice>
      )}
    </section>
  );
}
