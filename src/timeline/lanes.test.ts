import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extentOf, LANE_GAP, MARK_RADIUS, placeLabels } from './lanes.ts';

describe('placeLabels', () => {
  it('uses the first lane with room, and the left side where the track ends', () => {
    const labels = [
      { x: 10, width: 100 },
      { x: 60, width: 100 },
      { x: 200, width: 50 },
      { x: 500, width: 80 },
    ];
    expect(placeLabels(labels, 510, 3)).toEqual([
      { lane: 0, side: 'right' },
      { lane: 1, side: 'right' },
      { lane: 0, side: 'right' },
      { lane: 0, side: 'left' },
    ]);
  });

  it('gives up where there is no room for all', () => {
    const label = { x: 100, width: 80 };
    expect(placeLabels([label, label, label], 600, 3)).not.toBeNull();
    // A name to the left has room beside none of three to the right.
    expect(placeLabels([label, label, label, label], 600, 3)).toBeNull();
    expect(placeLabels([{ x: 10, width: 700 }], 600, 3)).toBeNull();
  });

  it('covers nothing with anything else, stays in the track and in the lanes, and moves no mark', () => {
    const anyLabels = fc.array(
      fc.record({ x: fc.integer({ min: 0, max: 900 }), width: fc.integer({ min: 6, max: 180 }) }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(anyLabels, fc.integer({ min: 1, max: 4 }), (unordered, lanes) => {
        const labels = unordered.toSorted((a, b) => a.x - b.x);
        const places = placeLabels(labels, 900, lanes);
        expect(placeLabels(labels, 900, lanes)).toEqual(places);
        if (places === null) return;
        expect(places).toHaveLength(labels.length);
        const ends = new Map<number, number>();
        for (const [index, { lane, side }] of places.entries()) {
          const label = labels[index];
          if (label === undefined) throw new Error('more places than labels');
          const [start, end] = extentOf(label, side);
          expect(start).toBeLessThanOrEqual(label.x);
          expect(end).toBeGreaterThanOrEqual(label.x);
          expect(start).toBeGreaterThanOrEqual(-MARK_RADIUS);
          expect(end).toBeLessThanOrEqual(900 + MARK_RADIUS);
          expect(lane).toBeLessThan(lanes);
          expect(start).toBeGreaterThanOrEqual((ends.get(lane) ?? Number.NEGATIVE_INFINITY) + LANE_GAP);
          ends.set(lane, end);
        }
      }),
    );
  });
});
