import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAddress } from '../whm/address.ts';
import {
  allowlistFrom,
  allowlistProblem,
  isCoveredBy,
  MAX_ADDRESSES,
  parseAllowlist,
  replaceEntry,
} from './allowlist.ts';
import { isVeryWide } from './wide-ranges.ts';

const textsIn = (text: string) => parseAllowlist(text).map((entry) => entry.text);
const commentsIn = (text: string) => text.match(/#[^\n]*/g) ?? [];

/** Texts of the letters that matter to the box, and what people paste. */
const boxText = fc
  .array(
    fc.oneof(
      fc.constantFrom(' ', ',', ';', '\n', '\r\n', '\t', ', ', ' # office\n', '#', '#, 10.9.9.9\n'),
      fc.constantFrom('10.5.3.1', '10.5.3.0/24', '10.5.3.9/24', '2001:DB8::1', '::/0', 'any', '999', '🙂'),
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

/** A range in a space of 16 IPv4 and 16 IPv6 addresses, with which of these 32 it lets in. */
const smallRange = fc
  .record({ v6: fc.boolean(), host: fc.nat(15), bits: fc.nat(4) })
  .map(({ v6, host, bits }) => {
    const first = host - (host % 2 ** bits);
    const lets = Array.from({ length: 2 ** bits }, (_, index) => (v6 ? 16 : 0) + first + index);
    const text = v6 ? `2001:db8::${host.toString(16)}/${128 - bits}` : `10.0.0.${host}/${32 - bits}`;
    return { text, lets };
  });

describe('parseAllowlist', () => {
  it('takes commas, semicolons, spaces and lines, skips comments, and tells where each entry begins', () => {
    const text = '10.5.3.33,\t10.5.3.0/24;  2001:db8::1 # the office, 10.9.9.9\r\n192.0.2.8/29';
    expect(parseAllowlist(text)).toEqual([
      { text: '10.5.3.33', start: 0, verdict: 'good', key: '10.5.3.33' },
      { text: '10.5.3.0/24', start: 11, verdict: 'good', key: '10.5.3.0/24' },
      { text: '2001:db8::1', start: 25, verdict: 'good', key: '2001:db8::1' },
      { text: '192.0.2.8/29', start: 61, verdict: 'good', key: '192.0.2.8/29' },
    ]);
  });

  it.each(['', ' \n\t', ',;,', '# all of this is a comment'])('finds no entry in %j', (text) => {
    expect(parseAllowlist(text)).toEqual([]);
  });

  it('doubts a range with host bits and offers the aligned one', () => {
    expect(parseAllowlist('10.5.3.9/24')).toEqual([
      {
        text: '10.5.3.9/24',
        start: 0,
        verdict: 'doubtful',
        key: '10.5.3.9/24',
        remark: 'Covers 10.5.3.0 to 10.5.3.255.',
        aligned: '10.5.3.0/24',
      },
    ]);
  });

  it.each([
    ['10.0.0.1/0', 'Covers 0.0.0.0 to 255.255.255.255. Lets in every IPv4 address, as a blank box would.'],
    [
      '8.8.8.8/4',
      'Covers 0.0.0.0 to 15.255.255.255. Lets in 1 of every 16 IPv4 addresses of the whole internet.',
    ],
  ])('warns of the width of %s, host bits or not', (text, remark) => {
    expect(parseAllowlist(text)).toMatchObject([{ verdict: 'doubtful', remark }]);
  });

  it.each([
    ['10.0.0.0/15', 'Lets in 1 of every 32,768 IPv4 addresses of the whole internet.'],
    ['128.0.0.0/1', 'Lets in 1 of every 2 IPv4 addresses of the whole internet.'],
    ['0.0.0.0/0', 'Lets in every IPv4 address, as a blank box would.'],
    ['2001:db8::/31', 'Lets in 1 of every 2,147,483,648 IPv6 addresses of the whole internet.'],
    ['::/0', 'Lets in every IPv6 address, as a blank box would.'],
  ])('doubts the very wide %s', (text, remark) => {
    expect(parseAllowlist(text)).toEqual([
      { text, start: 0, verdict: 'doubtful', key: text, remark, aligned: null },
    ]);
  });

  it('finds a duplicate by value, however it is written, and names the first', () => {
    expect(parseAllowlist('2001:DB8::1 2001:db8:0::1/128 10.5.3.1/32 10.5.3.1')).toEqual([
      { text: '2001:DB8::1', start: 0, verdict: 'good', key: '2001:db8::1' },
      {
        text: '2001:db8:0::1/128',
        start: 12,
        verdict: 'duplicate',
        key: '2001:db8::1',
        remark: 'The same as 2001:DB8::1; sent once.',
      },
      { text: '10.5.3.1/32', start: 30, verdict: 'good', key: '10.5.3.1' },
      {
        text: '10.5.3.1',
        start: 42,
        verdict: 'duplicate',
        key: '10.5.3.1',
        remark: 'The same as 10.5.3.1/32; sent once.',
      },
    ]);
  });

  it('says what is wrong with a bad entry', () => {
    expect(parseAllowlist('1.2.3.4 10.0.0.256')[1]).toEqual({
      text: '10.0.0.256',
      start: 8,
      verdict: 'bad',
      remark: '“256” in “10.0.0.256” is too large: each number is at most 255.',
    });
  });

  it('finds every entry where it says it is', () => {
    fc.assert(
      fc.property(fc.oneof(boxText, fc.string()), (text) => {
        const entries = parseAllowlist(text);
        const there = entries.map((entry) => text.slice(entry.start, entry.start + entry.text.length));
        expect(there).toEqual(entries.map((entry) => entry.text));
      }),
    );
  });

  it('leaves no character outside entries, separators and comments', () => {
    fc.assert(
      fc.property(fc.oneof(boxText, fc.string()), (text) => {
        const pieces = text
          .replace(/#[^\n]*/g, ' ')
          .split(/[\s,;]+/)
          .filter(Boolean);
        expect(textsIn(text)).toEqual(pieces);
      }),
    );
  });
});

describe('isVeryWide', () => {
  it.each([
    ['10.0.0.0/16', false],
    ['10.0.0.0/15', true],
    ['2001:db8::/32', false],
    ['2001:db8::/31', true],
    ['10.0.0.1', false],
  ])('of %s is %s', (text, wide) => {
    const address = parseAddress(text);
    expect(address !== null && isVeryWide(address)).toBe(wide);
  });
});

describe('allowlistFrom', () => {
  it('sends each valid entry once and as typed', () => {
    const entries = parseAllowlist('2001:DB8::1, 10.5.3.9/24 nonsense 2001:db8::1 ::/0');
    expect(allowlistFrom(entries)).toEqual(['2001:DB8::1', '10.5.3.9/24', '::/0']);
  });

  it('is read back as the same list', () => {
    fc.assert(
      fc.property(boxText, (text) => {
        const sent = allowlistFrom(parseAllowlist(text));
        expect(allowlistFrom(parseAllowlist(sent.join('\n')))).toEqual(sent);
      }),
    );
  });
});

describe('allowlistProblem', () => {
  const hosts = (count: number) => Array.from({ length: count }, (_, index) => `10.0.0.${index}`);

  it('has nothing against a blank box, doubtful ranges and duplicates', () => {
    expect(allowlistProblem(parseAllowlist(''))).toBeNull();
    expect(allowlistProblem(parseAllowlist('10.5.3.9/24 ::/0 ::/0'))).toBeNull();
  });

  it('names every bad entry, one to a line', () => {
    expect(allowlistProblem(parseAllowlist('10.0.0.256 10.0.0.1 10.0.0.0/33'))).toBe(
      '“256” in “10.0.0.256” is too large: each number is at most 255.\n' +
        '“/33” is not a prefix length: write a number from 0 to 32, as 10.0.0.0/24.',
    );
  });

  it('takes 100 entries, duplicates not counted', () => {
    expect(MAX_ADDRESSES).toBe(100);
    expect(allowlistProblem(parseAllowlist([...hosts(100), '10.0.0.0'].join(',')))).toBeNull();
  });

  it('says how many are too many', () => {
    expect(allowlistProblem(parseAllowlist(hosts(103).join('\n')))).toBe(
      'WHM takes at most 100 addresses and ranges for a token; here are 103. Remove 3, or combine some into ranges.',
    );
  });
});

describe('replaceEntry', () => {
  const replaced = (text: string, index: number, replacement: string) => {
    const entry = parseAllowlist(text)[index];
    if (entry === undefined) throw new Error(`no entry ${index} in ${text}`);
    return replaceEntry(text, entry, replacement);
  };

  it.each([
    ['10.5.3.9/24 # office\n::1', 0, '10.5.3.0/24', '10.5.3.0/24 # office\n::1'],
    ['10.5.3.9, 10.5.3.9', 1, '::1', '10.5.3.9, ::1'],
    ['# a\n10.5.3.1,10.5.3.2', 0, '', '# a\n10.5.3.2'],
    ['10.5.3.1\n10.5.3.2\n10.5.3.3', 1, '', '10.5.3.1\n10.5.3.3'],
    ['10.5.3.1 # one\n10.5.3.2', 0, '', '# one\n10.5.3.2'],
    ['10.5.3.1', 0, '', ''],
  ])('in %j entry %i by %j', (text, index, replacement, result) => {
    expect(replaced(text, index, replacement)).toBe(result);
  });

  it('changes that entry alone, and no comment', () => {
    fc.assert(
      fc.property(boxText, fc.nat(10), fc.constantFrom('', '192.0.2.77'), (text, nth, replacement) => {
        const entries = parseAllowlist(text);
        fc.pre(entries.length > 0);
        const index = nth % entries.length;
        const result = replaced(text, index, replacement);
        const wanted = entries.map((entry) => entry.text);
        wanted.splice(index, 1, ...(replacement === '' ? [] : [replacement]));
        expect(textsIn(result)).toEqual(wanted);
        expect(commentsIn(result)).toEqual(commentsIn(text));
      }),
      { numRuns: 400 },
    );
  });
});

describe('isCoveredBy', () => {
  it('agrees with counting every address of a small space', () => {
    const list = fc.array(smallRange, { minLength: 1, maxLength: 6 });
    const letIn = (ranges: readonly { lets: readonly number[] }[]) =>
      new Set(ranges.flatMap(({ lets }) => lets));
    fc.assert(
      fc.property(list, list, (inner, outer) => {
        const outside = letIn(outer);
        const covered = [...letIn(inner)].every((address) => outside.has(address));
        const texts = [inner, outer].map((ranges) => ranges.map(({ text }) => text));
        expect(isCoveredBy(texts[0] ?? [], texts[1] ?? [])).toBe(covered);
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    [[], [], true],
    [['10.0.0.1'], [], true],
    [[], ['10.0.0.1'], false],
    [[], ['0.0.0.0/0'], false],
    [[], ['0.0.0.0/0', '::/0'], true],
    [['0.0.0.0/0'], ['0.0.0.0/1', '128.0.0.0/1'], true],
    [['0.0.0.0/0'], ['0.0.0.0/1', '128.0.0.0/2'], false],
    [['2001:db8::/127'], ['2001:db8::', '2001:db8::1'], true],
    [['::ffff:10.0.0.1'], ['10.0.0.1'], false],
    [['host.example'], ['host.example'], true],
    [['host.example'], ['0.0.0.0/0', '::/0'], false],
    [['10.0.0.1'], ['host.example'], false],
  ])('of %j by %j is %s', (inner, outer, covered) => {
    expect(isCoveredBy(inner, outer)).toBe(covered);
  });
});
