import { type ComponentType, lazy } from 'react';

/** A component that is fetched when it is first drawn, by its name in its module. */
// biome-ignore lint/suspicious/noExplicitAny: the props of a component that is not known here; the caller's are checked.
export function lazily<K extends string, C extends ComponentType<any>>(
  load: () => Promise<Record<K, C>>,
  name: K,
) {
  return lazy(async () => ({ default: (await load())[name] }));
}
