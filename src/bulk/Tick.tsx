import type { Ref } from 'react';

type TickProps = {
  label: string;
  checked: boolean;
  /** Why it cannot be ticked now. */
  unavailable?: string | undefined;
  ref?: Ref<HTMLInputElement>;
  /** `extend`: Shift was held. */
  onTick: (on: boolean, extend: boolean) => void;
};

/** The box at the beginning of a row; touched on its label, which is larger. */
export function Tick({ label, checked, unavailable, ref, onTick }: TickProps) {
  return (
    <label
      title={unavailable}
      // Shift would mark the text in between.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
      className="grid size-(--compact-h) place-items-center pointer-coarse:-m-1"
    >
      <input
        ref={ref}
        type="checkbox"
        aria-label={label}
        aria-disabled={unavailable !== undefined || undefined}
        checked={checked}
        onChange={({ target, nativeEvent }) =>
          unavailable === undefined &&
          onTick(target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
      />
    </label>
  );
}
