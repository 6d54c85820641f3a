import { Lock } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { ApiCall } from '../tokens/ApiCall.tsx';
import { expiryStatus, expiryWords } from '../tokens/expiry.ts';
import { useServer, useTokenInUse } from '../tokens/server.tsx';
import { isSystemToken } from '../tokens/system-tokens.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';
import { FieldError, inputClass } from '../ui/Field.tsx';
import { type ApiToken, EVERYTHING } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import { revoke } from './acts.ts';
import type { Agreed } from './BulkDialog.tsx';
import { type BulkAct, type Kept, ownLast } from './bulk-act.ts';
import { PickedNotices } from './PickedNotices.tsx';
import { PreviewList } from './PreviewList.tsx';
import { tokenCount } from './run-words.ts';

type RevokePreviewProps = {
  act: Extract<BulkAct, { kind: 'revoke' }>;
  now: Date;
  onContinue: (agreed: Agreed) => void;
  onClose: () => void;
};

/** Asks before many tokens are revoked: which go, which stay and why, and for their number. */
export function RevokePreview({ act, now, onContinue, onClose }: RevokePreviewProps) {
  const { name: server, zone } = useServer();
  const client = useWhmClient();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const system = act.tokens.filter(({ name }) => isSystemToken(name));
  // *Revoke All* is all for WHM, those of the server itself too; here they go when that is asked for.
  const canSpare = act.why === 'all' && system.length > 0 && system.length < act.tokens.length;
  const [sparing, setSparing] = useState(canSpare);
  const field = useRef<HTMLInputElement>(null);
  const going = ownLast(
    sparing ? act.tokens.filter((token) => !system.includes(token)) : act.tokens,
    useTokenInUse(),
  );
  const kept: readonly Kept[] = sparing
    ? [...act.kept, ...system.map(({ name }): Kept => ({ name, why: 'system' }))]
    : act.kept;
  const count = going.length;
  const names = going.map(({ name }) => name);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (count > 1 && typed.trim() !== String(count)) {
      setWrong(true);
      field.current?.focus();
      return;
    }
    const steps = names.map((name) => ({ name, act: () => revoke(client, { name }) }));
    onContinue({ steps, alone: [], action: 'Revoke' });
  };
  return (
    <Dialog alert title={titleOf(act, count, kept.length)} width="confirmation" onRequestClose={onClose}>
      <form onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
        <DialogBody>
          <p>
            Everything that calls WHM on <span className="font-mono text-sm">{server}</span> with{' '}
            {count === 1 ? 'this token' : 'one of these tokens'} stops working. This cannot be undone.
          </p>
          <PickedNotices tokens={going} />
          <Summary going={going} kept={kept} now={now} />
          {canSpare && (
            <label className="flex min-h-7 items-center gap-2">
              <input type="checkbox" checked={sparing} onChange={() => setSparing(!sparing)} />
              Leave out {tokenCount(system.length)} that the server made for itself
            </label>
          )}
          <PreviewList
            tokens={going}
            open={act.why !== 'all'}
            label="Tokens that go"
            wordsOf={({ privileges, expiresAt }) => (
              <>
                {privileges.includes(EVERYTHING) && <b>Everything, </b>}
                {expiresAt === null ? 'never expires' : expiryWords(expiresAt, now, zone).toLowerCase()}
              </>
            )}
          />
          <ApiCall action={{ kind: 'revoke', names }} />
          {count > 1 && (
            <div>
              <label htmlFor="confirm-count" className="mb-1.5 block font-medium text-sm">
                Type <b className="tabular-nums">{count}</b> to confirm
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
                {wrong && <FieldError>Type {count}, the number of tokens that go.</FieldError>}
              </div>
            </div>
          )}
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

function titleOf({ why }: RevokePreviewProps['act'], count: number, kept: number): string {
  if (why === 'all') {
    return `Revoke All: ${kept === 0 ? tokenCount(count) : `${count} of ${tokenCount(count + kept)}`}`;
  }
  return why === 'expired'
    ? `Revoke ${count} expired ${count === 1 ? 'token' : 'tokens'}?`
    : `Revoke ${tokenCount(count)}?`;
}

const keptWords: Record<Kept['why'], string> = {
  'in-use': 'kept, in use by this dashboard',
  system: 'kept, made by the server for itself',
  held: 'kept, about to be revoked anyway',
};

function Summary({ going, kept, now }: { going: readonly ApiToken[]; kept: readonly Kept[]; now: Date }) {
  const valid = going.filter(({ expiresAt }) => expiryStatus(expiresAt, now) !== 'expired');
  const withEverything = valid.filter(({ privileges }) => privileges.includes(EVERYTHING)).length;
  const expired = going.length - valid.length;
  return (
    <ul className="rounded-box border border-line tabular-nums [&>li]:flex [&>li]:min-h-8 [&>li]:items-center [&>li]:gap-2 [&>li]:px-3 [&>li]:py-1 [&>li:not(:last-child)]:border-line [&>li:not(:last-child)]:border-b">
      <li>
        Still valid
        <span className="ml-auto text-right">
          {tokenCount(valid.length)}
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
      {kept.map(({ name, why }) => (
        <li key={name}>
          <Lock size={14} />
          <span className="min-w-0 font-mono text-sm [overflow-wrap:anywhere]">{name}</span>
          <span className="ml-auto text-right text-muted">{keptWords[why]}</span>
        </li>
      ))}
    </ul>
  );
}
