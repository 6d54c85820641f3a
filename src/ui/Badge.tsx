import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes.ts';

const tones = {
  plain: 'border-line-strong bg-raised text-ink',
  dashed: 'border-dashed border-control text-muted',
  risk: 'border-risk-edge bg-risk text-risk-ink font-semibold',
};

type BadgeProps = { tone?: keyof typeof tones; icon?: LucideIcon; title?: string; children: ReactNode };

export function Badge({ tone = 'plain', icon: Icon, title, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={classes(
        'inline-flex h-5 items-center gap-1 whitespace-nowrap rounded-badge border px-1.5 font-medium font-sans text-xs',
        tones[tone],
      )}
    >
      {Icon && <Icon size={12} className="stroke-2" />}
      {children}
    </span>
  );
}
