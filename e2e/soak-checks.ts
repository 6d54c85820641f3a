// What is compared after a soak: what everybody was told with what is there.

export type Known = 'present' | 'absent' | 'unknown';
export type Outcome = 'acknowledged' | 'refused' | 'unknown';
/** Of what is in use at rest; what a collector leaves lying is less than half of it. */
const largestGrowthMiB = 1;

export type Write = { body: string; outcome: Outcome };
/** When a token expires, in seconds: what was acknowledged last, and what may have happened, also later. */
export type Expiry = { settled: number | null; maybe: Set<number> };

/** Every token that was acknowledged is there, and none that was revoked or refused. */
export function wrongTokens(
  known: ReadonlyMap<string, Known>,
  there: ReadonlyMap<string, number | null>,
): string[] {
  const problems: string[] = [];
  for (const [name, state] of known) {
    if (state === 'present' && !there.has(name)) problems.push(`${name} was acknowledged and is not there.`);
    if (state === 'absent' && there.has(name)) problems.push(`${name} was revoked and is still there.`);
  }
  for (const name of there.keys()) {
    if (name.startsWith('refused-') || !known.has(name)) problems.push(`${name} was refused and is there.`);
  }
  return problems;
}

/** Every token expires when the last change that was acknowledged said, and no refused one changed that. */
export function wrongExpiries(
  known: ReadonlyMap<string, Expiry>,
  there: ReadonlyMap<string, number | null>,
): string[] {
  return [...there].flatMap(([name, expiresAt]) => {
    const expiry = known.get(name);
    if (expiry === undefined || expiry.settled === expiresAt) return [];
    if (expiresAt !== null && expiry.maybe.has(expiresAt)) return [];
    return [`${name} expires at ${expiresAt}, and was to at ${expiry.settled}.`];
  });
}

/** Every write that was acknowledged reached the server once, and none reached it twice. */
export function wrongWrites(writes: readonly Write[], received: ReadonlyMap<string, number>): string[] {
  const problems: string[] = [];
  for (const { body, outcome } of writes) {
    const times = received.get(body) ?? 0;
    if (outcome === 'acknowledged' && times !== 1)
      problems.push(`${body} was acknowledged, received ${times} times.`);
    if (times > 1) problems.push(`${body} was received ${times} times.`);
  }
  return problems;
}

export function leaks(output: string, secrets: ReadonlySet<string>, names: readonly string[]): string[] {
  const found = [...secrets].filter((secret) => secret !== '' && output.includes(secret)).length;
  const named = names.filter((name) => output.includes(name)).length;
  return [
    ...(found > 0 ? [`${found} secrets are in the log.`] : []),
    ...(named > 0 ? [`${named} names of tokens are in the log.`] : []),
  ];
}

export const MiB = 1024 * 1024;

/**
 * Flat: what is in use at rest does not grow with what was done. Five seconds of calls left six times the limit
 * behind when each was made to leave its body and its answer.
 */
export function growth(inUse: readonly number[]): string[] {
  const [before = 0, after = 0] = inUse;
  const grown = (after - before) / MiB;
  return grown <= largestGrowthMiB ? [] : [`What is in use grew by ${grown.toFixed(1)} MiB.`];
}
