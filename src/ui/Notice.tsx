import { CircleCheck, CircleX, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes.ts';

const tones: Record<
  'plain' | 'amber' | 'red' | 'orange' | 'done',
  { box: string; mark: string; icon: LucideIcon }
> = {
  plain: { box: 'border-line-strong bg-raised', mark: 'text-muted', icon: Info },
  amber: { box: 'border-expiring-line bg-expiring', mark: 'text-expiring-edge', icon: TriangleAlert },
  red: { box: 'border-expired-line bg-expired', mark: 'text-expired-edge', icon: CircleX },
  orange: { box: 'border-risk-line bg-risk', mark: 'text-risk-edge', icon: TriangleAlert },
  done: { box: 'border-line-strong bg-raised', mark: 'text-done-ink', icon: CircleCheck },
};

type NoticeProps = ComponentProps<'div'> & {
  tone?: keyof typeof tones;
  icon?: LucideIcon;
  /** A compact button at the end. */
  action?: ReactNode;
};

/** A message that stays on the page, above or beside what it is about. */
export function Notice({ tone = 'plain', icon, action, className, children, ...rest }: NoticeProps) {
  const { box, mark, icon: toneIcon } = tones[tone];
  const Icon = icon ?? toneIcon;
  return (
    <div
      {...rest}
      className={classes(
        'flex flex-wrap items-start gap-2 rounded-box border px-3 py-2.5 sm:flex-nowrap',
        box,
        className,
      )}
    >
      <Icon size={16} className={classes('mt-0.5', mark)} />
      <div className="min-w-0 flex-1 basis-[calc(100%-2rem)] [overflow-wrap:anywhere] sm:basis-0">
        {children}
      </div>
      {action && <div className="max-sm:ml-6 sm:-my-1 sm:-mr-1">{action}</div>}
    </div>
  );
}

/** The server's own sentence, set apart so that nobody takes it for ours. */
export function ServerWords({ children }: { children: ReactNode }) {
  return (
    <div className="w-full border-expired-edge border-l-[3px] bg-surface px-2.5 py-2 font-mono text-ink text-sm [overflow-wrap:anywhere]">
      {children}
    </div>
  );
}
