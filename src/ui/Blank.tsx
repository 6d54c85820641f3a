import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

type BlankProps = {
  icon: LucideIcon;
  tone?: 'plain' | 'red';
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
};

/** What stands in the place of data when there is none: what, why, and what to do. */
export function Blank({ icon: Icon, tone = 'plain', title, children, actions }: BlankProps) {
  return (
    <div className="mx-auto flex min-h-70 w-full max-w-108 flex-col items-start justify-center gap-1 p-4">
      <Icon
        size={20}
        className={classes('mb-1', tone === 'red' ? 'text-expired-edge' : 'text-muted')}
        aria-hidden
      />
      <h2 className="font-semibold text-lg [overflow-wrap:anywhere]">{title}</h2>
      <div className="flex w-full flex-col gap-2 text-pretty text-muted">{children}</div>
      {actions && <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
