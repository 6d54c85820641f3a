import { ChevronRight, MoveHorizontal } from 'lucide-react';
import { useState } from 'react';
import { Notice } from '../ui/Notice.tsx';
import type { TokenSettings } from '../whm/model.ts';
import { ChangeTable } from './ChangeTable.tsx';
import { Sentence } from './Sentence.tsx';
import { useServer } from './server.tsx';
import type { Change } from './token-changes.ts';
import { sentenceParts } from './token-sentence.ts';

/** Where the form would have no room left beside it. */
const lowScreen = '(max-height: 47rem)';

/** *What will change*, before it is saved; one line on low screens, opened on demand. */
export function Review({ changes, after }: { changes: readonly Change[]; after: TokenSettings }) {
  const { zone } = useServer();
  const [open, setOpen] = useState(() => !matchMedia(lowScreen).matches);
  if (changes.length === 0) return null;
  const widening = changes.filter((change) => change.effect === 'widens');
  return (
    <details
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="max-h-[40%] flex-none overflow-auto border-line-strong border-t bg-surface px-4 py-2 max-sm:max-h-none sm:px-5"
    >
      <summary className="flex min-h-6 list-none flex-wrap items-center gap-x-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight size={16} className={open ? 'rotate-90 text-muted' : 'text-muted'} />
        <span className="font-semibold">What will change</span>
        <span className="text-muted text-sm">
          {countWords(changes.length)}
          {widening.length > 0 && (
            <>
              ,{' '}
              <b className="text-danger-ink">
                {widening.length === 1 ? '1 widens' : `${widening.length} widen`}
              </b>
            </>
          )}
        </span>
      </summary>
      {widening.length > 0 && (
        <Notice tone="red" icon={MoveHorizontal} className="my-2">
          <b>This widens the token.</b> {widening.map(wideningWords).join(' ')}
        </Notice>
      )}
      <ChangeTable changes={changes} before="Now" after="After Save" />
      <p className="mt-2 text-muted text-sm [&_b]:text-ink">
        After Save it <Sentence parts={sentenceParts(after, zone)} />
      </p>
    </details>
  );
}

/** `1 setting changes`, `3 settings change`. */
export function countWords(count: number): string {
  return `${count} ${count === 1 ? 'setting changes' : 'settings change'}`;
}

function wideningWords(change: Change): string {
  switch (change.setting) {
    case 'name':
      return '';
    case 'expiresAt':
      return change.after === null ? 'It will never expire.' : 'It will work for longer.';
    case 'allowlist':
      return change.unlimited ? 'It will work from any address.' : 'It will work from more addresses.';
    case 'privileges':
      return change.unlimited
        ? 'It will be able to do everything.'
        : `It will be able to do more: ${change.added.length} added.`;
  }
}
