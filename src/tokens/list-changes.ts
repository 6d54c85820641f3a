import { differingSettings } from '../whm/differences.ts';
import type { ApiToken } from '../whm/model.ts';

export type ListChanges = {
  /** New and changed tokens by name. */
  marks: ReadonlyMap<string, 'new' | 'changed'>;
  /** Names that are not there any more. */
  gone: readonly string[];
};

/** What a refresh found: new, changed and gone tokens. A token made anew under an old name is new. */
export function changesInList(before: readonly ApiToken[], after: readonly ApiToken[]): ListChanges {
  const old = new Map(before.map((token) => [token.name, token]));
  const marks = new Map<string, 'new' | 'changed'>();
  for (const token of after) {
    const previous = old.get(token.name);
    old.delete(token.name);
    if (previous === undefined || previous.createdAt.getTime() !== token.createdAt.getTime()) {
      marks.set(token.name, 'new');
    } else if (differingSettings(previous, token).length > 0) {
      marks.set(token.name, 'changed');
    }
  }
  return { marks, gone: [...old.keys()] };
}

/** One sentence for the live region. */
export function changeSentence({ marks, gone }: ListChanges, total: number): string {
  const count = (kind: 'new' | 'changed') => [...marks.values()].filter((mark) => mark === kind).length;
  const parts = [
    count('new') > 0 && `${count('new')} new`,
    count('changed') > 0 && `${count('changed')} changed`,
    gone.length > 0 && `${gone.length} gone (${gone.slice(0, 3).join(', ')}${gone.length > 3 ? ', …' : ''})`,
  ].filter((part) => part !== false);
  const what = parts.length === 0 ? 'nothing has changed' : parts.join(', ');
  return `List refreshed: ${what}. ${total} ${total === 1 ? 'token' : 'tokens'}.`;
}
