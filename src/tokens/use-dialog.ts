import { useEffect, useRef, useState } from 'react';
import { generateButtonId } from './row-ids.ts';
import type { DialogState } from './TokenDialogs.tsx';

/** Rows follow a change of the list some frames later; a row far down a long list may not be drawn at all. */
const MOST_FRAMES = 60;

function focusOnce(id: string, frames = 0) {
  const next = document.getElementById(frames < MOST_FRAMES ? id : generateButtonId);
  if (next || frames === MOST_FRAMES) next?.focus();
  else requestAnimationFrame(() => focusOnce(id, frames + 1));
}

/** The one dialog that is open over the list, and where the focus goes when it closes. */
export function useDialog() {
  const [dialog, setDialog] = useState<DialogState | null>(null);
  const focusNext = useRef<string | null>(null);
  const wasBulk = useRef(false);
  useEffect(() => {
    // What opened it may have gone with what it was done to.
    const isLost = wasBulk.current && document.activeElement === document.body;
    wasBulk.current = dialog?.kind === 'bulk';
    if (dialog !== null || (focusNext.current === null && !isLost)) return;
    focusOnce(focusNext.current ?? generateButtonId);
    focusNext.current = null;
  }, [dialog]);
  return {
    dialog,
    setDialog,
    /** For when what opened it is gone by now: `id` of the element that takes the focus instead. */
    closeTo: (id: string) => {
      focusNext.current = id;
      setDialog(null);
    },
  };
}
