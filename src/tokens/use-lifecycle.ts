import { startTransition, useCallback, useEffect, useMemo, useState } from 'react';
import type { Held } from '../lifecycle/lifecycle-dialog.ts';
import type { ApiToken } from '../whm/model.ts';
import { later, whenIdle } from './lazy-parts.ts';
import { generateButtonId, revokeButtonId } from './row-ids.ts';
import { useServer } from './server.tsx';
import { noTokens } from './use-token-list.ts';

type Later = Awaited<ReturnType<typeof later.fetch>>;

/** What a token's life beyond WHM's screen adds to the list: pairs, and revocations that wait. */
export function useLifecycle(tokens: readonly ApiToken[] = noTokens, shown: readonly ApiToken[]) {
  const { rotations } = useServer();
  const [parts, setParts] = useState<Later | null>(null);
  const [held, setHeld] = useState<readonly Held[]>([]);
  // A list without pairs is a list all the same.
  useEffect(() => {
    const fetched = (found: Later) => startTransition(() => setParts(found));
    return whenIdle(() => void later.fetch().then(fetched, () => null));
  }, []);
  const pairs = useMemo(() => parts?.findPairs(tokens, rotations), [parts, tokens, rotations]);
  const rows = useMemo(
    () => (parts && pairs ? parts.pairedRows(shown, pairs) : shown),
    [parts, pairs, shown],
  );
  /** Of those that wait or are on their way. */
  const heldNames = useMemo(
    () => new Set(held.filter(({ phase }) => phase !== 'failed').map(({ token }) => token.name)),
    [held],
  );
  return {
    rows,
    held,
    heldNames,
    setHeld,
    lifeOf: (name: string) => ({
      RowPart: parts?.RowPart,
      pair: (pairs && parts?.pairOf(pairs, name)) ?? undefined,
      held: held.find(({ token, phase }) => token.name === name && phase !== 'failed')?.phase,
    }),
    onUndo: useCallback((name: string) => {
      setHeld((before) => before.filter(({ token }) => token.name !== name));
    }, []),
    /** Id of what has the focus after a row that goes. */
    afterRow: (name: string) => {
      const place = rows.findIndex((token) => token.name === name);
      const next = rows[place + 1] ?? rows[place - 1];
      return next ? revokeButtonId(next.name) : generateButtonId;
    },
  };
}
