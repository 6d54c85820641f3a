/** How long a revocation waits to be undone. */
export const HOLD_MS = 6000;

/** The timers of the page, or of a test. `start` gives what cancels it. */
export type Timers = {
  /** Milliseconds, from any beginning. */
  now: () => number;
  start: (callback: () => void, ms: number) => () => void;
};

export type Hold = {
  /** `go`: the time is up, or somebody said *Now*. `undone`: nothing happens. Settles once. */
  outcome: Promise<'go' | 'undone'>;
  undo: () => void;
  now: () => void;
  /** Stops the clock while somebody points at the notice or has the focus in it (WCAG 2.2.1). */
  pause: () => void;
  resume: () => void;
  /** Milliseconds that are left. */
  left: () => number;
};

/** Something that is about to be done and can still be undone: nothing is sent before `outcome` is `go`. */
export function hold(ms: number, timers: Timers): Hold {
  const { promise, resolve } = withResolvers<'go' | 'undone'>();
  let left = ms;
  let startedAt = timers.now();
  let cancel: (() => void) | null = null;
  let settled = false;
  const stopClock = () => {
    cancel?.();
    cancel = null;
  };
  const settle = (outcome: 'go' | 'undone') => {
    stopClock();
    settled = true;
    resolve(outcome);
  };
  const elapsed = () => (cancel === null ? 0 : Math.max(0, timers.now() - startedAt));
  const resume = () => {
    if (settled || cancel !== null) return;
    startedAt = timers.now();
    cancel = timers.start(() => settle('go'), left);
  };
  resume();
  return {
    outcome: promise,
    undo: () => settle('undone'),
    now: () => settle('go'),
    pause: () => {
      left = Math.max(0, left - elapsed());
      stopClock();
    },
    resume,
    left: () => (settled ? 0 : Math.max(0, left - elapsed())),
  };
}

/** `Promise.withResolvers`, which the oldest supported browsers lack. */
function withResolvers<T>() {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
