import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import { classes } from './classes.ts';

const intents = {
  plain: 'border-line-strong bg-raised text-ink hover:bg-hover hover:border-control',
  primary: 'border-accent bg-accent text-on-accent hover:bg-accent-hover hover:border-accent-hover',
  danger: 'border-danger bg-danger text-on-danger hover:bg-danger-hover hover:border-danger-hover',
  quiet: 'border-transparent bg-transparent text-ink hover:bg-sunken',
};

type ButtonProps = Omit<ComponentProps<'button'>, 'disabled' | 'aria-disabled'> & {
  intent?: keyof typeof intents;
  size?: 'md' | 'sm';
  icon?: LucideIcon;
  /** At work: keeps its width and place, shows a spinner after 300 ms, does nothing when pressed. */
  busy?: boolean;
  /** Why it cannot be used now. The button stays reachable by keyboard and says so. */
  unavailable?: string | undefined;
  children: ReactNode;
};

export function Button(props: ButtonProps) {
  const {
    intent = 'plain',
    size = 'md',
    icon: Icon,
    busy,
    unavailable,
    className,
    children,
    onClick,
    ...rest
  } = props;
  const blocked = busy === true || unavailable !== undefined;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (blocked) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      {...rest}
      onClick={press}
      aria-disabled={blocked || undefined}
      aria-busy={busy || undefined}
      title={unavailable ?? rest.title}
      className={classes(
        'relative inline-flex items-center justify-center gap-1.5 whitespace-nowrap rounded-control border font-medium pointer-coarse:min-w-11',
        size === 'md' ? 'h-(--control-h) px-3' : 'h-(--compact-h) px-2 text-sm',
        unavailable === undefined
          ? intents[intent]
          : 'cursor-not-allowed border-line-strong bg-sunken text-muted',
        className,
      )}
    >
      {busy && (
        <span className="delayed absolute inset-0 grid place-items-center rounded-control bg-inherit">
          <LoaderCircle size={16} className="animate-spin" />
        </span>
      )}
      {Icon && <Icon size={size === 'md' ? 16 : 14} />}
      {children}
    </button>
  );
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> & {
  label: string;
  icon: LucideIcon;
  small?: boolean;
};

/** A square button with an icon; `label` is its accessible name and tooltip. */
export function IconButton({ label, icon: Icon, small, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      className={classes(
        'inline-grid flex-none place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink aria-expanded:bg-sunken aria-expanded:text-ink',
        small ? 'size-6 pointer-coarse:size-11' : 'size-(--compact-h)',
        className,
      )}
    >
      <Icon size={small ? 14 : 16} />
    </button>
  );
}
