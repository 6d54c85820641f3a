import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useServer } from '../tokens/server.tsx';
import { tellSaved } from '../tokens/tell-saved.ts';
import { changesBetween } from '../tokens/token-changes.ts';
import { refreshTokens } from '../tokens/token-queries.ts';
import { settingsOf } from '../tokens/token-settings.ts';
import type { ApiToken } from '../whm/model.ts';
import { useWhmClient } from '../whm/react.tsx';
import type { NameProblem } from './lifecycle-dialog.ts';
import { takeOldName } from './rotate.ts';
import { focusMenuOf } from './row-focus.ts';

/** Gives the new token of a rotation the old one's name, and the focus to the row that has it then. */
export function useTakeOldName(onProblem: (problem: NameProblem) => void, onDone?: () => void) {
  const client = useWhmClient();
  const queryClient = useQueryClient();
  const { zone } = useServer();
  const [busy, setBusy] = useState(false);
  // State would come too late for a double click.
  const running = useRef(false);
  const take = async (successor: ApiToken, oldName: string) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    const result = await takeOldName(client, { successor, oldName }).catch(
      (error: unknown): NameProblem => ({
        kind: 'failed',
        error: error instanceof Error ? error : new Error(String(error)),
      }),
    );
    await refreshTokens(queryClient);
    running.current = false;
    setBusy(false);
    if (result.kind !== 'updated') return onProblem(result);
    const sent = settingsOf(successor, { name: oldName });
    tellSaved(result.written, sent, changesBetween(successor, sent), zone);
    onDone?.();
    focusMenuOf(oldName);
  };
  return { busy, take };
}
