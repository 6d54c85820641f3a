/** One request, for the log. Never a body, a parameter, a query, a name somebody typed, or a credential. */
export type LogEntry = {
  /** ISO 8601, UTC. */
  time: string;
  /** Name of the server in the settings; `-` when the request named none of them. */
  server: string;
  /** A WHM function, `about`, `sign-in`, `sign-out` or `page`; `-` for whatever is none of these. */
  call: string;
  /** 0: the connection was ended without an answer. */
  status: number;
  /** `answered`, or why not. */
  outcome: string;
  ms: number;
  /** For a defect of ours: where it happened. */
  trace?: string;
};

export type WriteLog = (entry: LogEntry) => void;

/** Of what never became a request that could be judged. */
export type NoteFailure = (status: number, outcome: string, error?: unknown) => void;

export function noteTo(log: WriteLog | undefined): NoteFailure {
  return (status, outcome, error) =>
    log?.({
      time: new Date().toISOString(),
      server: '-',
      call: '-',
      status,
      outcome,
      ms: 0,
      ...(error === undefined ? {} : { trace: traceOf(error) }),
    });
}

/** What kind of error, and the lines of the program it came by: its message may hold what somebody sent. */
export function traceOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { name, message, stack = '' } = error;
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  const lines = frames.map((frame) => frame.trim()).filter((frame) => /^at .+:\d+:\d+\)?$/.test(frame));
  return [name, ...lines].join(' ');
}
