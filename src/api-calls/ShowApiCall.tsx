import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { classes } from '../ui/classes.ts';
import type { CallSamples, CallSamplesProps } from './CallSamples.tsx';

/**
 * *Show the API call*: the line that opens it. What it opens is fetched then, and a failure of that is told
 * here, for it must not take the form around it down.
 */
export function ShowApiCall({ className, ...samples }: CallSamplesProps & { className?: string }) {
  const [open, setOpen] = useState(false);
  const [fetched, setFetched] = useState<{ CallSamples: typeof CallSamples } | 'failed' | null>(null);
  const toggle = (opened: boolean) => {
    setOpen(opened);
    if (opened) import('./CallSamples.tsx').then(setFetched, () => setFetched('failed'));
  };
  return (
    <details onToggle={(event) => toggle(event.currentTarget.open)} className={className}>
      <summary className="flex min-h-6 list-none items-center gap-2 font-medium pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight size={16} className={classes('text-muted', open && 'rotate-90')} />
        Show the API call
      </summary>
      {open && fetched === 'failed' && (
        <p role="alert" className="mt-1.5 text-danger-ink">
          It could not be fetched: this dashboard’s server does not answer. Open it again in a moment.
        </p>
      )}
      {open && fetched !== null && fetched !== 'failed' && <fetched.CallSamples {...samples} />}
    </details>
  );
}
