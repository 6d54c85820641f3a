import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from './Button.tsx';
import { classes } from './classes.ts';

const widths = {
  form: 'sm:w-[min(66rem,100vw-4rem)] sm:h-[min(52rem,100dvh-4rem)]',
  wide: 'sm:w-[min(66rem,100vw-4rem)]',
  secret: 'sm:w-[min(40rem,100vw-4rem)]',
  confirmation: 'sm:w-[min(34rem,100vw-4rem)]',
};

type DialogProps = {
  title: ReactNode;
  width: keyof typeof widths;
  /** Escape or the close button. The owner decides whether to close, and closes by unmounting. */
  onRequestClose: () => void;
  /** An alert dialog asks a question that must be answered: no close button. */
  alert?: boolean;
  /** Shown at the end of the heading in place of the close button. */
  headEnd?: ReactNode;
  children: ReactNode;
};

/**
 * A modal dialog on the platform's `<dialog>`: it traps focus, makes the rest inert and gives focus back
 * when it goes. Below 640 px it is a full-height sheet. Exists only while mounted: opening is rendering.
 */
export function Dialog({ title, width, onRequestClose, alert, headEnd, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  // Before anything is painted: a key pressed in between would go to the page under it.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) {
      dialog.showModal();
      // The platform would focus the close button. React does not render the autofocus attribute.
      dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    }
    // The browser gives focus back to what had it.
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      role={alert ? 'alertdialog' : undefined}
      aria-labelledby={headingId}
      onCancel={(event) => {
        event.preventDefault();
        onRequestClose();
      }}
      onKeyDown={(event) => {
        // Chromium closes a dialog on a second Escape even when `cancel` was prevented.
        if (event.key !== 'Escape') return;
        // An open popover (the calendar) takes Escape for itself.
        if (event.target instanceof Element && event.target.closest('[popover]')) return;
        event.preventDefault();
        // A key held down asks once: its repeats must not answer the question it raised.
        if (!event.repeat) onRequestClose();
      }}
      className={classes(
        'm-auto flex flex-col overflow-hidden rounded-box border border-line-strong bg-raised text-ink shadow-overlay',
        'max-h-[calc(100dvh-4rem)] max-w-none',
        'max-sm:m-0 max-sm:h-dvh max-sm:max-h-none max-sm:w-screen max-sm:rounded-none max-sm:border-0',
        widths[width],
      )}
    >
      <div className="flex min-h-12 flex-none items-center gap-3 border-line border-b py-2 pr-3 pl-4 sm:pl-5">
        <h2 id={headingId} className="min-w-0 flex-1 font-semibold text-lg [overflow-wrap:anywhere]">
          {title}
        </h2>
        {headEnd ?? (alert ? null : <IconButton label="Close" icon={X} onClick={onRequestClose} />)}
      </div>
      {children}
    </dialog>
  );
}

export function DialogBody({ children }: { children: ReactNode }) {
  return <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-auto p-4 sm:p-5">{children}</div>;
}

export function DialogFoot({ say, children }: { say?: ReactNode; children: ReactNode }) {
  return (
    <div className="sticky bottom-0 z-1 flex flex-none items-center justify-end gap-2 border-line border-t bg-raised px-4 py-3 max-sm:flex-wrap sm:px-5">
      {say && (
        <p className="min-w-0 flex-1 text-pretty pr-6 text-muted [overflow-wrap:anywhere] max-sm:basis-full max-sm:pr-0 max-sm:text-sm [&_b]:text-ink">
          {say}
        </p>
      )}
      <div className="flex gap-2 max-sm:basis-full max-sm:[&>*]:flex-1">{children}</div>
    </div>
  );
}
