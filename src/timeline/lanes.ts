/** A name beside the mark of the instant it belongs to; in pixels from the left end of the track. */
export type Label = { x: number; width: number };

export type Place = { lane: number; side: 'right' | 'left' };

/** From the middle of a mark to its outer edge, and to its name. */
export const MARK_RADIUS = 5;
export const NAME_AT = 11;

/** Least distance between what stands in the same lane. */
export const LANE_GAP = 8;

/** What a label and its mark take up: from, to. */
export function extentOf({ x, width }: Label, side: Place['side']): readonly [number, number] {
  return side === 'right' ? [x - MARK_RADIUS, x + NAME_AT + width] : [x - NAME_AT - width, x + MARK_RADIUS];
}

/**
 * Places labels, ordered by x, into the first lane with room: names stand right of their marks, and left of
 * them where the track ends. Null when there is no room for all.
 */
export function placeLabels(
  labels: readonly Label[],
  trackWidth: number,
  lanes: number,
): readonly Place[] | null {
  const ends = new Array<number>(lanes).fill(Number.NEGATIVE_INFINITY);
  const places: Place[] = [];
  for (const label of labels) {
    const place = firstRoom(label);
    if (place === null) return null;
    ends[place.lane] = extentOf(label, place.side)[1];
    places.push(place);
  }
  return places;

  function firstRoom(label: Label): Place | null {
    for (const side of ['right', 'left'] as const) {
      const [start, end] = extentOf(label, side);
      // The mark of an instant at either end stands half outside, on purpose.
      if (end > trackWidth + MARK_RADIUS || (side === 'left' && start < 0)) continue;
      const lane = ends.findIndex((taken) => taken + LANE_GAP <= start);
      if (lane >= 0) return { lane, side };
    }
    return null;
  }
}
