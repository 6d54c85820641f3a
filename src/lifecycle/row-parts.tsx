import { CalendarClock, Copy, Ellipsis, Pencil, RotateCw, Trash2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { revokeButtonId } from '../tokens/row-ids.ts';
import { Button } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { Popover } from '../ui/Popover.tsx';
import type { ApiToken } from '../whm/model.ts';
import { secondsLeft } from './holding.ts';
import type { Held, LifecycleDialogState } from './lifecycle-dialog.ts';
import { canRenew } from './renew.ts';
import type { RotationPair } from './rotation-pairs.ts';
import { useTakeOldName } from './use-take-old-name.ts';

type RowPartProps = {
  part: 'line' | 'renew' | 'end-old' | 'menu';
  token: ApiToken;
  now: Date;
  pair: RotationPair | undefined;
  held: Held['phase'] | undefined;
  onEdit: (token: ApiToken) => void;
  onRevoke: (token: ApiToken) => void;
  onAct: (dialog: LifecycleDialogState) => void;
  /** Why tokens cannot be changed now. */
  unavailable: string | undefined;
};

type RowProps = Omit<RowPartProps, 'part'>;

/** What a row has beyond WHM's screen. Apart from the row, which is on the first screen. */
export function RowPart({ part, ...row }: RowPartProps) {
  switch (part) {
    case 'line':
      return <RowLine {...row} />;
    case 'renew':
      return <RenewButton {...row} />;
    case 'end-old':
      return row.pair && <EndOldButton {...row} pair={row.pair} />;
    case 'menu':
      return <RowMenu {...row} />;
  }
}

/** *Rotate*, *Renew* and *Clone*; and *Edit* and *Revoke*, where the row has no room for them. */
function RowMenu({ token, pair, now, onAct, onEdit, onRevoke, unavailable }: RowProps) {
  const acts = [
    ...(isOldAndWorks(token, pair, now)
      ? [
          { label: 'Edit', icon: Pencil, onSelect: () => onEdit(token), unavailable },
          { label: 'Revoke', icon: Trash2, onSelect: () => onRevoke(token), unavailable },
        ]
      : []),
    { label: 'Rotate', icon: RotateCw, onSelect: () => onAct({ kind: 'rotate', token }), unavailable },
    ...(canRenew(token, now)
      ? [
          {
            label: 'Renew',
            icon: CalendarClock,
            onSelect: () => onAct({ kind: 'renew', token }),
            unavailable,
          },
        ]
      : []),
    { label: 'Clone', icon: Copy, onSelect: () => onAct({ kind: 'clone', token }), unavailable },
  ];
  return (
    <Menu
      label={`More for ${token.name}`}
      title="More"
      icon={Ellipsis}
      items={acts}
      className="ml-auto size-7 group-data-coloured:hover:bg-raised pointer-coarse:size-11"
    />
  );
}

/** Whether the row is the old one of a rotation, and there is still something to end. */
function isOldAndWorks(token: ApiToken, pair: RotationPair | undefined, now: Date): boolean {
  const isOld = pair !== undefined && pair.old?.name === token.name;
  return isOld && (token.expiresAt === null || token.expiresAt > now);
}

function EndOldButton({ token, pair, onAct, unavailable }: RowProps & { pair: RotationPair }) {
  return (
    <Button
      id={revokeButtonId(token.name)}
      size="sm"
      className="mx-2 sm:max-lg:mx-0.5"
      aria-label={`End old now: ${token.name}`}
      unavailable={unavailable}
      onClick={() => onAct({ kind: 'end-old', old: token, successor: pair.successor, now: true })}
    >
      End old now
    </Button>
  );
}

/** One click from the words that say it expires to the lifetimes that it can have instead. */
function RenewButton({ token, onAct, unavailable }: RowProps) {
  return (
    <button
      type="button"
      aria-label={`Renew ${token.name}`}
      aria-disabled={unavailable !== undefined || undefined}
      title={unavailable}
      onClick={() => unavailable === undefined && onAct({ kind: 'renew', token })}
      className="-my-1 ml-1.5 inline-flex min-h-6 items-center rounded-badge text-ink underline decoration-control underline-offset-3 hover:decoration-current pointer-coarse:-my-3 pointer-coarse:min-h-11 pointer-coarse:min-w-11 sm:max-lg:hidden"
    >
      Renew
    </button>
  );
}

/** The line under a name: which token it replaces or is replaced by, or that it is about to be revoked. */
function RowLine(row: RowProps) {
  const { token, pair, now, held } = row;
  if (held !== undefined) {
    return (
      <span className="basis-full font-medium text-danger-ink text-xs">
        {held === 'sending' ? 'Revoking…' : <CountDown name={token.name} />}
      </span>
    );
  }
  if (pair === undefined) return null;
  const isNew = pair.successor.name === token.name;
  return (
    <span className="flex min-w-0 basis-full items-center gap-1 text-xs">
      <Popover
        label={`${isNew ? `Replaces ${pair.oldName}` : oldWords(token, now)}: how this is known`}
        button={
          <span className="min-w-0 truncate max-sm:whitespace-normal">
            {isNew ? `Replaces ${pair.oldName}` : oldWords(token, now)}
            <span className="text-muted">
              {pair.knownFrom === 'browser' ? ', kept in this browser' : ', by names and dates'}
            </span>
          </span>
        }
        align="start"
        buttonClass="-my-1 flex min-h-6 pointer-coarse:-my-3 min-w-0 items-center rounded-badge text-left hover:underline"
        className="px-3 py-2 text-sm"
      >
        {() => <HowKnown pair={pair} />}
      </Popover>
      {isNew && pair.old === null && <TakeOldName {...row} pair={pair} />}
    </span>
  );
}

function oldWords(token: ApiToken, now: Date): string {
  if (token.expiresAt === null) return 'Rotated, still valid';
  return token.expiresAt > now ? 'Rotated, still valid until then' : 'Rotated, has ended';
}

function HowKnown({ pair: { oldName, successor, knownFrom } }: { pair: RotationPair }) {
  return (
    <p>
      <b className="font-mono">{successor.name}</b> replaces <b className="font-mono">{oldName}</b>. WHM keeps
      no link between tokens.{' '}
      {knownFrom === 'browser'
        ? 'This browser made the rotation and remembers both names and the date: another browser may not know it.'
        : 'Their names, dates, privileges and IPs look like a rotation: nobody wrote it down, so it may be a coincidence.'}
    </p>
  );
}

function TakeOldName({ token, pair, onAct, unavailable }: RowProps & { pair: RotationPair }) {
  const { busy, take } = useTakeOldName((problem) =>
    onAct({ kind: 'name-problem', successor: token, oldName: pair.oldName, problem }),
  );
  return (
    <Button
      size="sm"
      busy={busy}
      unavailable={unavailable}
      className="-my-1 h-6! max-w-44 px-1.5! text-xs pointer-coarse:h-11!"
      onClick={() => take(token, pair.oldName)}
    >
      <span className="truncate">Name it {pair.oldName}</span>
    </Button>
  );
}

function CountDown({ name }: { name: string }) {
  const [left, setLeft] = useState(() => secondsLeft(name));
  useEffect(() => {
    const timer = setInterval(() => setLeft(secondsLeft(name)), 250);
    return () => clearInterval(timer);
  }, [name]);
  return <>Revoking in {left} s</>;
}
