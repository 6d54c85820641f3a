import { useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';
import { useAskBeforeLeaving } from '../ui/use-ask-before-leaving.ts';
import { RunList } from './RunList.tsx';
import type { RunResult } from './run.ts';
import { countOf, type RunWords } from './run-words.ts';

/** Up to so many are all shown. */
const ALL_SHOWN = 100;
/** Of more, those around the one that is asked for: the last step draws as much as the first, and not much. */
const PART_SHOWN = 30;
const SHOWN_BEFORE = 8;

type BulkRunningProps = { results: readonly RunResult[]; words: RunWords; onStop: () => void };

/** How far it is. Escape does nothing: what runs is left by stopping it. */
export function BulkRunning({ results, words, onStop }: BulkRunningProps) {
  const [stopping, setStopping] = useState(false);
  const waiting = countOf(results, 'waiting');
  const over = results.length - waiting - countOf(results, 'asking');
  useAskBeforeLeaving(true);
  const some = results.length > ALL_SHOWN;
  const first = some ? Math.max(0, over - SHOWN_BEFORE) : 0;
  const part = results.slice(first, some ? first + PART_SHOWN : undefined);
  return (
    <Dialog
      title={words.running(results.length)}
      width="confirmation"
      onRequestClose={() => {}}
      headEnd={
        <span className="pr-2 text-muted tabular-nums">
          {over} of {results.length}
        </span>
      }
    >
      <DialogBody>
        <progress
          value={over}
          max={results.length}
          aria-label={words.progress(countOf(results, 'done'), results.length)}
        />
        {/* Not the button, which a key that is still held down would press; nor the list, which is to follow. */}
        <p tabIndex={-1} data-autofocus className="-mt-3 text-muted text-sm outline-none">
          One call at a time. Those that are done stay done if you stop. Keep this page open.
        </p>
        <RunList results={part} words={words} before={first} after={results.length - first - part.length} />
      </DialogBody>
      <DialogFoot say={stopping ? 'Stopping after this one' : `${waiting} left after this one`}>
        <Button
          busy={stopping}
          onClick={() => {
            setStopping(true);
            onStop();
          }}
        >
          Stop here
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
