import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { classes } from './classes.ts';

export const inputClass =
  'h-(--control-h) w-full rounded-control border border-control bg-raised px-2.5 max-sm:text-[1rem] max-sm:placeholder:text-md ' +
  'focus-visible:outline-offset-[-1px] aria-invalid:border-expired-edge';

type FieldProps = {
  label: string;
  /** A counter or the like, at the end of the label's line. */
  end?: ReactNode;
  help?: ReactNode;
  /** What is wrong and what would be right; read out when it appears. */
  error?: string | undefined;
  /** A lighter label, for a field inside a group that has a heading of its own. */
  minor?: boolean;
  /** Help and error change while one types, and are read out when they do. */
  live?: boolean;
  children: (ids: { id: string; 'aria-describedby': string; 'aria-invalid': boolean }) => ReactNode;
};

/** A labelled control with help and error tied to it. */
export function Field({ label, end, help, error, minor, live, children }: FieldProps) {
  const id = useId();
  const helpId = `${id}-help`;
  return (
    <div>
      <div className="mb-1.5 flex items-baseline justify-between gap-2">
        <label htmlFor={id} className={minor ? 'font-medium text-sm' : 'font-semibold'}>
          {label}
        </label>
        {end !== undefined && <span className="text-muted text-sm tabular-nums">{end}</span>}
      </div>
      {children({ id, 'aria-describedby': helpId, 'aria-invalid': error !== undefined })}
      <div id={helpId} aria-live={live ? 'polite' : undefined}>
        {error !== undefined && <FieldError>{error}</FieldError>}
        {help !== undefined && <div className="mt-1.5 text-muted text-sm">{help}</div>}
      </div>
    </div>
  );
}

export function FieldError({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <p className={classes('mt-1.5 flex gap-1.5 text-danger-ink text-sm [overflow-wrap:anywhere]', className)}>
      <CircleAlert size={14} className="mt-px" />
      <span className="whitespace-pre-line">{children}</span>
    </p>
  );
}
