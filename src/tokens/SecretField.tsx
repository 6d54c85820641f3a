import { Check, Copy, Eye, EyeOff } from 'lucide-react';
import { type ClipboardEvent, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/clipboard.ts';
import { useServer } from './server.tsx';
import { copiesAll, useSecretBox } from './use-secret-box.ts';

type CopyState = 'not-copied' | 'copied' | 'refused';

const copyWords = {
  'not-copied': 'Not copied yet.',
  copied: 'Copied to the clipboard.',
  refused: 'This browser did not allow copying. The secret is selected: press Ctrl+C or ⌘C.',
};

/** The secret itself: to be read, selected and copied; covered until it is asked for, where that is preferred. */
export function SecretField({ secret, onTaken }: { secret: string; onTaken: () => void }) {
  const { simulated, secretsCovered, onSecretsCovered } = useServer();
  const [covered, setCovered] = useState(secretsCovered);
  const [copy, setCopy] = useState<CopyState>('not-copied');
  const field = useSecretBox();
  const copySecret = async () => {
    const copied = await copyText(secret);
    setCopy(copied ? 'copied' : 'refused');
    if (copied) return onTaken();
    setCovered(false);
    // Selected once it is drawn uncovered.
    requestAnimationFrame(() => field.current?.select());
  };
  const copyByHand = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    if (covered) {
      // Whoever copies the bullets wants what they stand for.
      event.preventDefault();
      event.clipboardData.setData('text/plain', secret);
    } else if (!copiesAll(event)) return;
    setCopy('copied');
    onTaken();
  };
  return (
    <div>
      <div className="mb-1.5 flex items-baseline justify-between gap-2">
        <label htmlFor="secret" className="font-semibold">
          API token secret
        </label>
        <span className="text-muted text-sm">{secret.length} characters</span>
      </div>
      <div className="flex overflow-hidden rounded-control border border-control bg-surface max-sm:flex-col">
        <textarea
          ref={field}
          id="secret"
          readOnly
          rows={1}
          spellCheck={false}
          autoComplete="off"
          translate="no"
          value={covered ? '•'.repeat(secret.length) : secret}
          aria-describedby="secret-copied"
          onFocus={(event) => event.target.select()}
          onCopy={copyByHand}
          className="field-sizing-content min-h-11 min-w-0 flex-1 resize-none break-all bg-transparent px-3 py-2.75 font-medium font-mono text-[0.9375rem]/5.5 tracking-wide focus-visible:-outline-offset-3"
        />
        <Button
          data-autofocus
          icon={copy === 'copied' ? Check : Copy}
          onClick={copySecret}
          className="h-auto! min-h-11 min-w-33 rounded-none! border-0! border-control! border-l! focus-visible:-outline-offset-3 max-sm:border-t! max-sm:border-l-0!"
        >
          {copy === 'copied' ? 'Copied' : 'Copy secret'}
        </Button>
      </div>
      <p id="secret-copied" role="status" className="mt-1.5 text-muted text-sm">
        {copyWords[copy]}
        {simulated && ' Simulated server: this secret opens nothing real.'}
      </p>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <Button size="sm" icon={covered ? Eye : EyeOff} onClick={() => setCovered(!covered)}>
          {covered ? 'Show secret' : 'Hide secret'}
        </Button>
        <label className="inline-flex min-h-7 items-center gap-1.5">
          <input
            type="checkbox"
            checked={secretsCovered}
            onChange={(event) => {
              onSecretsCovered(event.target.checked);
              if (event.target.checked) setCovered(true);
            }}
          />
          Hide secrets until I show them, for shared screens
        </label>
      </div>
    </div>
  );
}
