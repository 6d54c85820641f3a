import { describe, expect, it } from 'vitest';
import { isCatalogued } from './catalogue.ts';
import { fitPreset, isSelection, jobPresets } from './presets.ts';

const [billing] = jobPresets;

describe('presets', () => {
  it('name only privileges of the catalogue', () => {
    for (const { names } of jobPresets) expect(names.filter((name) => !isCatalogued(name))).toEqual([]);
  });

  it('drop what the account cannot grant, and say which and what is of high risk', () => {
    if (billing === undefined) throw new Error('There is no preset.');
    const account = { granted: ['list-accts', 'passwd'], denied: [] };
    const fitted = fitPreset(billing, account);
    expect(fitted.names).toEqual(['list-accts', 'passwd']);
    expect(fitted.risky).toEqual(['passwd']);
    expect(fitted.dropped).toHaveLength(11);
    expect(fitPreset(billing, { granted: ['all'], denied: [] }).dropped).toEqual([]);
  });

  it('are recognised in any order', () => {
    expect(isSelection(['a', 'b'], ['b', 'a'])).toBe(true);
    expect(isSelection(['a', 'b'], ['a'])).toBe(false);
  });
});
