import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiToken } from '../whm/model.ts';
import { token } from '../whm/test-client.ts';
import { pairsIn, readRemembered, remembering, stillTrue } from './rotation-pairs.ts';

const at = (text: string) => new Date(text);
const made = at('2026-11-22T10:24:19Z');
const old = token('billing', {
  createdAt: at('2025-11-25T00:00:00Z'),
  expiresAt: at('2026-11-23T10:24:30Z'),
});
const successor = token('billing-2', { createdAt: made, expiresAt: at('2027-11-22T23:59:59Z') });
const inShort = (tokens: readonly ApiToken[], remembered = readRemembered(null)) =>
  pairsIn(tokens, remembered).map(
    (pair) => `${pair.successor.name} for ${pair.oldName}${pair.old ? '' : ' (gone)'}, ${pair.knownFrom}`,
  );

describe('a pair told by names and dates', () => {
  it('is a numbered name made later, with the old one ending soon after', () => {
    expect(inShort([successor, old])).toEqual(['billing-2 for billing, names']);
    expect(inShort([{ ...successor, expiresAt: null }, old])).toHaveLength(1);
  });

  it.each<[string, Partial<ApiToken>, Partial<ApiToken>]>([
    ['the old one never expires', { expiresAt: null }, {}],
    ['the old one ended before the other was made', { expiresAt: at('2026-11-22T10:00:00Z') }, {}],
    ['the old one lives on for long', { expiresAt: at('2026-12-24T00:00:00Z') }, {}],
    ['it is the older one', {}, { createdAt: at('2025-01-01T00:00:00Z') }],
    ['it ends before the old one does', {}, { expiresAt: at('2026-11-22T23:00:00Z') }],
    ['it has other privileges', {}, { privileges: ['passwd'] }],
    ['it works from other addresses', {}, { allowlist: ['10.0.0.1'] }],
    ['its name says nothing', {}, { name: 'billing-copy' }],
    ['its number is a year', {}, { name: 'billing-2026' }],
  ])('is none when %s', (_title, ofOld, ofSuccessor) => {
    expect(
      inShort([
        { ...old, ...ofOld },
        { ...successor, ...ofSuccessor },
      ]),
    ).toEqual([]);
  });

  it('is none among tokens that somebody counted', () => {
    expect(inShort([token('node-1'), { ...old, name: 'node-2' }, { ...successor, name: 'node-3' }])).toEqual(
      [],
    );
  });

  it('has every token in one part at most, in a chain of rotations too', () => {
    const third = token('billing-3', { createdAt: at('2026-11-22T12:00:00Z'), expiresAt: null });
    const second = { ...successor, expiresAt: at('2026-11-29T12:00:00Z') };
    expect(inShort([old, second, third])).toEqual([
      'billing-2 for billing, names',
      'billing-3 for billing-2, names',
    ]);
  });
});

describe('a pair that this browser remembers', () => {
  const remembered = readRemembered(remembering([], 'billing', successor));

  it('needs no likeness, and outlives the old token', () => {
    const other = { ...old, expiresAt: null, privileges: ['all'] };
    expect(inShort([other, successor], remembered)).toEqual(['billing-2 for billing, browser']);
    expect(inShort([successor], remembered)).toEqual(['billing-2 for billing (gone), browser']);
  });

  it('outranks what names and dates say', () => {
    const renamed = { ...successor, name: 'invoices' };
    const kept = readRemembered(remembering([], 'billing', renamed));
    expect(inShort([old, successor, renamed], kept)).toEqual(['invoices for billing, browser']);
  });

  it.each<[string, readonly ApiToken[]]>([
    ['the new token is gone', [old]],
    ['another token was made under its name', [old, { ...successor, createdAt: at('2026-11-24T00:00:00Z') }]],
    [
      'another token was made under the old name',
      [{ ...old, createdAt: at('2026-11-24T00:00:00Z') }, successor],
    ],
  ])('is forgotten when %s', (_title, tokens) => {
    expect(stillTrue(remembered, tokens)).toEqual([]);
    expect(inShort(tokens, remembered).filter((pair) => pair.endsWith('browser'))).toEqual([]);
  });

  it('is replaced when the same token is rotated again', () => {
    const third = { ...successor, name: 'billing-3' };
    const again = readRemembered(remembering(remembered, 'billing', third));
    expect(again.map(({ old: name, successor: next }) => [name, next])).toEqual([['billing', 'billing-3']]);
  });

  it('is names and a date, and no more than two hundred of them', () => {
    let kept = readRemembered(null);
    for (let number = 0; number < 210; number += 1) {
      kept = readRemembered(remembering(kept, `old-${number}`, { ...successor, name: `new-${number}` }));
    }
    expect(kept).toHaveLength(200);
    expect(kept.at(-1)).toEqual({ old: 'old-209', successor: 'new-209', madeAt: 1_795_343_059 });
  });

  it('is nothing when the browser kept what cannot be read', () => {
    for (const text of ['', '{', 'null', '[1]', '[{"old":"a"}]', '{"old":1}']) {
      expect(readRemembered(text), text).toEqual([]);
    }
  });
});

it('pairs no token with itself, and none twice, whatever the list is', () => {
  const day = fc.integer({ min: 0, max: 60 }).map((days) => new Date(made.getTime() + days * 86_400_000));
  const tokens = fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[ab](?:-[1-4]){0,2}$/),
      createdAt: day,
      expiresAt: fc.option(day),
    }),
    { selector: ({ name }) => name, maxLength: 12 },
  );
  fc.assert(
    fc.property(tokens, (list) => {
      const pairs = pairsIn(
        list.map((one) => token(one.name, one)),
        [],
      );
      const olds = pairs.map(({ oldName }) => oldName);
      const successors = pairs.map((pair) => pair.successor.name);
      expect(new Set(olds).size).toBe(pairs.length);
      expect(new Set(successors).size).toBe(pairs.length);
      for (const pair of pairs) {
        expect(pair.successor.name).not.toBe(pair.oldName);
        expect(pair.successor.createdAt.getTime()).toBeGreaterThan(pair.old?.createdAt.getTime() ?? 0);
      }
    }),
  );
});
