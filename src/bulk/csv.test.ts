import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvText } from './csv.ts';

/** Read by another parser than the one that belongs to the writer. */
const readBack = (text: string): string[][] => parse(text, { bom: true, record_delimiter: '\r\n' });

describe('csvText', () => {
  it('quotes what holds a comma, a quote or a line end', () => {
    expect(readBack(csvText([['a,b', 'say "x"', 'two\nlines']]))).toEqual([['a,b', 'say "x"', 'two\nlines']]);
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    "'=1",
    "''-1",
  ])('starts no formula with %j', (cell) => {
    expect(readBack(csvText([[cell]]))).toEqual([[`'${cell}`]]);
  });

  it('leaves an apostrophe alone that hides no formula', () => {
    expect(readBack(csvText([["'tis"]]))).toEqual([["'tis"]]);
  });

  it('is read back as it was, but for the apostrophe before what looks like a formula', () => {
    const cell = fc.string({ unit: fc.constantFrom(...`a=+-@'",; \t\r\n＝é漢`) });
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }));
    fc.assert(
      fc.property(table, (rows) => {
        // A parser skips a line with nothing on it.
        fc.pre(rows.every((row) => row.some((text) => text !== '')));
        const read = readBack(csvText(rows));
        expect(
          read.map((row) => row.map((text) => text.replace(/^'(?='*[=+\-@\t\r\n＝＋－＠])/, ''))),
        ).toEqual(rows);
        for (const text of read.flat()) expect(text).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
      }),
    );
  });
});
