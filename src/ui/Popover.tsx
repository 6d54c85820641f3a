import { type ReactNode, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { classes } from './classes.ts';

type PopoverProps = {
  /** Accessible name of the button. */
  label: string;
  button: ReactNode;
  buttonClass: string;
  align?: 'start' | 'end';
  className?: string;
  /** Made only when it is opened: a table may hold thousands of these. */
  children: (close: () => void) => ReactNode;
};

/** A button that opens a small panel under it; Escape or a click elsewhere closes it (the platform's popover). */
export function Popover({ label, button, buttonClass, align = 'start', className, children }: PopoverProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const [made, setMade] = useState(false);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-label={label}
        aria-expanded={open}
        popoverTarget={id}
        // The platform looks for the panel once the click has been handled.
        onClick={() => flushSync(() => setMade(true))}
        className={classes(buttonClass, 'pointer-coarse:min-h-11 pointer-coarse:min-w-11')}
      >
        {button}
      </button>
      {made && (
        <div
          ref={panel}
          id={id}
          popover="auto"
          data-align={align}
          onToggle={(event) => setOpen(event.newState === 'open')}
          className={classes(
            'anchored max-w-[min(22rem,calc(100vw-2rem))] whitespace-normal rounded-box border border-line-strong bg-raised font-sans text-ink shadow-menu',
            className,
          )}
        >
          {open && children(() => panel.current?.hidePopover())}
        </div>
      )}
    </>
  );
}
