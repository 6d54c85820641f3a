import { MoveHorizontal } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ApiCall } from '../tokens/ApiCall.tsx';
import { ExpiryDate } from '../tokens/ExpiryDate.tsx';
import { useServer, useTokenInUse } from '../tokens/server.tsx';
import { longInstant } from '../tokens/server-time.ts';
import { dateProblem, type ExpiryForm, expiryFromForm } from '../tokens/token-form.ts';
import { ZoneChoice } from '../tokens/ZoneChoice.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Scrollable } from '../ui/Scrollable.tsx';
import type { ApiToken } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { setExpiry } from './acts.ts';
import type { Agreed } from './BulkDialog.tsx';
import { ownLast } from './bulk-act.ts';
import { type ExpiryEffect, type PlannedExpiry, planExpiry, widens } from './expiry-plan.ts';
import { tokenCount } from './run-words.ts';

type ExpiryPreviewProps = {
  tokens: readonly ApiToken[];
  now: Date;
  onContinue: (agreed: Agreed) => void;
  onClose: () => void;
};

/** Asks for an end for many tokens, and shows what it does to each: from when to when, and whether it widens it. */
export function ExpiryPreview({ tokens, now, onContinue, onClose }: ExpiryPreviewProps) {
  const client = useWhmClient();
  const { zone, zoneKnown, onZone } = useServer();
  const tokenInUse = useTokenInUse();
  const [form, setForm] = useState<ExpiryForm>({ expires: 'date', date: '', wholeDay: true });
  const set = (change: Partial<ExpiryForm>) => setForm({ ...form, ...change });
  const problem = dateProblem(form, { zone, now, original: null });
  const expiresAt = problem === null ? expiryFromForm(form, { zone, original: null }) : undefined;
  // The instant decides, not the object that holds it.
  const at = expiresAt === null ? null : expiresAt?.getTime();
  const plan = useMemo(
    () =>
      at === undefined ? [] : planExpiry(ownLast(tokens, tokenInUse), at === null ? at : new Date(at), now),
    [tokens, tokenInUse, at, now],
  );
  const changing = plan.filter(({ effect }) => effect !== 'same');
  const submit = () => {
    if (expiresAt === undefined) return;
    onContinue({
      steps: changing.map(({ token, settings }) => ({
        name: token.name,
        act: () => setExpiry(client, token, settings, zone),
      })),
      alone: plan
        .filter(({ effect }) => effect === 'same')
        .map(({ token }) => ({
          name: token.name,
          state: 'skipped',
          reason: 'It ends then already: nothing was sent.',
        })),
      action: expiresAt === null ? 'Never expire' : `Expire on ${longInstant(expiresAt, zone)} server time`,
    });
  };
  const own = changing.find(({ token }) => token.name === tokenInUse);
  return (
    <Dialog title={`Set the expiry of ${tokenCount(tokens.length)}`} width="secret" onRequestClose={onClose}>
      <DialogBody>
        <fieldset>
          <legend className="mb-1.5 font-semibold">New expiry</legend>
          {(['never', 'date'] as const).map((value) => (
            <label key={value} className="flex min-h-7 items-center gap-2 max-sm:min-h-9">
              <input
                type="radio"
                name="expires"
                data-autofocus={value === 'date' || undefined}
                checked={form.expires === value}
                onChange={() => set({ expires: value })}
              />
              {value === 'never' ? 'Never' : 'On a date'}
            </label>
          ))}
          {form.expires === 'date' && (
            <div className="mt-1 ml-6">
              <ExpiryDate
                date={form.date}
                onDate={(date) => set({ date })}
                input={(tidy) => ({
                  value: form.date,
                  onChange: (event) => set({ date: event.target.value }),
                  onBlur: tidy,
                })}
                error={form.date.trim() === '' ? undefined : (problem ?? undefined)}
                expiresAt={expiresAt}
                when={{ zone, now }}
              />
              {!zoneKnown && (
                <div className="text-muted text-sm">
                  <ZoneChoice onChoose={onZone} />
                </div>
              )}
            </div>
          )}
        </fieldset>
        {plan.length > 0 && <Plan plan={plan} expiresAt={expiresAt ?? null} />}
        {own && (
          <Notice tone={own.effect === 'shorter' ? 'red' : 'amber'}>
            <b>
              This dashboard signs in with <span className="font-mono text-sm">{tokenInUse}</span>.
            </b>{' '}
            {own.effect === 'shorter'
              ? 'It is changed last. After its new end the dashboard is signed out, and cannot set it back.'
              : 'It is changed last.'}
          </Notice>
        )}
        {changing.length > 0 && (
          <ApiCall
            action={{ kind: 'update-many', settings: changing.map(({ settings }) => settings) }}
            note="The dashboard reads each token again before, and leaves it alone when somebody has changed it."
          />
        )}
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          intent="primary"
          unavailable={
            plan.length === 0
              ? 'Choose a date first.'
              : changing.length === 0
                ? 'All of them end then already.'
                : undefined
          }
          onClick={submit}
        >
          Set expiry{changing.length > 0 && ` of ${changing.length}`}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

const effectWords: Record<ExpiryEffect, string> = {
  'works-again': 'Works again',
  'never-ends': 'Never ends',
  longer: 'Lives longer',
  shorter: 'Ends sooner',
  same: 'Left alone',
};

const effectsInOrder = ['works-again', 'never-ends', 'longer', 'shorter', 'same'] as const;

function Plan({ plan, expiresAt }: { plan: readonly PlannedExpiry[]; expiresAt: Date | null }) {
  const { zone } = useServer();
  const wider = plan.filter(({ effect }) => widens[effect]).length;
  const after = expiresAt === null ? 'Never' : longInstant(expiresAt, zone);
  const counts = effectsInOrder
    .map((effect) => ({ effect, count: plan.filter((planned) => planned.effect === effect).length }))
    .filter(({ count }) => count > 0);
  return (
    <section aria-label="What will change" className="flex flex-col gap-2">
      {wider > 0 && (
        <Notice tone="amber" role="status">
          <b>This widens {tokenCount(wider)}</b>: whoever has the secret can use it for longer than now.
        </Notice>
      )}
      <p className="font-semibold">
        {counts.map(({ effect, count }) => `${effectWords[effect]}: ${count}`).join(', ')}
      </p>
      <Scrollable label="Tokens that change" className="max-h-72 rounded-box border border-line">
        <ul>
          {plan.map(({ token, effect }) => (
            <li
              key={token.name}
              className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-line px-3 py-1.5 tabular-nums [contain-intrinsic-height:auto_3.25rem] [content-visibility:auto] [&:not(:last-child)]:border-b"
            >
              <span className="font-mono text-sm [overflow-wrap:anywhere]">{token.name}</span>
              <span
                className={
                  widens[effect]
                    ? 'inline-flex items-center gap-1 font-semibold text-danger-ink text-sm'
                    : 'text-muted text-sm'
                }
              >
                {widens[effect] && <MoveHorizontal size={14} />}
                {effectWords[effect]}
              </span>
              <span className="col-span-2 text-sm">
                <span className="text-muted">
                  {token.expiresAt === null ? 'Never' : longInstant(token.expiresAt, zone)}
                </span>
                {effect !== 'same' && (
                  <>
                    {' → '}
                    <b>{after}</b>
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      </Scrollable>
    </section>
  );
}
