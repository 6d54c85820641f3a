import { CircleCheck, TriangleAlert, X } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { announce } from './announcer.tsx';
import { IconButton } from './Button.tsx';
import { classes } from './classes.ts';

type ToastWords = {
  /** What happened, in a word or two: "Saved". */
  title: string;
  /** The object's name, in mono. */
  subject?: string;
  detail?: string;
  /** `amber` stays until it is dismissed. */
  tone?: 'done' | 'amber';
};

type Toast = ToastWords & { id: number };
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function replace(next: readonly Toast[]) {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Shows a notice at the upper right and has it read out. Never give it a secret. */
export function showToast(words: ToastWords) {
  replace([...toasts.slice(-3), { ...words, id: nextId++ }]);
  announce([words.title, words.subject, words.detail].filter(Boolean).join(' '));
}

function dismiss(id: number) {
  replace(toasts.filter((toast) => toast.id !== id));
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function ToastRegion() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = region.current;
    if (!element) return;
    // A popover, so that it shows above an open dialog too; shown again for each new notice because the
    // top layer keeps the order of showing.
    if (element.matches(':popover-open')) element.hidePopover();
    if (shown.length > 0) element.showPopover();
  }, [shown]);
  return (
    <section
      ref={region}
      popover="manual"
      aria-label="Notices"
      className="inset-auto top-14 right-(--gutter) m-0 w-88 max-w-[calc(100vw-2rem)] flex-col gap-3 overflow-visible border-0 bg-transparent p-0 [&:popover-open]:flex"
    >
      {shown.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { id, title, subject, detail, tone = 'done' } = toast;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // Leaves after 8 s, but not while somebody points at it or has the focus in it (WCAG 2.2.1).
  const hold = () => clearTimeout(timer.current);
  const leaveLater = () => {
    hold();
    if (tone === 'done') timer.current = setTimeout(() => dismiss(id), 8000);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the timer starts once, when the card appears.
  useEffect(() => {
    leaveLater();
    return hold;
  }, []);
  const Icon = tone === 'done' ? CircleCheck : TriangleAlert;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at a notice only stops its clock.
    <div
      onMouseEnter={hold}
      onMouseLeave={leaveLater}
      onFocus={hold}
      onBlur={leaveLater}
      className={classes(
        'flex items-start gap-2 rounded-box border px-3 py-2.5 text-ink shadow-menu',
        tone === 'done' ? 'border-line-strong bg-raised' : 'border-expiring-line bg-expiring',
      )}
    >
      <Icon
        size={16}
        className={classes('mt-0.5', tone === 'done' ? 'text-done-ink' : 'text-expiring-edge')}
        aria-hidden
      />
      <div className="min-w-0 flex-1 [overflow-wrap:anywhere]">
        <b>{title}</b> {subject !== undefined && <span className="font-mono text-sm">{subject}</span>}
        {detail !== undefined && <div className="text-muted">{detail}</div>}
      </div>
      <IconButton label="Dismiss" icon={X} small className="-my-0.5 -mr-1.5" onClick={() => dismiss(id)} />
    </div>
  );
}
