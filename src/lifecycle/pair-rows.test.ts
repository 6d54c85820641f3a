import { expect, it } from 'vitest';
import type { ApiToken } from '../whm/model.ts';
import { findPairs, pairedRows, pairOf } from './pair-rows.ts';

const at = (text: string) => new Date(text);

function token(name: string, changed: Partial<ApiToken> = {}): ApiToken {
  return {
    name,
    privileges: ['list-accts'],
    allowlist: [],
    createdAt: at('2025-11-22T12:00:00Z'),
    expiresAt: null,
    ...changed,
  };
}

const old = token('billing', { expiresAt: at('2026-11-23T12:00:00Z') });
const successor = token('billing-2', {
  createdAt: at('2026-11-22T12:00:00Z'),
  expiresAt: at('2027-11-22T12:00:00Z'),
});
const other = token('other');
const names = (rows: readonly ApiToken[]) => rows.map(({ name }) => name);

it('draws a new token right above the old one, wherever the order has them', () => {
  const pairs = findPairs([old, other, successor], null);
  expect(pairOf(pairs, 'billing')?.successor.name).toBe('billing-2');
  expect(pairOf(pairs, 'billing-2')?.oldName).toBe('billing');
  expect(pairOf(pairs, 'other')).toBeUndefined();
  expect(names(pairedRows([old, other, successor], pairs))).toEqual(['billing-2', 'billing', 'other']);
  expect(names(pairedRows([successor, other, old], pairs))).toEqual(['other', 'billing-2', 'billing']);
});

it('leaves the rows as they are where one of the two is not shown, or there is no pair', () => {
  const pairs = findPairs([old, other, successor], null);
  expect(names(pairedRows([other, successor], pairs))).toEqual(['other', 'billing-2']);
  expect(names(pairedRows([old, other], pairs))).toEqual(['billing', 'other']);
  expect(names(pairedRows([other, old], findPairs([other, old], null)))).toEqual(['other', 'billing']);
});

it('knows a pair whose old token is gone from this browser alone', () => {
  const kept = JSON.stringify([{ old: 'billing', successor: 'billing-2', madeAt: 1_795_348_800 }]);
  const pairs = findPairs([other, successor], kept);
  expect(pairOf(pairs, 'billing-2')).toMatchObject({ oldName: 'billing', old: null, knownFrom: 'browser' });
  expect(names(pairedRows([other, successor], pairs))).toEqual(['other', 'billing-2']);
});

it('draws a chain of rotations from the newest to the oldest, each telling that it goes', () => {
  const second = { ...successor, expiresAt: at('2026-11-29T12:00:00Z') };
  const third = token('billing-3', { createdAt: at('2026-11-22T13:00:00Z') });
  const pairs = findPairs([old, second, third], null);
  expect(names(pairedRows([old, second, other, third], pairs))).toEqual([
    'billing-3',
    'billing-2',
    'billing',
    'other',
  ]);
  expect(pairOf(pairs, 'billing-2')?.successor.name).toBe('billing-3');
});

it('loses no row when what this browser keeps goes in a circle', () => {
  const madeAt = 1_795_348_800;
  const twin = token('twin', { createdAt: successor.createdAt });
  const kept = JSON.stringify([
    { old: 'twin', successor: 'billing-2', madeAt },
    { old: 'billing-2', successor: 'twin', madeAt },
  ]);
  expect(names(pairedRows([twin, successor, other], findPairs([twin, successor], kept)))).toHaveLength(3);
});
