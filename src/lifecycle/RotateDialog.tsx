import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { canGrant, type KnownAccount } from '../privileges/account.ts';
import { PrivilegeSummary } from '../privileges/PrivilegeSummary.tsx';
import { AllowlistWords } from '../tokens/AllowlistWords.tsx';
import { ApiCall } from '../tokens/ApiCall.tsx';
import { nameProblem, nameWarning } from '../tokens/name-rules.ts';
import { useServer, useTokenInUse } from '../tokens/server.tsx';
import { longInstant } from '../tokens/server-time.ts';
import { systemTokenReason } from '../tokens/system-token-reason.ts';
import { refreshTokens } from '../tokens/token-queries.ts';
import { settingsOf } from '../tokens/token-settings.ts';
import { refreshIfOpen, revokeTokenOptions } from '../tokens/token-writes.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';
import { Field, inputClass } from '../ui/Field.tsx';
import type { Written } from '../whm/client.ts';
import type { ApiToken, CreatedToken, TokenSettings } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { RotateProblem, RotateWarnings } from './RotateNotices.tsx';
import { makeSuccessor } from './rotate.ts';
import { type SuccessorLife, successorExpiry, successorLives } from './rotation-dates.ts';
import { readRemembered, remembering, stillTrue } from './rotation-pairs.ts';
import { successorName } from './successor-name.ts';

type RotateDialogProps = {
  token: ApiToken;
  tokens: readonly ApiToken[];
  account: KnownAccount;
  now: Date;
  onCreated: (created: Written<CreatedToken>, asked: TokenSettings, old: ApiToken) => void;
  onClose: () => void;
};

const lifeWords: Record<SuccessorLife, string> = {
  'same-length': 'As long as this one, from today',
  'same-date': 'Until the same date',
  never: 'It never expires, as this one',
};

/** Step one of a rotation: makes a token like this one. The old one is not touched. */
export function RotateDialog({ token, tokens, account, now, onCreated, onClose }: RotateDialogProps) {
  const client = useWhmClient();
  const queryClient = useQueryClient();
  const { zone, clock, rotations, onRotations } = useServer();
  const [lostTries] = useState(() => new Map<string, number>());
  const tokenInUse = useTokenInUse();
  // The token as the person last saw it: what it is compared with right before the write.
  const [opened, setOpened] = useState(token);
  const [name, setName] = useState(() => nextName());
  const [life, setLife] = useState(() => successorLives(token, now)[0] ?? 'never');
  // The result holds the secret: nothing keeps it once the next dialog has taken it.
  const make = useMutation({
    gcTime: 0,
    mutationFn: (settings: TokenSettings) =>
      makeSuccessor(client, { opened, settings }, { clock, lostTries }),
  });
  const again = useMutation(revokeTokenOptions(client, queryClient));
  const busy = make.isPending || again.isPending;
  const names = { original: null, names: tokens.map((other) => other.name) };
  const problem = nameProblem(name.trim(), names);
  const taken = make.data?.kind === 'name-taken' && make.variables?.name === name.trim();
  const lost = make.data?.kind === 'secret-lost' ? make.data.token : null;
  const notGrantable = opened.privileges.filter((privilege) => !canGrant(account, privilege));

  function nextName() {
    return successorName(token.name, new Set(tokens.map((other) => other.name)));
  }
  const send = (settings: TokenSettings) =>
    make.mutate(settings, {
      onSuccess: (result) => {
        if (result.kind !== 'created') return void refreshTokens(queryClient);
        const { value } = result.created;
        onRotations(remembering(stillTrue(readRemembered(rotations), tokens), opened.name, value));
        onCreated(result.created, settings, opened);
        make.reset();
      },
      onError: (error) => refreshIfOpen(queryClient, error),
    });
  const wanted = settingsOf(opened, {
    name: name.trim(),
    expiresAt: successorExpiry(opened, life, now, zone),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The second click of a double click comes before the first one is drawn as busy.
    if (busy || problem !== null || lost !== null || queryClient.isMutating() > 0) return;
    send(wanted);
  };
  const revokeAndMakeAgain = () => {
    if (lost === null || make.variables === undefined || queryClient.isMutating() > 0) return;
    const settings = make.variables;
    again.mutate(lost.name, { onSuccess: () => send(settings) });
  };
  return (
    <Dialog
      title={
        <>
          Rotate <span className="font-mono text-[0.93em]">{token.name}</span>
        </>
      }
      width="secret"
      onRequestClose={() => !busy && onClose()}
    >
      <form noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
        <DialogBody>
          <RotateProblem
            result={make.data}
            error={make.error}
            opened={opened}
            again={{ busy, error: again.error, run: revokeAndMakeAgain }}
            onTakeTheirs={(theirs) => {
              setOpened(theirs);
              setLife(successorLives(theirs, now)[0] ?? 'never');
              make.reset();
            }}
          />
          <p>
            A new token is made, with the same privileges and IPs and a secret of its own.{' '}
            <span className="font-mono text-sm">{token.name}</span> stays as it is: you choose when it ends
            once you have saved the new secret.
          </p>
          <RotateWarnings
            own={token.name === tokenInUse}
            system={systemTokenReason(token.name)}
            notGrantable={notGrantable}
          />
          <Field
            label="Name of the new token"
            error={(name === '' ? undefined : problem) ?? (taken ? takenWords(name) : undefined)}
            live
            help={
              nameWarning(name.trim(), names) ??
              'It can get the old name with one click, once the old token is gone.'
            }
          >
            {(ids) => (
              <input
                {...ids}
                data-autofocus
                value={name}
                onChange={(event) => setName(event.target.value)}
                spellCheck={false}
                autoComplete="off"
                autoCapitalize="off"
                className={`${inputClass} font-mono text-sm`}
              />
            )}
          </Field>
          <fieldset>
            <legend className="mb-1.5 font-semibold">How long does the new token live?</legend>
            {successorLives(opened, now).map((choice) => {
              const until = successorExpiry(opened, choice, now, zone);
              return (
                <label key={choice} className="flex min-h-7 items-start gap-2 py-1 max-sm:min-h-9">
                  <input
                    type="radio"
                    name="life"
                    className="mt-0.5"
                    checked={life === choice}
                    onChange={() => setLife(choice)}
                  />
                  <span>
                    {lifeWords[choice]}
                    {until !== null && (
                      <span className="block text-muted text-sm tabular-nums">
                        {longInstant(until, zone)} server time
                      </span>
                    )}
                  </span>
                </label>
              );
            })}
          </fieldset>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5 [&>dt]:text-muted">
            <dt>Privileges</dt>
            <dd>
              <PrivilegeSummary names={opened.privileges} words />
            </dd>
            <dt>IPs</dt>
            <dd>
              <AllowlistWords allowlist={opened.allowlist} />
            </dd>
          </dl>
          <ApiCall action={{ kind: 'create', settings: wanted }} />
        </DialogBody>
        <DialogFoot say="Step 1 of 2. Nothing happens to the old token now.">
          <Button onClick={onClose} busy={busy}>
            Cancel
          </Button>
          <Button
            intent="primary"
            type="submit"
            busy={busy}
            unavailable={
              problem ??
              (make.data?.kind === 'gone' || make.data?.kind === 'changed-elsewhere' || lost !== null
                ? 'See above first.'
                : undefined)
            }
          >
            Rotate
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

function takenWords(name: string): string {
  return `Somebody made ${name.trim()} in the meantime. Choose another name.`;
}
