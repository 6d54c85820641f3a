import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeRows, rowsToDraw } from './row-window.ts';

describe('places of rows', () => {
  it('are one below the other, with the gap between them and none after the last', () => {
    const places = placeRows(3, (index) => [10, 20, 30][index] ?? 0, 8);
    expect([0, 1, 2].map(places.top)).toEqual([0, 18, 46]);
    expect([0, 1, 2].map(places.height)).toEqual([10, 20, 30]);
    expect(places.space(0, 3)).toBe(10 + 8 + 20 + 8 + 30);
    expect(places.space(1, 2)).toBe(20);
    expect(places.space(1, 1)).toBe(0);
  });

  it('find the row at a height, and the nearest one beyond both ends', () => {
    const places = placeRows(3, () => 10, 0);
    expect([-5, 0, 9.5, 10, 25, 400].map(places.indexAt)).toEqual([0, 0, 0, 1, 2, 2]);
    expect(placeRows(0, () => 10, 0).indexAt(3)).toBe(0);
  });

  it('do not drift: drawn rows and spaces together are always as high as all rows', () => {
    const heights = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(
        heights,
        fc.nat(12),
        fc.nat(40_000),
        fc.nat(2_000),
        fc.nat(299),
        (rows, gap, from, size, kept) => {
          const places = placeRows(rows.length, (index) => rows[index] ?? 0, gap);
          const drawn = rowsToDraw(places, { from, to: from + size, kept: kept < rows.length ? kept : null });
          const parts: number[] = [];
          let next = 0;
          for (const index of [...drawn, rows.length]) {
            if (index > next) parts.push(places.space(next, index));
            const height = rows[index];
            if (height !== undefined) parts.push(height);
            next = index + 1;
          }
          const drawnHeight = parts.reduce((sum, part) => sum + part, 0) + gap * (parts.length - 1);
          expect(drawnHeight).toBe(places.space(0, rows.length));
        },
      ),
    );
  });
});

describe('rows to draw', () => {
  const places = placeRows(1000, () => 44, 0);

  it('are those in the window and some around it', () => {
    const drawn = rowsToDraw(places, { from: 4400, to: 5000, kept: null });
    expect([drawn[0], drawn.at(-1), drawn.length]).toEqual([88, 125, 38]);
  });

  it('end where the list ends', () => {
    expect(rowsToDraw(places, { from: 0, to: 10, kept: null })[0]).toBe(0);
    expect(rowsToDraw(places, { from: 43_900, to: 44_500, kept: null }).at(-1)).toBe(999);
    expect(
      rowsToDraw(
        placeRows(0, () => 44, 0),
        { from: 0, to: 600, kept: null },
      ),
    ).toEqual([]);
  });

  it('have the kept row with its neighbours among them, once each and in order', () => {
    const far = rowsToDraw(places, { from: 4400, to: 5000, kept: 0 });
    expect(far.slice(0, 3)).toEqual([0, 1, 88]);
    const near = rowsToDraw(places, { from: 4400, to: 5000, kept: 100 });
    expect(near).toEqual(rowsToDraw(places, { from: 4400, to: 5000, kept: null }));
    expect(rowsToDraw(places, { from: 0, to: 10, kept: 999 }).slice(-2)).toEqual([998, 999]);
  });
});
