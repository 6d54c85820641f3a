import type { LucideIcon } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { classes } from './classes.ts';

export type MenuItem = {
  label: string;
  icon: LucideIcon;
  onSelect: () => void;
  danger?: boolean;
  unavailable?: string | undefined;
};

type MenuProps = {
  label: string;
  title?: string;
  icon: LucideIcon;
  /** Shows the label beside the icon: a button of the compact size. */
  labelled?: boolean;
  items: readonly MenuItem[];
  className?: string;
};

/** A menu button as the ARIA Authoring Practices describe it: arrows, Home, End and Escape work. */
export function Menu({ label, title = label, icon: Icon, labelled, items, className }: MenuProps) {
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const [made, setMade] = useState(false);
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
        aria-label={labelled ? undefined : label}
        title={labelled ? undefined : title}
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={id}
        // Made only when it is asked for: a table may hold thousands of menus. The platform looks for it after the click.
        onClick={() => flushSync(() => setMade(true))}
        className={classes(
          'inline-grid flex-none place-items-center rounded-control hover:bg-sunken hover:text-ink aria-expanded:bg-sunken aria-expanded:text-ink',
          labelled
            ? 'h-(--compact-h) auto-cols-max grid-flow-col gap-1.5 border border-line-strong bg-raised px-2 font-medium text-ink text-sm'
            : 'text-muted',
          className,
        )}
      >
        <Icon size={labelled ? 14 : 16} />
        {labelled && label}
      </button>
      {made && (
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
              <ItemIcon size={16} className={danger ? undefined : 'text-muted'} aria-hidden />
              {text}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
