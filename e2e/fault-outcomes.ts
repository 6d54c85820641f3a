import type { FaultName } from '../src/simulator/simulator.ts';

/** What a person is told of a call that failed. */
export type Problem = {
  title: keyof typeof titles;
  /** The server's words, or ours where it had none. */
  words: string | RegExp;
  /** The status that Chromium logs as `Failed to load resource`. */
  logged?: number;
  /** Calls that must meet the fault: a read that got no answer is tried twice more. */
  reads?: number;
  /** The page gives up by itself; until then nothing is known. */
  silent?: true;
};

/** Headings of a failed call, by kind. */
const titles = {
  refused: 'The server refused',
  'signed-out': 'Your WHM session has ended',
  forbidden: 'The server does not allow this',
  unreachable: 'The server cannot be reached',
  'timed-out': 'The server did not answer in time',
  malformed: 'The server did not answer as WHM does',
} as const;

export const titleOf = (problem: Problem): string => titles[problem.title];

export type Outcome = {
  /** When the list is read; null: it works. */
  read: Problem | null;
  /** When a token is created: whether the server has it afterwards, and what the person is told. */
  create: { made: boolean; problem: Problem | null };
  /** What the server adds to an answer that worked. */
  says?: readonly string[];
  /** It made something else than was asked for; only a write can. */
  altered?: true;
  /** How long the answer takes, in milliseconds of real time. */
  takes?: number;
};

const warnings = ['The nameserver was not told.', 'The change will be active in a few minutes.'];

const works: Outcome = { read: null, create: { made: true, problem: null } };

function refused(words: Problem['words'], onCreate = words): Outcome {
  return {
    read: { title: 'refused', words },
    create: { made: false, problem: { title: 'refused', words: onCreate } },
  };
}

/** The same whatever was asked for, and nothing happened. */
function instead(problem: Problem): Outcome {
  return { read: problem, create: { made: false, problem } };
}

/** The call was carried out, but its answer cannot be read. */
function lost(problem: Problem): Outcome {
  return { read: problem, create: { made: true, problem } };
}

const logInWords = 'The server asks to sign in: WHM Log in Your session has expired. Log in again.';
const noConnection: Problem = { title: 'unreachable', words: 'fetch failed', logged: 502, reads: 3 };
const noAnswer: Problem = {
  title: 'timed-out',
  words: /The server did not answer within [36]0 seconds\./,
  silent: true,
};

/**
 * What must come of every fault that the simulated server knows. The type has every name, so a new fault does
 * not compile until it is here, and then it is tested.
 */
export const faultOutcomes: Readonly<Record<FaultName, Outcome>> = {
  refused: refused('The simulated server was told to refuse this call.'),
  'unknown-function': refused(
    'Unknown app ("api_token_list") requested for this version (1) of the API.',
    'Unknown app ("api_token_create") requested for this version (1) of the API.',
  ),
  exception: refused(/API failure: \(XID [a-z0-9]{6}\) The simulated function came to an exception\./),
  'disk-full': refused('The system could not save the file: No space left on device'),
  'disk-full-500': instead({
    title: 'malformed',
    words: 'The server answered with HTTP 500: Request failed',
    logged: 500,
  }),
  'duplicate-name': refused(/A conflicting API token named “[^”]*” already exists\./),
  'access-denied': refused('Access denied'),
  forbidden: instead({ title: 'forbidden', words: 'Access denied', logged: 403 }),
  'token-denied': instead({
    title: 'signed-out',
    words: 'The server asks to sign in: Token Denied Invalid Security Token',
    logged: 401,
  }),
  'session-expired-200': instead({ title: 'signed-out', words: logInWords }),
  'session-expired-401': instead({ title: 'signed-out', words: logInWords, logged: 401 }),
  'session-expired-302': instead({ title: 'signed-out', words: 'The server asks to sign in.' }),
  'session-expired-307': instead({ title: 'signed-out', words: 'The server asks to sign in.' }),
  'wrong-port-permission': instead({ title: 'forbidden', words: 'Permission denied', logged: 403 }),
  'wrong-port-function': instead({
    title: 'malformed',
    words: 'The server answered with HTTP 404: Function not found',
    logged: 404,
  }),
  'cphulk-locked': instead({
    title: 'signed-out',
    words: 'This account is locked: the server detected a brute-force attempt on it.',
    logged: 401,
  }),
  'licence-page': instead({
    title: 'malformed',
    words: 'This server does not have a valid licence at the moment.',
  }),
  'empty-body': instead({ title: 'malformed', words: 'The server’s answer was empty (HTTP 200).' }),
  'foreign-json': instead({
    title: 'malformed',
    words: 'The server’s answer was not understood (HTTP 200): {"status":"ok","service":"not WHM"}',
  }),
  dropped: instead(noConnection),
  hang: instead(noAnswer),
  slow: { ...works, takes: 8_000 },
  altered: { ...works, altered: true },
  // Observed of `version` only: for these functions it is no answer that WHM is known to give.
  'legacy-success': lost({
    title: 'malformed',
    words: /The server’s answer was not understood \(HTTP 200\)/,
  }),
  'string-numbers': works,
  'array-for-map': works,
  'string-result': { ...works, says: warnings },
  warnings: { ...works, says: warnings },
  'truncated-json': lost({ title: 'malformed', words: 'The server’s answer broke off (HTTP 200).' }),
  'lost-answer': lost(noConnection),
  unanswered: lost(noAnswer),
};

/** `Object.entries` with the names it is known to have. */
export const everyFault: readonly [FaultName, Outcome][] = faultNames(faultOutcomes).map((name) => [
  name,
  faultOutcomes[name],
]);

export type Alike = { title: string; logged: RegExp | null; faults: [FaultName, Problem][] };

/** The faults that end in a problem, in groups of one title and one log, which one page can meet one after the other. */
export function alike(problemOf: (outcome: Outcome) => Problem | null): readonly Alike[] {
  const groups = new Map<string, Alike>();
  for (const [fault, outcome] of everyFault) {
    const problem = problemOf(outcome);
    if (problem === null) continue;
    const title = `${titleOf(problem)}${problem.logged === undefined ? '' : `, logged as ${problem.logged}`}`;
    const group = groups.get(title) ?? { title, logged: consoleOf(problem), faults: [] };
    groups.set(title, group);
    group.faults.push([fault, problem]);
  }
  return [...groups.values()];
}

function faultNames(outcomes: Readonly<Record<FaultName, Outcome>>): FaultName[] {
  const isFault = (name: string): name is FaultName => Object.hasOwn(outcomes, name);
  return Object.keys(outcomes).filter(isFault);
}

/** The only thing a page may log for a fault; a fault without a status may log nothing. */
export function consoleOf(problem: Problem | null): RegExp | null {
  return problem?.logged === undefined
    ? null
    : new RegExp(`^Failed to load resource: the server responded with a status of ${problem.logged}\\b`);
}
