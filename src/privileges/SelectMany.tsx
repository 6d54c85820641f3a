import { type SelectionChange, type SelectWord, selectionAfter } from './selection.ts';

type SelectManyProps = {
  /** What the three words are about, for those who hear them: `all privileges`, `Account Management`. */
  of: string;
  names: readonly string[];
  onSelect: (change: SelectionChange) => void;
};

const words: readonly [SelectWord, string][] = [
  ['all', 'All'],
  ['none', 'None'],
  ['invert', 'Invert'],
];

/** All, none or the opposite of some privileges, leaving every other as it is. */
export function SelectMany({ of, names, onSelect }: SelectManyProps) {
  return (
    <div className="flex items-center gap-0.5 text-sm">
      {words.map(([word, label]) => (
        <button
          key={word}
          type="button"
          aria-label={`${label}: ${of}`}
          onClick={() => onSelect((selected) => selectionAfter(word, selected, names))}
          className="min-h-6 rounded-control px-1.5 underline decoration-control underline-offset-3 hover:bg-sunken max-sm:min-h-9"
        >
          {label}
        </button>
      ))}
    </div>
  );
}
