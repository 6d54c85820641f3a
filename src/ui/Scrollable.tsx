import type { ReactNode } from 'react';
import { classes } from './classes.ts';

/** A part that scrolls by itself. Takes the focus, so that the keyboard can scroll it too (WCAG 2.1.1). */
export function Scrollable({
  label,
  className,
  inert,
  children,
}: {
  label: string;
  className: string;
  inert?: boolean;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: see above; axe calls it scrollable-region-focusable.
      tabIndex={0}
      inert={inert}
      className={classes('overflow-auto', className)}
    >
      {children}
    </section>
  );
}
