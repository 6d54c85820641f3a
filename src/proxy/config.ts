import { z } from 'zod';
import { scenarioNames } from '../simulator/simulator.ts';
import { type Exposure, exposureProblems } from './exposure.ts';
import { type SettingNames, settingNames } from './network-failure.ts';
import type { Secret } from './secret.ts';
import { readServers } from './servers-file.ts';
import {
  apiToken,
  certificatePem,
  fingerprint,
  flag,
  keyPem,
  listenHost,
  listOf,
  timeZone,
  whmUrl,
  whmUser,
  wholeNumber,
} from './settings-fields.ts';
import { noProxies, trustedProxiesFrom } from './trusted-proxies.ts';

/** How the certificate of the server is checked. */
export type Trust =
  | { kind: 'public-authorities' }
  | { kind: 'own-authority'; pem: string }
  /** SHA-256 of the certificate: 64 lower-case hexadecimal digits. */
  | { kind: 'fingerprint'; sha256: string }
  | { kind: 'insecure' };

export type ServerSettings = {
  /** In the address of its page, `/s/NAME/`. */
  name: string;
  label: string;
  url: URL;
  trust: Trust;
  /** IANA name; null: nobody said. */
  timeZone: string | null;
  /** null: each person signs in with their own. */
  credential: { user: string; token: Secret } | null;
  /** What its settings are called, for sentences. */
  names: SettingNames;
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
  exposure: Exposure;
  /** Empty: the simulated WHM. */
  servers: readonly ServerSettings[];
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

const scenario = z.enum(scenarioNames, `must be one of ${scenarioNames.join(', ')}.`);
const hostNames = listOf(
  /^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:.]+\])(?::\d{1,5})?$/,
  'must be host names such as tokens.example.com, separated by commas.',
);
const notProxies = 'must be IP addresses or ranges such as 10.0.0.0/8, separated by commas.';
const proxies = listOf(/./, notProxies).transform((entries, context) => {
  const known = trustedProxiesFrom(entries);
  if (known !== null) return known;
  context.addIssue({ code: 'custom', message: notProxies });
  return z.NEVER;
});

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
  const exclude = (...names: readonly string[]) => {
    const [last, ...others] = [...names].reverse();
    if (names.filter(isSet).length > 1) {
      problems.push(`${others.reverse().join(', ')} and ${last} exclude each other: set one.`);
    }
  };

  function readTrust(url: URL | null): Trust {
    const pem = readFrom('WHM_CA_FILE', certificatePem);
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

  function readOneServer(): readonly ServerSettings[] {
    const url = read('WHM_URL', whmUrl);
    const user = read('WHM_USER', whmUser) ?? 'root';
    const token = read('WHM_TOKEN', apiToken) ?? readFrom('WHM_TOKEN_FILE', apiToken);
    const trust = readTrust(url);
    const zone = read('WHM_TIME_ZONE', timeZone);
    exclude('WHM_TOKEN', 'WHM_TOKEN_FILE');
    // Whoever gives a token expects a real server, and must not be shown the simulated one.
    if (!isSet('WHM_URL') && (isSet('WHM_TOKEN') || isSet('WHM_TOKEN_FILE'))) {
      problems.push('WHM_URL is not set, but an API token is: say which server the token is for.');
    }
    if (isSet('WHM_URL') && isSet('WHM_USER') && !isSet('WHM_TOKEN') && !isSet('WHM_TOKEN_FILE')) {
      problems.push(
        'WHM_USER needs WHM_TOKEN or WHM_TOKEN_FILE: without them everybody signs in as themselves.',
      );
    }
    if (url === null) return [];
    const label = url.port === '2087' ? url.hostname : url.host;
    return [
      {
        name: 'whm',
        label,
        url,
        trust,
        timeZone: zone,
        credential: token === null ? null : { user, token },
        names: settingNames,
      },
    ];
  }

  function readListed(): readonly ServerSettings[] {
    const alone = ['WHM_URL', 'WHM_USER', 'WHM_TOKEN', 'WHM_TOKEN_FILE', 'WHM_CA_FILE', 'WHM_FINGERPRINT'];
    const set = [...alone, 'WHM_INSECURE_TLS', 'WHM_TIME_ZONE'].filter(isSet);
    if (set.length > 0) problems.push(`${set.join(', ')} and WHM_SERVERS_FILE exclude each other.`);
    const text = readFrom('WHM_SERVERS_FILE', z.string());
    return text === null ? [] : readServers(text, readFile, problems);
  }

  function readTls(): Exposure['tls'] {
    const certificate = readFrom('TLS_CERT_FILE', certificatePem);
    const key = readFrom('TLS_KEY_FILE', keyPem);
    if (isSet('TLS_CERT_FILE') !== isSet('TLS_KEY_FILE')) {
      problems.push('TLS_CERT_FILE and TLS_KEY_FILE need each other: set both.');
    }
    return certificate === null || key === null ? null : { certificate, key };
  }

  const config: Config = {
    host: read('HOST', listenHost) ?? '127.0.0.1',
    port: read('PORT', wholeNumber(0, 65_535)),
    exposure: {
      tls: readTls(),
      trustedProxies: read('TRUSTED_PROXY', proxies) ?? noProxies,
      publicNames: read('ALLOWED_HOSTS', hostNames) ?? [],
    },
    servers: isSet('WHM_SERVERS_FILE') ? readListed() : readOneServer(),
    simulator: {
      scenario: read('SIMULATOR_SCENARIO', scenario),
      tokens: read('SIMULATOR_TOKENS', wholeNumber(0, 100_000)),
      latencyMs: read('SIMULATOR_LATENCY_MS', wholeNumber(0, 600_000)),
      rootToken: read('SIMULATOR_ROOT_TOKEN', apiToken),
      port: read('SIMULATOR_PORT', wholeNumber(0, 65_535)) ?? 2087,
    },
  };
  const { host, exposure, servers } = config;
  const hasSignIn = servers.length > 0 && servers.every(({ credential }) => credential === null);
  // Judged last: a setting that could not be read would only be missed here once more.
  if (problems.length === 0) problems.push(...exposureProblems({ ...exposure, host, hasSignIn }));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}
