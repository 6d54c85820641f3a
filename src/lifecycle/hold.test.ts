import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOLD_MS, hold, type Timers } from './hold.ts';

const timers: Timers = {
  now: () => performance.now(),
  start: (callback, ms) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/** A hold, and what became of it so far. */
function held() {
  const outcomes: string[] = [];
  const it = hold(HOLD_MS, timers);
  void it.outcome.then((outcome) => outcomes.push(outcome));
  return { ...it, outcomes };
}

describe('hold', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('lets it happen when the time is up, and not a moment before', async () => {
    const { outcomes, left } = held();
    await vi.advanceTimersByTimeAsync(5999);
    expect([outcomes, left()]).toEqual([[], 1]);
    await vi.advanceTimersByTimeAsync(1);
    expect([outcomes, left()]).toEqual([['go'], 0]);
  });

  it('lets nothing happen once it was undone', async () => {
    const { outcomes, undo, now } = held();
    await vi.advanceTimersByTimeAsync(5999);
    undo();
    now();
    await vi.advanceTimersByTimeAsync(HOLD_MS * 2);
    expect(outcomes).toEqual(['undone']);
  });

  it('does not wait when it is to happen now, and cannot be undone then', async () => {
    const { outcomes, undo, now } = held();
    now();
    undo();
    await vi.advanceTimersByTimeAsync(HOLD_MS);
    expect(outcomes).toEqual(['go']);
  });

  it('stops the clock for as long as it is paused, however often', async () => {
    const { outcomes, pause, resume, left } = held();
    await vi.advanceTimersByTimeAsync(2000);
    pause();
    pause();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([outcomes, left()]).toEqual([[], 4000]);
    resume();
    resume();
    await vi.advanceTimersByTimeAsync(3999);
    expect(outcomes).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(outcomes).toEqual(['go']);
  });

  it('can be undone while it is paused, and stays undone when the pause ends', async () => {
    const { outcomes, pause, resume, undo } = held();
    pause();
    undo();
    resume();
    await vi.advanceTimersByTimeAsync(HOLD_MS * 2);
    expect(outcomes).toEqual(['undone']);
  });
});
