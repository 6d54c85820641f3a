import { z } from 'zod';
import { scenarioNames } from '../simulator/simulator.ts';
import { Secret } from './secret.ts';

/** How the certificate of the server is checked. */
export type Trust =
  | { kind: 'public-authorities' }
  | { kind: 'own-authority'; pem: string }
  /** SHA-256 of the certificate: 64 lower-case hexadecimal digits. */
  | { kind: 'fingerprint'; sha256: string }
  | { kind: 'insecure' };

export type WhmSettings = {
  url: URL;
  user: string;
  token: Secret;
  trust: Trust;
  /** IANA name; null: nobody said. */
  timeZone: string | null;
};

export type SimulatorSettings = {
  scenario: (typeof scenarioNames)[number] | null;
  tokens: number | null;
  latencyMs: number | null;
  rootToken: Secret | null;
  port: number;
};

export type Config = {
  host: string;
  /** null: the usual port of whatever starts. */
  port: number | null;
  /** null: the simulated WHM. */
  whm: WhmSettings | null;
  simulator: SimulatorSettings;
};

/** All that is wrong with the settings, one sentence each. Never repeats a value: it may be a secret. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const loopbackNames = ['127.0.0.1', 'localhost', '::1', '[::1]'];
// At least 8 characters: a shorter one would be found, and taken out, in every answer of the server.
const tokenFormat = /^[\x21-\x7e]{8,}$/;

const host = z
  .string()
  .refine(
    (value) => loopbackNames.includes(value),
    'must be 127.0.0.1, localhost or ::1: the gateway holds a root credential and has no sign-in yet, so whoever can reach it owns the server.',
  )
  .transform((value) => (value === '[::1]' ? '::1' : value));

const whmUrl = z.string().transform((value, context) => {
  const problem = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (!URL.canParse(value)) return problem('must be an address such as https://whm.example.com:2087.');
  const url = new URL(value);
  const isLoopback = loopbackNames.includes(url.hostname);
  if (url.username !== '' || url.password !== '') {
    return problem('must not contain a user or password: use WHM_USER and WHM_TOKEN.');
  }
  if (url.protocol === 'http:' && !isLoopback) {
    return problem('must begin with https: over http the credential would cross the network unprotected.');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return problem('must begin with https.');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return problem('must be a host and a port only, such as https://whm.example.com:2087.');
  }
  return url;
});

const user = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, 'must be the name of a WHM user.');
const token = z
  .string()
  .regex(tokenFormat, 'must be one API token: 8 characters or more, without spaces or line breaks.')
  .transform((value) => new Secret(value));
const fingerprint = z
  .string()
  .transform((value) => value.replaceAll(':', '').toLowerCase())
  .refine((value) => /^[0-9a-f]{64}$/.test(value), 'must be a SHA-256 fingerprint: 64 hexadecimal digits.');
const flag = z.enum(['0', '1'], 'must be 1 or 0.').transform((value) => value === '1');
const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone such as America/Chicago.');
const scenario = z.enum(scenarioNames, `must be one of ${scenarioNames.join(', ')}.`);

function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}.`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The settings, from environment variables (`.env.example` documents them). Throws one `ConfigError`
 * that names all problems. `readFile` returns the text of a file, or throws.
 */
export function readConfig(env: Env, readFile: (path: string) => string): Config {
  const problems: string[] = [];

  function read<T>(name: string, schema: z.ZodType<T>, text = env[name]): T | null {
    const value = text?.trim() ?? '';
    // An empty line in `.env` means: not set.
    if (value === '') return null;
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    problems.push(`${name} ${result.error.issues[0]?.message ?? 'is not valid.'}`);
    return null;
  }

  function readFrom<T>(name: string, schema: z.ZodType<T>): T | null {
    const path = read(name, z.string());
    if (path === null) return null;
    try {
      const text = readFile(path);
      if (text.trim() === '') problems.push(`${name} names an empty file.`);
      return read(name, schema, text);
    } catch {
      problems.push(`${name} names a file that cannot be read.`);
      return null;
    }
  }

  const isSet = (name: string) => (env[name]?.trim() ?? '') !== '';

  function readTrust(url: URL | null): Trust {
    const pem = readFrom(
      'WHM_CA_FILE',
      z.string().includes('-----BEGIN CERTIFICATE-----', 'must be a PEM certificate file.'),
    );
    const sha256 = read('WHM_FINGERPRINT', fingerprint);
    const insecure = read('WHM_INSECURE_TLS', flag) === true;
    const chosen = [isSet('WHM_CA_FILE'), isSet('WHM_FINGERPRINT'), insecure].filter(Boolean);
    if (chosen.length > 1) {
      problems.push('WHM_CA_FILE, WHM_FINGERPRINT and WHM_INSECURE_TLS exclude each other: set one.');
    }
    if (chosen.length > 0 && url?.protocol === 'http:') {
      problems.push('WHM_CA_FILE, WHM_FINGERPRINT and WHM_INSECURE_TLS need an https WHM_URL.');
    }
    if (sha256 !== null) return { kind: 'fingerprint', sha256 };
    if (pem !== null) return { kind: 'own-authority', pem };
    return { kind: insecure ? 'insecure' : 'public-authorities' };
  }

  function readWhm(): WhmSettings | null {
    const url = read('WHM_URL', whmUrl);
    const userName = read('WHM_USER', user) ?? 'root';
    const secret = read('WHM_TOKEN', token) ?? readFrom('WHM_TOKEN_FILE', token);
    const trust = readTrust(url);
    const zone = read('WHM_TIME_ZONE', timeZone);
    if (isSet('WHM_TOKEN') && isSet('WHM_TOKEN_FILE')) {
      problems.push('WHM_TOKEN and WHM_TOKEN_FILE exclude each other: set one.');
    }
    const hasToken = isSet('WHM_TOKEN') || isSet('WHM_TOKEN_FILE');
    if (isSet('WHM_URL') && !hasToken) problems.push('WHM_URL needs WHM_TOKEN or WHM_TOKEN_FILE.');
    // Whoever gives a token expects a real server, and must not be shown the simulated one.
    if (!isSet('WHM_URL') && hasToken) {
      problems.push('WHM_URL is not set, but an API token is: say which server the token is for.');
    }
    return url !== null && secret !== null
      ? { url, user: userName, token: secret, trust, timeZone: zone }
      : null;
  }

  const config: Config = {
    host: read('HOST', host) ?? '127.0.0.1',
    port: read('PORT', wholeNumber(0, 65_535)),
    whm: readWhm(),
    simulator: {
      scenario: read('SIMULATOR_SCENARIO', scenario),
      tokens: read('SIMULATOR_TOKENS', wholeNumber(0, 100_000)),
      latencyMs: read('SIMULATOR_LATENCY_MS', wholeNumber(0, 600_000)),
      rootToken: read('SIMULATOR_ROOT_TOKEN', token),
      port: read('SIMULATOR_PORT', wholeNumber(0, 65_535)) ?? 2087,
    },
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}
