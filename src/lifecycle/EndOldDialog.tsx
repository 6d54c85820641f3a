import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { ApiCall } from '../tokens/ApiCall.tsx';
import { readDay } from '../tokens/expiry-input.ts';
import { useServer, useTokenInUse } from '../tokens/server.tsx';
import { longInstant } from '../tokens/server-time.ts';
import { refreshTokens } from '../tokens/token-queries.ts';
import { settingsOf } from '../tokens/token-settings.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';
import { Field, inputClass } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { showToast } from '../ui/toasts.tsx';
import type { ApiToken } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { EndOldProblem, tellEnded } from './EndOldResults.tsx';
import { endOld } from './rotate.ts';
import { type OldEnd, type Overlap, overlapEnd, overlapEndOn, overlaps } from './rotation-dates.ts';

type EndOldDialogProps = {
  old: ApiToken;
  successor: ApiToken;
  /** *End old now* was asked for; otherwise the new secret was just saved. */
  askedNow: boolean;
  now: Date;
  /** Revokes it unless that is undone. */
  onHold: (old: ApiToken, successor: ApiToken) => void;
  onRevoked: (name: string) => void;
  onClose: () => void;
};

type Choice = 'now' | Overlap | 'date' | 'leave';

/** Step two of a rotation: when the old token ends. */
export function EndOldDialog(props: EndOldDialogProps) {
  const { successor, askedNow, now, onHold, onRevoked, onClose } = props;
  const client = useWhmClient();
  const queryClient = useQueryClient();
  const { zone, revokeWaits } = useServer();
  const tokenInUse = useTokenInUse();
  // The old token as the person last saw it.
  const [old, setOld] = useState(props.old);
  const end = useMutation({
    mutationFn: (at: OldEnd) => endOld(client, { old, successor, end: at, now }),
    onSettled: () => refreshTokens(queryClient),
  });
  const over = old.expiresAt !== null && old.expiresAt <= now;
  // A later end than it has would only have it live longer.
  const offered = overlaps.filter((overlap) => {
    return !over && (old.expiresAt === null || overlapEnd(overlap, now) < old.expiresAt);
  });
  const own = old.name === tokenInUse;
  const [choice, setChoice] = useState<Choice>(() =>
    askedNow
      ? 'now'
      : tokenInUse !== undefined && !own && offered.includes('24 hours')
        ? '24 hours'
        : 'leave',
  );
  const [day, setDay] = useState('');
  const typed = readDay(day, zone);
  const dayEnd = typed?.kind === 'day' ? overlapEndOn(typed.day, now, zone) : null;
  const tooLate = dayEnd !== null && old.expiresAt !== null && dayEnd >= old.expiresAt;
  const at = choice === 'date' ? dayEnd : isOverlap(choice) ? overlapEnd(choice, now) : null;
  const oldName = <span className="font-mono text-sm">{old.name}</span>;

  const submit = () => {
    // The second click of a double click comes before the first one is drawn as busy.
    if (queryClient.isMutating() > 0) return;
    if (choice === 'leave') return onClose();
    if (choice === 'now' && revokeWaits) return onHold(old, successor);
    const wanted: OldEnd | null = choice === 'now' ? { kind: 'now' } : at && { kind: 'at', at };
    if (wanted === null) return;
    end.mutate(wanted, {
      onSuccess: (result) => {
        if (result.kind === 'revoked') {
          const detail = result.warnings.join(' ');
          showToast({ title: 'Revoked', subject: old.name, ...(detail && { detail, tone: 'amber' }) });
          onRevoked(old.name);
        } else if (result.kind === 'ends' && wanted.kind === 'at') {
          tellEnded(result.written, old, wanted.at, zone);
          onClose();
        }
      },
    });
  };
  const radio = (value: Choice, label: ReactNode, more?: ReactNode) => (
    <label key={value} className="flex min-h-7 items-start gap-2 py-1 max-sm:min-h-9">
      <input
        type="radio"
        name="end"
        className="mt-0.5"
        checked={choice === value}
        onChange={() => setChoice(value)}
      />
      <span>
        {label}
        {more && <span className="block text-muted text-sm tabular-nums">{more}</span>}
      </span>
    </label>
  );
  return (
    <Dialog
      title={
        askedNow ? (
          <>
            End <span className="font-mono text-[0.93em]">{old.name}</span>
          </>
        ) : (
          <>
            When does <span className="font-mono text-[0.93em]">{old.name}</span> end?
          </>
        )
      }
      width="secret"
      onRequestClose={() => !end.isPending && onClose()}
    >
      <DialogBody>
        <EndOldProblem
          result={end.data}
          error={end.error}
          old={old}
          successor={successor}
          onTakeTheirs={(theirs) => {
            setOld(theirs);
            end.reset();
          }}
        />
        <p>
          <span className="font-mono text-sm">{successor.name}</span> replaces {oldName}. Give the new secret
          to everything that uses the old one before the old one ends.
        </p>
        {own && (
          <Notice tone="red">
            <b>This dashboard still signs in with {oldName}.</b> Once it ends, the dashboard can do nothing
            here until the gateway’s settings have the new secret and it is started again. Leave it as it is
            until then.
          </Notice>
        )}
        {tokenInUse === undefined && (
          <Notice tone="amber">
            <b>It is not known whether this dashboard signs in with {oldName}.</b> If it does, it can do
            nothing here once that token ends.
          </Notice>
        )}
        <fieldset>
          <legend className="mb-1.5 font-semibold">The old token ends</legend>
          {radio('now', 'Now', 'It is revoked. What still uses it stops working, and this cannot be undone.')}
          {offered.map((overlap) =>
            radio(overlap, `In ${overlap}`, `${longInstant(overlapEnd(overlap, now), zone)} server time`),
          )}
          {!over && radio('date', 'On a date')}
          {choice === 'date' && (
            <div className="mb-1 ml-6 max-w-80">
              <Field
                label="Last day of the old token"
                minor
                error={
                  tooLate
                    ? 'It ends earlier than that by itself.'
                    : day.trim() !== '' && dayEnd === null
                      ? 'Write a day that is not over as YYYY-MM-DD.'
                      : undefined
                }
                live
                help={
                  dayEnd !== null ? `${longInstant(dayEnd, zone)} server time` : 'To 23:59:59 server time.'
                }
              >
                {(ids) => (
                  <input
                    {...ids}
                    value={day}
                    onChange={(event) => setDay(event.target.value)}
                    placeholder="YYYY-MM-DD"
                    autoComplete="off"
                    className={`${inputClass} w-44! tabular-nums`}
                  />
                )}
              </Field>
            </div>
          )}
          {radio(
            'leave',
            'Leave it as it is',
            old.expiresAt === null
              ? 'It never ends by itself. The list offers to end it.'
              : over
                ? 'It has expired already.'
                : `It ends by itself on ${longInstant(old.expiresAt, zone)} server time; a later end is not offered.`,
          )}
        </fieldset>
        {choice === 'now' && <ApiCall action={{ kind: 'revoke', names: [old.name] }} />}
        {at !== null && (
          <ApiCall
            action={{ kind: 'update', currentName: old.name, settings: settingsOf(old, { expiresAt: at }) }}
          />
        )}
      </DialogBody>
      <DialogFoot
        say={askedNow ? undefined : 'Step 2 of 2. Its privileges and IPs are sent along unchanged.'}
      >
        {choice !== 'leave' && (
          <Button onClick={onClose} busy={end.isPending}>
            {askedNow ? 'Cancel' : 'Not now'}
          </Button>
        )}
        <Button
          intent={choice === 'now' ? 'danger' : 'primary'}
          busy={end.isPending}
          unavailable={whyNot()}
          onClick={submit}
        >
          {choice === 'leave' ? 'Done' : choice === 'now' ? 'End now' : 'Set this end'}
        </Button>
      </DialogFoot>
    </Dialog>
  );

  function whyNot(): string | undefined {
    if (choice === 'leave') return undefined;
    const blocking = ['successor-gone', 'gone', 'changed-elsewhere'];
    if (end.data && blocking.includes(end.data.kind)) return 'See above first.';
    return choice === 'date' && (dayEnd === null || tooLate) ? 'Give a day first.' : undefined;
  }
}

function isOverlap(choice: Choice): choice is Overlap {
  return overlaps.some((overlap) => overlap === choice);
}
