import type { CallListener } from './call.ts';

/** A call as support staff tell of it. Holds no secret. */
export type LoggedCall = {
  name: string;
  /** The form that was sent, secrets replaced. */
  parameters: string;
  /** By the clock of the log, in milliseconds since the epoch. */
  startedAt: number;
  /** In milliseconds; `null`: no answer yet. */
  took: number | null;
  /** What it failed with; `null` when it did not, or has not ended. */
  error: unknown;
};

export type CallLog = {
  /** Oldest first. Grows and changes as calls are made and end. */
  calls: readonly LoggedCall[];
  onCall: CallListener;
  /** For when somebody else signs in: what was asked for before is not theirs to see. */
  forgetCalls: () => void;
};

const LONGEST = 500;

/** Remembers the last 500 calls, in memory and nowhere else. `clock` in milliseconds since the epoch. */
export function createCallLog(clock: () => number): CallLog {
  const calls: LoggedCall[] = [];
  return {
    calls,
    onCall: (name, parameters) => {
      const call: LoggedCall = { name, parameters, startedAt: clock(), took: null, error: null };
      if (calls.push(call) > LONGEST) calls.shift();
      return (error) => {
        call.took = clock() - call.startedAt;
        call.error = error;
      };
    },
    forgetCalls: () => {
      calls.length = 0;
    },
  };
}
