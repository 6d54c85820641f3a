import { type ComponentProps, type ComponentType, lazy, useState } from 'react';

let openGate = () => {};
/** What is not on the first screen waits for it. */
export const firstPaint = new Promise<void>((resolve) => {
  openGate = resolve;
});

/** To be called once, when the first drawing is committed: after its paint, what comes later may be fetched. */
export function fetchAfterPaint(): void {
  requestAnimationFrame(() => setTimeout(openGate));
}

/** A module that is fetched once, and known from then on. */
export type LaterModule<M> = { fetch: () => Promise<M>; fetched: M | undefined };

const all: LaterModule<unknown>[] = [];

export function laterModule<M>(load: () => Promise<M>): LaterModule<M> {
  const module: LaterModule<M> = {
    fetched: undefined,
    fetch: async () => {
      // Reading and running scripts would hold up the first paint.
      await firstPaint;
      module.fetched = await load();
      return module.fetched;
    },
  };
  all.push(module);
  return module;
}

/** Fetches all of them, for when the page is idle; what fails is asked for again when it is needed. */
export async function fetchTheRest(): Promise<void> {
  await Promise.allSettled(all.map((module) => module.fetch()));
}

/**
 * A component of such a module by its name, drawn at once when the module is there: React's own `lazy` would show
 * the fallback first, and keep it for up to 300 ms.
 */
// biome-ignore lint/suspicious/noExplicitAny: the props of a component that is not known here; the caller's are checked.
export function lazily<K extends string, M extends Record<K, ComponentType<any>>>(
  module: LaterModule<M>,
  name: K,
) {
  const Fetched = lazy<M[K]>(async () => ({ default: (await module.fetch())[name] }));
  return function Lazily(props: ComponentProps<M[K]>) {
    const [Part] = useState(() => module.fetched?.[name] ?? Fetched);
    return <Part {...props} />;
  };
}
