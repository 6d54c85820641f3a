import { Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './Button.tsx';
import { copyText } from './clipboard.ts';

/** Copies a text; where the browser refuses, shows it to be copied by hand. Not for secrets. */
export function CopyButton({ label, text }: { label: string; text: string }) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  const copy = async () => setState((await copyText(text)) ? 'copied' : 'refused');
  return (
    <>
      <Button intent="quiet" icon={Copy} onClick={copy}>
        {state === 'copied' ? 'Copied' : label}
      </Button>
      <span role="status" className="sr-only">
        {state === 'copied' && 'Copied'}
      </span>
      {state === 'refused' && (
        <textarea
          readOnly
          rows={5}
          value={text}
          aria-label={`${label}: this browser did not allow copying, select the text`}
          onFocus={(event) => event.target.select()}
          className="w-full rounded-control border border-control bg-surface p-2 font-mono text-sm"
        />
      )}
    </>
  );
}
