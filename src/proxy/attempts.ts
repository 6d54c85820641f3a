/**
 * How often a sign-in may fail before the next one has to wait. WHM's own protection, cPHulk, locks an
 * account after 15 failures within 5 minutes and, by address, after 5 within 15 minutes by default
 * (docs.cpanel.net, "cPHulk Brute Force Protection"); to it everybody behind this gateway is one address.
 * With these numbers one account sees at most 5 in 5 minutes, and one browser causes at most 4 in 15.
 */
const rules = {
  user: { free: 3, firstWaitMs: 60_000 },
  address: { free: 3, firstWaitMs: 5 * 60_000 },
} as const;

const longestWaitMs = 15 * 60_000;
const forgetMs = 60 * 60_000;
/** So that made-up names cannot fill the memory. */
const maxKeys = 20_000;

export type Attempt = {
  /** It was the right credential: the account starts again at zero. */
  succeeded: () => void;
  failed: () => void;
  /** Nobody judged the credential, for the server did not answer. */
  undecided: () => void;
};

/** Who shows a credential, and where. */
export type Attempting = { address: string; user: string; server: string };

export type Attempts = {
  /**
   * Starts an attempt, or says how many milliseconds it has to wait. `busy`: as many are running at this server
   * for this account or address as may still fail, so that many at once are never more than many in a row.
   */
  begin: (who: Attempting) => Attempt | { waitMs: number } | 'busy';
  /** When the next running attempt has ended. */
  nextEnd: () => Promise<void>;
};

type Party = {
  kind: keyof typeof rules;
  /** Whose failures count together: an address is the same at every server, an account is not. */
  key: string;
  /** Whose running attempts do: those at a server that hangs hold up none at another. */
  runningKey: string;
};

function partiesOf({ address, user, server }: Attempting): readonly Party[] {
  const from = `address ${network(address)}`;
  const account = `user ${user.toLowerCase()}@${server}`;
  return [
    { kind: 'address', key: from, runningKey: `${from} at ${server}` },
    { kind: 'user', key: account, runningKey: account },
  ];
}

export function createAttempts(now: () => number = Date.now): Attempts {
  // The one that failed last is the last in order.
  const failed = new Map<string, { failures: number; last: number }>();
  const running = new Map<string, number>();
  const waiting: (() => void)[] = [];

  function failuresOf(key: string): number {
    const count = failed.get(key);
    if (count === undefined || now() - count.last >= forgetMs) return 0;
    return count.failures;
  }

  function waitOf({ kind, key }: Party): number {
    const { free, firstWaitMs } = rules[kind];
    const failures = failuresOf(key);
    if (failures < free) return 0;
    const since = now() - (failed.get(key)?.last ?? 0);
    return Math.min(firstWaitMs * 2 ** (failures - free), longestWaitMs) - since;
  }

  function isBusy({ kind, key, runningKey }: Party): boolean {
    return (running.get(runningKey) ?? 0) >= Math.max(1, rules[kind].free - failuresOf(key));
  }

  function countRunning({ runningKey }: Party, change: 1 | -1): void {
    const count = (running.get(runningKey) ?? 0) + change;
    if (count > 0) running.set(runningKey, count);
    else running.delete(runningKey);
  }

  function countFailure({ key }: Party): void {
    const failures = failuresOf(key) + 1;
    failed.delete(key);
    failed.set(key, { failures, last: now() });
    const [oldest] = failed.keys();
    if (failed.size > maxKeys && oldest !== undefined) failed.delete(oldest);
  }

  return {
    begin(who) {
      const parties = partiesOf(who);
      const waitMs = Math.max(...parties.map(waitOf));
      if (waitMs > 0) return { waitMs };
      if (parties.some(isBusy)) return 'busy';
      for (const party of parties) countRunning(party, 1);

      const end = () => {
        for (const party of parties) countRunning(party, -1);
        for (const wake of waiting.splice(0)) wake();
      };
      return {
        succeeded() {
          for (const { kind, key } of parties) if (kind === 'user') failed.delete(key);
          end();
        },
        failed() {
          for (const party of parties) countFailure(party);
          end();
        },
        undecided: end,
      };
    },
    nextEnd: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
      }),
  };
}

/** One customer's line has at least 2^64 IPv6 addresses (RFC 6177): they count as one. */
function network(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const zeros = address.includes('::') ? Math.max(0, 8 - left.length - right.length) : 0;
  const groups = [...left, ...Array.from({ length: zeros }, () => '0'), ...right];
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}
