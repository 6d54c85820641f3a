import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { rowId } from '../tokens/row-ids.ts';
import { refreshTokens } from '../tokens/token-queries.ts';
import { revokeToken } from '../tokens/token-writes.ts';
import { WriteProblem } from '../tokens/WriteProblem.tsx';
import { announce } from '../ui/announcer.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import { showToast } from '../ui/toasts.tsx';
import { useAskBeforeLeaving } from '../ui/use-ask-before-leaving.ts';
import type { WhmClient } from '../whm/client.ts';
import { useWhmClient } from '../whm/react.tsx';
import { HOLD_MS, hold, type Timers } from './hold.ts';
import { holding, secondsLeft } from './holding.ts';
import type { Held } from './lifecycle-dialog.ts';
import { endOld } from './rotate.ts';
import { focusRow, keepFocusInRow } from './row-focus.ts';

type HoldNoticesProps = {
  held: readonly Held[];
  setHeld: (change: (before: readonly Held[]) => readonly Held[]) => void;
  /** A dialog makes the rest of the page unreachable, *Undo* too: nothing is sent meanwhile. */
  paused: boolean;
  /** Id of what has the focus after a row that goes. */
  afterRow: (name: string) => string;
};

const timers: Timers = {
  now: () => performance.now(),
  start: (callback, ms) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** Revocations that can still be undone, those on their way, and those that failed. */
export function HoldNotices({ held, setHeld, paused, afterRow }: HoldNoticesProps) {
  // One call at a time, in the order in which they were due.
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const inTurn = <T,>(send: () => Promise<T>): Promise<T> => {
    const sent = last.current.then(send);
    last.current = sent.catch(() => null);
    return sent;
  };
  useAskBeforeLeaving(held.some(({ phase }) => phase !== 'failed'));
  if (held.length === 0) return null;
  const on = {
    onPhase: (name: string, phase: Held['phase']) =>
      setHeld((before) => before.map((one) => (one.token.name === name ? { ...one, phase } : one))),
    onUndo: (name: string) => setHeld((before) => before.filter(({ token }) => token.name !== name)),
    onRevoked: (name: string) => {
      const row = document.getElementById(rowId(name));
      // The next row takes the focus of one that goes; wherever else it is, it stays.
      if (row?.contains(document.activeElement)) document.getElementById(afterRow(name))?.focus();
      on.onUndo(name);
    },
  };
  return (
    <section
      aria-label="Waiting to be revoked"
      className="fixed right-(--gutter) bottom-4 z-2 flex w-88 max-w-[calc(100vw-2rem)] flex-col gap-2 max-sm:in-[main:has(#bulk-acts)]:bottom-20 print:hidden"
    >
      {held.map((one) => (
        <HoldCard key={one.turn} held={one} paused={paused} inTurn={inTurn} {...on} />
      ))}
    </section>
  );
}

type HoldCardProps = {
  held: Held;
  paused: boolean;
  onPhase: (name: string, phase: Held['phase']) => void;
  onUndo: (name: string) => void;
  onRevoked: (name: string) => void;
  inTurn: <T>(send: () => Promise<T>) => Promise<T>;
};

function HoldCard({ held, paused, inTurn, onPhase, onUndo, onRevoked }: HoldCardProps) {
  const { token, phase } = held;
  const { name } = token;
  const client = useWhmClient();
  const queryClient = useQueryClient();
  const [error, setError] = useState<Error | null>(null);
  const [left, setLeft] = useState(HOLD_MS / 1000);
  const [pointedAt, setPointedAt] = useState(false);

  const send = async () => {
    onPhase(name, 'sending');
    try {
      const warnings = await inTurn(() => revoke(client, held));
      showToast({
        title: 'Revoked',
        subject: name,
        ...(warnings.length > 0 ? { detail: warnings.join(' '), tone: 'amber' } : {}),
      });
      onRevoked(name);
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
      onPhase(name, 'failed');
    }
    await refreshTokens(queryClient);
  };
  const sendNow = useEffectEvent(send);
  // The clock starts once, when the notice appears.
  useEffect(() => {
    const clock = hold(HOLD_MS, timers);
    holding.set(name, clock);
    keepFocusInRow(name);
    announce(`Revoking ${name} in ${HOLD_MS / 1000} seconds. It can still be undone.`);
    void clock.outcome.then((outcome) => {
      if (outcome === 'go') void sendNow();
      else announce(`${name} was not revoked. Nothing was sent.`);
    });
    const timer = setInterval(() => setLeft(secondsLeft(name)), 250);
    return () => {
      // Taken off the page is undone: nothing is sent that nobody can see.
      clock.undo();
      clearInterval(timer);
      holding.delete(name);
      keepFocusInRow(name);
    };
  }, [name]);
  const stopped = paused || pointedAt;
  useEffect(() => {
    if (stopped) holding.get(name)?.pause();
    else holding.get(name)?.resume();
  }, [name, stopped]);

  const undo = () => {
    focusRow(name);
    onUndo(name);
  };
  const goNow = () => {
    focusRow(name);
    holding.get(name)?.now();
  };
  if (phase === 'failed') {
    return (
      <Card label={`${name} was not revoked`}>
        {error && <WriteProblem error={error} refusedTitle={`${name} was not revoked.`} />}
        <div className="mt-2 flex gap-2">
          <Button size="sm" onClick={send}>
            Try again
          </Button>
          <Button size="sm" onClick={undo}>
            Leave it
          </Button>
        </div>
      </Card>
    );
  }
  return (
    <Card label={`Revoking ${name}`} onPointedAt={setPointedAt}>
      <p className="[overflow-wrap:anywhere]">
        {phase === 'sending' ? 'Revoking' : `Revoking in ${left} s:`}{' '}
        <b className="font-mono text-sm">{name}</b>
        {phase === 'waiting' && (
          <span className="block text-muted">
            {stopped ? 'The clock stands still.' : 'Nothing was sent yet.'}
          </span>
        )}
      </p>
      {phase === 'waiting' && (
        <div className="mt-2 flex gap-2">
          <Button size="sm" onClick={undo}>
            Undo
          </Button>
          <Button size="sm" onClick={goNow}>
            Now
          </Button>
        </div>
      )}
    </Card>
  );
}

type CardProps = { label: string; onPointedAt?: (pointedAt: boolean) => void; children: ReactNode };

/** Pointing at it, or the focus in it, stops its clock (WCAG 2.2.1). */
function Card({ label, onPointedAt, children }: CardProps) {
  return (
    <Notice
      role="group"
      aria-label={label}
      onMouseEnter={() => onPointedAt?.(true)}
      onMouseLeave={() => onPointedAt?.(false)}
      onFocus={() => onPointedAt?.(true)}
      onBlur={() => onPointedAt?.(false)}
      className="shadow-menu"
    >
      {children}
    </Notice>
  );
}

/** The old one of a rotation goes only while its successor is there. */
async function revoke(client: WhmClient, { token, successor }: Held): Promise<readonly string[]> {
  if (successor === null) return revokeToken(client, token.name);
  // The instant is of no account: it ends now.
  const result = await endOld(client, { old: token, successor, end: { kind: 'now' }, now: token.createdAt });
  if (result.kind === 'revoked') return result.warnings;
  if (result.kind === 'gone') return ['It was not there any more.'];
  throw new Error(`${successor.name} is not on the server any more: ${token.name} was left as it is.`);
}
