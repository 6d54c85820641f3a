import { useQueryClient } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';
import { FieldError, inputClass } from '../ui/Field.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Scrollable } from '../ui/Scrollable.tsx';
import { showToast } from '../ui/toasts.tsx';
import { type ApiToken, EVERYTHING } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { expiryStatus } from './expiry.ts';
import { RevokeResults } from './RevokeResults.tsx';
import { type RevokeResult, revokeMany } from './revoke-many.ts';
import { useServer } from './server.tsx';
import { refreshTokens } from './token-queries.ts';

type RevokeAllDialogProps = { tokens: readonly ApiToken[]; now: Date; onClose: () => void };

const tokenCount = (count: number) => `${count} ${count === 1 ? 'token' : 'tokens'}`;

/** Asks, revokes one by one with progress, and ends with what happened to each. */
export function RevokeAllDialog({ tokens, now, onClose }: RevokeAllDialogProps) {
  const client = useWhmClient();
  const queryClient = useQueryClient();
  const { tokenInUse } = useServer();
  // What the person was asked about stays what is done, whatever the list does meanwhile.
  const [all] = useState(tokens);
  const [results, setResults] = useState<readonly RevokeResult[] | null>(null);
  const [finished, setFinished] = useState(false);
  const stop = useRef(new AbortController());
  const names = all.filter(({ name }) => name !== tokenInUse).map(({ name }) => name);

  const run = async (chosen: readonly string[]) => {
    stop.current = new AbortController();
    setFinished(false);
    const ended = await revokeMany(client, chosen, setResults, stop.current.signal);
    await refreshTokens(queryClient);
    if (ended.every(({ state }) => state === 'revoked')) {
      showToast({ title: 'Revoked', detail: `${tokenCount(ended.length)}.` });
      onClose();
    } else {
      setFinished(true);
    }
  };
  if (results === null) {
    return <Question all={all} names={names} now={now} onContinue={() => run(names)} onClose={onClose} />;
  }
  const done = results.filter(({ state }) => state === 'revoked').length;
  const failed = results.filter((result) => result.state === 'failed' || result.state === 'unknown');
  const unknown = results.filter(({ state }) => state === 'unknown').length;
  const open = results.filter(({ state }) => state === 'waiting').length;
  if (!finished) {
    return (
      <Dialog
        title={`Revoking ${tokenCount(results.length)}`}
        width="confirmation"
        onRequestClose={() => stop.current.abort()}
        headEnd={
          <span className="pr-2 text-muted tabular-nums">
            {done} of {results.length}
          </span>
        }
      >
        <DialogBody>
          <progress
            value={done + failed.length}
            max={results.length}
            aria-label={`${done} of ${results.length} revoked`}
          />
          <p className="-mt-3 text-muted text-sm">
            One call at a time. Those that are done stay done if you stop.
          </p>
          <RevokeResults results={results} />
        </DialogBody>
        <DialogFoot say={`${open} left after this one`}>
          <Button onClick={() => stop.current.abort()}>Stop here</Button>
        </DialogFoot>
      </Dialog>
    );
  }
  const still = results.filter(({ state }) => state !== 'revoked').map(({ name }) => name);
  return (
    <Dialog
      title={`${done} of ${tokenCount(results.length)} revoked`}
      width="confirmation"
      onRequestClose={onClose}
    >
      <DialogBody>
        <Notice tone="red" role="alert">
          <b>
            {tokenCount(still.length)} {still.length === 1 ? 'is' : 'are'} {unknown > 0 && 'perhaps '}still
            there.
          </b>{' '}
          {failed.length > 0
            ? 'What the server said stands below.'
            : 'You stopped before they were asked for.'}
        </Notice>
        <RevokeResults results={results} />
      </DialogBody>
      <DialogFoot>
        <Button onClick={() => run(still)}>Try the rest again</Button>
        <Button onClick={onClose}>Close</Button>
      </DialogFoot>
    </Dialog>
  );
}

type QuestionProps = {
  all: readonly ApiToken[];
  names: readonly string[];
  now: Date;
  onContinue: () => void;
  onClose: () => void;
};

function Question({ all, names, now, onContinue, onClose }: QuestionProps) {
  const server = useServer();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const going = all.filter(({ name }) => names.includes(name));
  const expired = going.filter(({ expiresAt }) => expiryStatus(expiresAt, now) === 'expired').length;
  const withEverything = going.filter(
    ({ privileges, expiresAt }) =>
      privileges.includes(EVERYTHING) && expiryStatus(expiresAt, now) !== 'expired',
  ).length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() === String(names.length)) return onContinue();
    setWrong(true);
    field.current?.focus();
  };
  return (
    <Dialog
      alert
      title={`Revoke All: ${names.length === all.length ? tokenCount(all.length) : `${names.length} of ${tokenCount(all.length)}`}`}
      width="confirmation"
      onRequestClose={onClose}
    >
      <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
        <DialogBody>
          <p>
            Everything that calls WHM on <span className="font-mono text-sm">{server.name}</span> with one of
            these tokens stops working. This cannot be undone.
          </p>
          <ul className="rounded-box border border-line tabular-nums [&>li]:flex [&>li]:min-h-8 [&>li]:items-center [&>li]:gap-2 [&>li]:px-3 [&>li]:py-1 [&>li:not(:last-child)]:border-line [&>li:not(:last-child)]:border-b">
            <li>
              Still valid
              <span className="ml-auto text-right">
                {tokenCount(going.length - expired)}
                {withEverything > 0 && (
                  <>
                    , {withEverything} with <b>Everything</b>
                  </>
                )}
              </span>
            </li>
            <li>
              Expired already<span className="ml-auto">{tokenCount(expired)}</span>
            </li>
            {names.length < all.length && (
              <li>
                <Lock size={14} aria-hidden />
                <span className="min-w-0 font-mono text-sm [overflow-wrap:anywhere]">
                  {server.tokenInUse}
                </span>
                <span className="ml-auto text-right text-muted">kept, in use by this dashboard</span>
              </li>
            )}
          </ul>
          <details>
            <summary className="inline-block min-h-6 font-medium underline decoration-control underline-offset-3">
              Show the {tokenCount(names.length)}
            </summary>
            <Scrollable label="Tokens that go" className="mt-1 max-h-40 font-mono text-sm">
              <ul>
                {names.map((name) => (
                  <li key={name} className="[overflow-wrap:anywhere]">
                    {name}
                  </li>
                ))}
              </ul>
            </Scrollable>
          </details>
          <div>
            <label htmlFor="confirm-count" className="mb-1.5 block font-medium text-sm">
              Type <b className="tabular-nums">{names.length}</b> to confirm
            </label>
            <input
              ref={field}
              id="confirm-count"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              inputMode="numeric"
              autoComplete="off"
              aria-invalid={wrong}
              aria-describedby="confirm-wrong"
              className={`${inputClass} w-28! tabular-nums`}
            />
            <div id="confirm-wrong" role="alert">
              {wrong && <FieldError>Type {names.length}, the number of tokens that go.</FieldError>}
            </div>
          </div>
        </DialogBody>
        <DialogFoot>
          <Button data-autofocus onClick={onClose}>
            Cancel
          </Button>
          <Button intent="danger" type="submit">
            Continue
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
