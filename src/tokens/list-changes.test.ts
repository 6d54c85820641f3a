import { describe, expect, it } from 'vitest';
import type { ApiToken } from '../whm/model.ts';
import { changeSentence, changesInList } from './list-changes.ts';

function token(name: string, part: Partial<ApiToken> = {}): ApiToken {
  return { name, privileges: ['ssl'], expiresAt: null, allowlist: [], createdAt: new Date(1000), ...part };
}

describe('changesInList', () => {
  it('tells new, changed and gone tokens from those that stayed', () => {
    const before = [token('stays'), token('changes'), token('goes'), token('made-anew')];
    const after = [
      token('made-anew', { createdAt: new Date(9000) }),
      token('changes', { allowlist: ['192.0.2.1'] }),
      token('comes'),
      token('stays'),
    ];
    const { marks, gone } = changesInList(before, after);
    expect([...marks]).toEqual([
      ['made-anew', 'new'],
      ['changes', 'changed'],
      ['comes', 'new'],
    ]);
    expect(gone).toEqual(['goes']);
  });

  it('finds nothing in two equal lists, whatever their order', () => {
    const { marks, gone } = changesInList([token('a'), token('__proto__')], [token('__proto__'), token('a')]);
    expect([marks.size, gone]).toEqual([0, []]);
  });
});

describe('changeSentence', () => {
  it('counts what changed, and names what is gone', () => {
    const marks = new Map<string, 'new' | 'changed'>([
      ['a', 'new'],
      ['b', 'changed'],
      ['c', 'changed'],
    ]);
    expect(changeSentence({ marks, gone: ['d'] }, 12)).toBe(
      'List refreshed: 1 new, 2 changed, 1 gone (d). 12 tokens.',
    );
    expect(changeSentence({ marks: new Map(), gone: ['d', 'e', 'f', 'g'] }, 1)).toBe(
      'List refreshed: 4 gone (d, e, f, …). 1 token.',
    );
    expect(changeSentence({ marks: new Map(), gone: [] }, 2)).toBe(
      'List refreshed: nothing has changed. 2 tokens.',
    );
  });
});
