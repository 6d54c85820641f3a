import type { LucideIcon } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { classes } from './classes.ts';

export type MenuItem = {
  label: string;
  icon: LucideIcon;
  onSelect: () => void;
  danger?: boolean;
  unavailable?: string | undefined;
};

type MenuProps = { label: string; icon: LucideIcon; items: readonly MenuItem[]; className?: string };

/** A menu button as the ARIA Authoring Practices describe it: arrows, Home, End and Escape work. */
export function Menu({ label, icon: Icon, items, className }: MenuProps) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const entries = () => [...(menu.current?.querySelectorAll('button') ?? [])];
  const move = (event: KeyboardEvent) => {
    const all = entries();
    const at = all.findIndex((entry) => entry.matches(':focus'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Tab') menu.current?.hidePopover();
    if (to === undefined) return;
    event.preventDefault();
    all[(to + all.length) % all.length]?.focus();
  };
  return (
    <>
      <button
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={id}
        className={classes(
          'inline-grid flex-none place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink aria-expanded:bg-sunken aria-expanded:text-ink',
          className,
        )}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </button>
      <div
        ref={menu}
        id={id}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        popover="auto"
        onKeyDown={move}
        onToggle={(event) => {
          setOpen(event.newState === 'open');
          if (event.newState === 'open') entries()[0]?.focus();
        }}
        className="anchored min-w-52 rounded-box border border-line-strong bg-raised p-1 font-normal text-ink text-md shadow-menu"
      >
        {items.map(({ label: text, icon: ItemIcon, onSelect, danger, unavailable }) => (
          <button
            key={text}
            type="button"
            role="menuitem"
            tabIndex={-1}
            aria-disabled={unavailable !== undefined || undefined}
            title={unavailable}
            onClick={() => {
              if (unavailable !== undefined) return;
              menu.current?.hidePopover();
              onSelect();
            }}
            className={classes(
              'flex h-8 w-full items-center gap-2 rounded-control px-2 text-left hover:bg-sunken focus-visible:-outline-offset-2 aria-disabled:cursor-not-allowed aria-disabled:text-muted pointer-coarse:h-11',
              danger && 'text-danger-ink',
            )}
          >
            <ItemIcon
              size={16}
              strokeWidth={1.75}
              className={danger ? undefined : 'text-muted'}
              aria-hidden
            />
            {text}
          </button>
        ))}
      </div>
    </>
  );
}
