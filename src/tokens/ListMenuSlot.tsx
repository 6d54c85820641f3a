import { Suspense } from 'react';
import { classes } from '../ui/classes.ts';
import type { ListMenuProps } from './ListMenu.tsx';
import { ListMenu } from './lazy-parts.ts';

/** The gear, and its place until it is there. */
export function ListMenuSlot({ className, ...menu }: ListMenuProps & { className: string }) {
  return (
    <Suspense fallback={<span className={classes('flex-none', className)} />}>
      <ListMenu {...menu} className={className} />
    </Suspense>
  );
}
