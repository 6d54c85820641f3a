/** Where rows of many heights stand, from the top of the first one, in CSS pixels. */
export type RowPlaces = {
  count: number;
  /** Top of this row; of the one after the last: where the next would stand. */
  top: (index: number) => number;
  height: (index: number) => number;
  /** The row at this height, or the nearest one. */
  indexAt: (px: number) => number;
  /** What stands in for the rows from `first` up to but not including `end`, without the gaps around them. */
  space: (first: number, end: number) => number;
};

/** `gap` is what is left free between two rows. */
export function placeRows(count: number, heightOf: (index: number) => number, gap: number): RowPlaces {
  const tops = new Float64Array(count + 1);
  for (let index = 0; index < count; index++) {
    tops[index + 1] = (tops[index] ?? 0) + heightOf(index) + gap;
  }
  const top = (index: number) => tops[Math.max(0, Math.min(index, count))] ?? 0;
  return {
    count,
    top,
    height: (index) => top(index + 1) - top(index) - gap,
    space: (first, end) => Math.max(0, top(end) - top(first) - gap),
    indexAt(px) {
      let [low, high] = [0, Math.max(0, count - 1)];
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (top(middle) <= px) low = middle;
        else high = middle - 1;
      }
      return low;
    },
  };
}

/** Rows before and after the visible ones, so that scrolling a little shows nothing empty. */
const OVERSCAN = 12;

type Window = {
  /** What is visible, in pixels from the top of the first row. */
  from: number;
  to: number;
  /** A row that stays drawn wherever it is, with its neighbours; null: none. */
  kept: number | null;
};

/** Indexes of the rows to draw, in order. */
export function rowsToDraw(places: RowPlaces, { from, to, kept }: Window): readonly number[] {
  const first = Math.max(0, places.indexAt(from) - OVERSCAN);
  const last = Math.min(places.count - 1, places.indexAt(to) + OVERSCAN);
  const indexes = new Set<number>();
  for (let index = first; index <= last; index++) indexes.add(index);
  if (kept !== null) {
    for (const index of [kept - 1, kept, kept + 1]) {
      if (index >= 0 && index < places.count) indexes.add(index);
    }
  }
  return [...indexes].sort((a, b) => a - b);
}
