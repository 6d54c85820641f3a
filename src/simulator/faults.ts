/**
 * Failures on demand. Bodies marked *observed* come from public reports; where nothing is known of a body
 * it is our own plain text, and docs/simulator.md says so.
 */
export const faults = {
  refused: 'WHM runs the function and refuses, with a reason',
  'unknown-function': 'WHM says that it has no such function',
  exception: 'the function dies inside WHM: “API failure: (XID …)”',
  'disk-full': 'the server’s disk is full, told as a refusal',
  'disk-full-500': 'the server’s disk is full, told as HTTP 500 “Request failed”',
  'duplicate-name': 'WHM says that a token of this name already exists',
  'access-denied': 'the account lacks the privilege: “Access denied”',
  forbidden: 'the credential is refused: HTTP 403, JSON sent as plain text',
  'token-denied': 'the security token of the session is refused: HTTP 401, an HTML page',
  'session-expired-200': 'the session ended: the log-in page, as HTTP 200',
  'session-expired-401': 'the session ended: the log-in page, as HTTP 401',
  'session-expired-302': 'the session ended: a redirect to the log-in page, as HTTP 302',
  'session-expired-307': 'the session ended: a redirect to the log-in page, as HTTP 307',
  'wrong-port-permission': 'not a WHM port: “Permission denied”',
  'wrong-port-function': 'not a WHM port: “Function not found”',
  'cphulk-locked': 'the account is locked after too many failed log-ins: an HTML page',
  'licence-page': 'the server has no valid licence: an HTML page instead of an answer',
  'empty-body': 'HTTP 200 with nothing in it',
  'foreign-json': 'JSON that is not WHM’s',
  dropped: 'the connection drops before anything happens',
  hang: 'no answer ever comes, and nothing happens',
  slow: 'the answer comes after eight seconds',
  altered: 'a write is stored and answered a little different from what was sent',
  'legacy-success': 'it works, answered in the old “cpanelresult” envelope',
  'string-numbers': 'it works, with strings where numbers are documented',
  'array-for-map': 'it works, with only the granted privileges listed, and [] for an empty {}',
  'string-result': 'it works, with result “1” as a string and the warnings in one string',
  warnings: 'it works, with two warnings',
  'truncated-json': 'it works, but the answer breaks off half-way',
  'lost-answer': 'it works, but the connection drops before the answer',
  unanswered: 'it works, but no answer ever comes',
} as const satisfies Record<string, string>;

export type FaultName = keyof typeof faults;

export type FaultQueue = {
  add: (functionName: string, fault: FaultName, times: number) => void;
  /** The fault this call meets, if any: those for its function first, then those for `*`; oldest first. */
  take: (functionName: string) => FaultName | undefined;
  clear: () => void;
};

export function createFaultQueue(): FaultQueue {
  const queues = new Map<string, { fault: FaultName; left: number }[]>();
  const takeFrom = (key: string) => {
    const queue = queues.get(key);
    const first = queue?.[0];
    if (queue === undefined || first === undefined) return undefined;
    first.left -= 1;
    if (first.left < 1) queue.shift();
    return first.fault;
  };
  return {
    add: (functionName, fault, times) => {
      if (times < 1) return;
      queues.set(functionName, [...(queues.get(functionName) ?? []), { fault, left: times }]);
    },
    take: (functionName) => takeFrom(functionName) ?? takeFrom('*'),
    clear: () => queues.clear(),
  };
}
