import { fileURLToPath } from 'node:url';
import { Agent, fetch } from 'undici';
import { z } from 'zod';
import { startChaos } from './soak-chaos.ts';
import {
  type Expiry,
  growth,
  type Known,
  leaks,
  MiB,
  type Outcome,
  type Write,
  wrongExpiries,
  wrongTokens,
  wrongWrites,
} from './soak-checks.ts';
import { startGateway } from './soak-gateway.ts';

// `npm run soak`: many people at once, through the built server, against a simulated WHM that is slow, drops
// connections, breaks answers off and restarts. Afterwards what was told to each of them must be true.

export type SoakResult = {
  /** What was not as it should be, one sentence each. */
  problems: readonly string[];
  summary: readonly string[];
};

const answerSchema = z.object({
  metadata: z.object({ result: z.union([z.literal(0), z.literal(1)]) }),
  data: z.object({ token: z.string().optional() }).optional(),
});
const gatewaySchema = z.object({ gateway: z.object({ kind: z.string() }) });

const program = fileURLToPath(new URL('../dist/server/server.js', import.meta.url));

/** Loopback only, and bounded: `seconds`, plus a few to begin and to end. */
export async function soak({
  seconds,
  people = 200,
}: {
  seconds: number;
  people?: number;
}): Promise<SoakResult> {
  const chaos = await startChaos();
  const gateway = await startGateway(program, chaos.url);
  const writes: Write[] = [];
  const tokens = new Map<string, Known>();
  const expiries = new Map<string, Expiry>();
  const secrets = new Set<string>([chaos.secret]);
  const latencies: number[] = [];
  let connections = new Agent();
  let reads = 0;
  // Of everybody, so that no two writes are the same.
  let step = 0;

  async function send(path: string, fields: Record<string, string>, cookie: string) {
    const body = new URLSearchParams(fields).toString();
    const startMs = performance.now();
    const response = await fetch(gateway.url + path, {
      method: 'POST',
      body,
      dispatcher: connections,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
        ...(cookie === '' ? {} : { cookie }),
      },
    });
    const text = await response.text();
    latencies.push(performance.now() - startMs);
    return { status: response.status, text, cookies: response.headers.getSetCookie(), body };
  }

  async function write(
    name: string,
    path: string,
    fields: Record<string, string>,
    cookie: string,
    then: Known,
  ) {
    const { status, text, body } = await send(path, { 'api.version': '1', ...fields }, cookie);
    const outcome = outcomeOf(status, text);
    writes.push({ body, outcome });
    const token = secretIn(text);
    if (token !== null) secrets.add(token);
    if (outcome !== 'refused') tokens.set(name, outcome === 'unknown' ? 'unknown' : then);
    return outcome;
  }

  async function signIn(deadline: number): Promise<string | null> {
    while (performance.now() < deadline) {
      const fields = { user: 'root', method: 'token', secret: chaos.secret };
      const { status, cookies } = await send('gateway/sign-in', fields, '');
      const cookie = cookies[0]?.split(';')[0];
      if (status === 204 && cookie !== undefined) {
        secrets.add(cookie.split('=')[1] ?? '');
        return cookie;
      }
      // Only a server that was not there may be why, or a long queue: all of them are one account.
      if (status !== 502 && status !== 429) throw new Error(`Signing in was answered with ${status}.`);
    }
    return null;
  }

  async function person(number: number, cookie: string | null, deadline: number): Promise<void> {
    const own: string[] = [];
    while (cookie !== null && performance.now() < deadline) {
      step++;
      const name = `person-${number}-step-${step}`;
      const some = own[Math.floor(Math.random() * own.length)];
      const dice = Math.random();
      if (dice < 0.45) {
        reads++;
        await send('json-api/api_token_list', { 'api.version': '1' }, cookie);
      } else if (dice < 0.7 || some === undefined) {
        const fields = { token_name: name, 'acl-0': 'list-accts' };
        const outcome = await write(name, 'json-api/api_token_create', fields, cookie, 'present');
        expiries.set(name, { settled: null, maybe: new Set() });
        if (outcome === 'acknowledged') own.push(name);
      } else if (dice < 0.8) {
        const expiresAt = 2_000_000_000 + step;
        const fields = { token_name: some, 'acl-0': 'list-accts', expires_at: String(expiresAt) };
        const outcome = await write(some, 'json-api/api_token_update', fields, cookie, 'present');
        if (outcome === 'unknown') tokens.set(some, 'present');
        const expiry = expiries.get(some);
        if (outcome === 'unknown') expiry?.maybe.add(expiresAt);
        if (outcome === 'acknowledged' && expiry !== undefined) expiry.settled = expiresAt;
      } else if (dice < 0.93) {
        own.splice(own.indexOf(some), 1);
        await write(some, 'json-api/api_token_revoke', { token_name: some }, cookie, 'absent');
      } else {
        await refusedWrite(`refused-${name}`, some, cookie);
      }
    }
  }

  /** A write that somebody must refuse: WHM for its name, the gateway for a parameter, a session or a site. */
  async function refusedWrite(name: string, existing: string, cookie: string): Promise<void> {
    const kind = Math.floor(Math.random() * 4);
    const create = 'json-api/api_token_create';
    const fields = { token_name: name, 'acl-0': 'all' };
    if (kind === 0) await write(name, create, { ...fields, token_name: `${name} !` }, cookie, 'unknown');
    if (kind === 1) await write(name, create, { ...fields, user: 'root' }, cookie, 'unknown');
    if (kind === 2) await write(name, create, fields, 'whm-session-whm=nobody', 'unknown');
    // A name that is taken: answered with a refusal, and the token stays as it was.
    if (kind === 3)
      await write(
        existing,
        create,
        { ...fields, token_name: existing, expires_at: String(1_900_000_000 + step) },
        cookie,
        'present',
      );
  }

  const problems: string[] = [];
  const resident: number[] = [];
  const timer = setInterval(() => resident.push(gateway.residentMiB()), 250);
  const inUse: number[] = [];
  try {
    const latest = performance.now() + 60_000;
    const cookies = await Promise.all(Array.from({ length: people }, () => signIn(latest)));
    if (cookies.includes(null)) problems.push('Somebody could not sign in within a minute.');
    latencies.length = 0;
    // Everybody works, then rests until nothing runs and hangs up: what is in use at rest must stay the same.
    for (const share of [1 / 3, 2 / 3]) {
      const endsAt = performance.now() + seconds * 1000 * share;
      const everybody = cookies.map((cookie, number) => person(number, cookie, endsAt));
      for (const outcome of await Promise.allSettled(everybody)) {
        if (outcome.status === 'rejected')
          problems.push(`Somebody was thrown out: ${String(outcome.reason)}`);
      }
      // An open connection holds memory, and how many are open differs.
      await connections.close();
      connections = new Agent();
      chaos.hangUp();
      inUse.push(await gateway.bytesInUse());
    }
  } finally {
    clearInterval(timer);
    await chaos.close();
    await gateway.stop();
  }

  problems.push(
    ...wrongTokens(tokens, chaos.tokens()),
    ...wrongExpiries(expiries, chaos.tokens()),
    ...wrongWrites(writes, chaos.received),
    ...growth(inUse),
    ...leaks(gateway.output(), secrets, [...tokens.keys()]),
  );
  return {
    problems: [...new Set(problems)].slice(0, 50),
    summary: [
      `${people} people, ${seconds} s: ${reads} reads, ${writes.length} writes (${count(writes, 'acknowledged')} acknowledged, ${count(writes, 'refused')} refused, ${count(writes, 'unknown')} unknown)`,
      `server: ${chaos.story()}`,
      `latency: median ${percentile(latencies, 0.5)} ms, 95 % ${percentile(latencies, 0.95)} ms, longest ${percentile(latencies, 1)} ms`,
      `memory of the gateway: ${inUse.map((bytes) => (bytes / MiB).toFixed(1)).join(', then ')} MiB in use at rest, ${Math.round(Math.max(...resident))} MiB resident at most; ${gateway.output().split('\n').length} lines of log`,
    ],
  };
}

function outcomeOf(status: number, text: string): Outcome {
  const body = parseJson(text);
  const answer = answerSchema.safeParse(body);
  if (answer.success) return answer.data.metadata.result === 1 ? 'acknowledged' : 'refused';
  const own = gatewaySchema.safeParse(body);
  return own.success && status < 500 ? 'refused' : 'unknown';
}

function secretIn(text: string): string | null {
  return answerSchema.safeParse(parseJson(text)).data?.data?.token ?? null;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

function count(writes: readonly Write[], outcome: Outcome): number {
  return writes.filter((write) => write.outcome === outcome).length;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { problems, summary } = await soak({ seconds: Number(process.argv[2] ?? 60) });
  console.log(summary.join('\n'));
  for (const problem of problems) console.error(problem);
  console.log(problems.length === 0 ? 'Everything that was told is true.' : `${problems.length} problems.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
