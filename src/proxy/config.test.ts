import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';
import { authority, goodCertificate } from './test-certificates.ts';
import { noProxies } from './trusted-proxies.ts';

type Env = Record<string, string | undefined>;

const key = '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n';
const berlin = { name: 'berlin', url: 'https://berlin.example.com:2087' };
const withCredential = { ...berlin, name: 'paris', credential: { token: 'FILE-TOKEN' } };
const files: Record<string, string> = {
  '/token': 'FILETOKEN\n',
  '/ca.pem': `# Ours\n${authority}${goodCertificate}`,
  '/cut-off.pem': authority + goodCertificate.slice(0, 200),
  '/key.pem': key,
  '/empty': '\n',
  '/team.json': JSON.stringify([berlin, { ...berlin, name: 'rome' }]),
  '/mixed.json': JSON.stringify([berlin, withCredential]),
};

function readFile(path: string) {
  const text = files[path];
  if (text === undefined) throw new Error(`ENOENT ${path}`);
  return text;
}

function configOf(env: Env) {
  return readConfig(env, readFile);
}

function whmOf(env: Env) {
  const { servers } = configOf({ WHM_URL: 'https://whm.example.com:2087', WHM_TOKEN: 'ENV-TOKEN', ...env });
  const [whm] = servers;
  if (whm === undefined || servers.length > 1) throw new Error('not one server');
  return whm;
}

function problemsOf(env: Env) {
  try {
    configOf(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const server = { WHM_URL: 'https://whm.example.com:2087', WHM_TOKEN: 'ENV-TOKEN' };

it('uses the simulated WHM on the loopback interface when nothing is set', () => {
  expect(configOf({})).toEqual({
    host: '127.0.0.1',
    port: null,
    exposure: { tls: null, trustedProxies: noProxies, publicNames: [] },
    servers: [],
    simulator: { scenario: null, tokens: null, latencyMs: null, rootToken: null, port: 2087 },
  });
});

it('takes an empty value for one that is not set', () => {
  expect(configOf({ WHM_URL: '', WHM_TOKEN: ' ', PORT: '' }).servers).toEqual([]);
});

it('reads the simulator’s settings', () => {
  const { simulator } = configOf({
    SIMULATOR_SCENARIO: 'reseller',
    SIMULATOR_TOKENS: '5000',
    SIMULATOR_LATENCY_MS: '300',
    SIMULATOR_ROOT_TOKEN: 'ROOT-TOKEN',
    SIMULATOR_PORT: '3087',
  });
  expect(simulator).toMatchObject({ scenario: 'reseller', tokens: 5000, latencyMs: 300, port: 3087 });
  expect(simulator.rootToken?.reveal()).toBe('ROOT-TOKEN');
});

it('reads a server with its token, and root as the user', () => {
  const whm = whmOf({});
  expect(whm.url.origin).toBe('https://whm.example.com:2087');
  expect(whm.credential?.user).toBe('root');
  expect(whm.credential?.token.reveal()).toBe('ENV-TOKEN');
  expect(whm.trust).toEqual({ kind: 'public-authorities' });
  expect(whm.timeZone).toBeNull();
});

it('reads the token from a file, without the line break at its end', () => {
  expect(whmOf({ WHM_TOKEN: undefined, WHM_TOKEN_FILE: '/token' }).credential?.token.reveal()).toBe(
    'FILETOKEN',
  );
});

it('reads each kind of trust', () => {
  const sha256 = 'ab'.repeat(32);
  const withColons = sha256.toUpperCase().replace(/..(?=.)/g, '$&:');
  expect(whmOf({ WHM_FINGERPRINT: sha256 }).trust).toEqual({ kind: 'fingerprint', sha256 });
  expect(whmOf({ WHM_FINGERPRINT: withColons }).trust).toEqual({ kind: 'fingerprint', sha256 });
  expect(whmOf({ WHM_CA_FILE: '/ca.pem' }).trust).toMatchObject({ kind: 'own-authority' });
  expect(whmOf({ WHM_INSECURE_TLS: '1' }).trust).toEqual({ kind: 'insecure' });
  expect(whmOf({ WHM_INSECURE_TLS: '0' }).trust).toEqual({ kind: 'public-authorities' });
});

it('allows http for a server on the loopback interface', () => {
  expect(whmOf({ WHM_URL: 'http://127.0.0.1:2087' }).url.protocol).toBe('http:');
});

it('shows no secret when it is printed', () => {
  const config = configOf({ ...server, SIMULATOR_ROOT_TOKEN: 'ROOT-TOKEN' });
  const printed = inspect(config, { depth: 9 }) + JSON.stringify(config);
  expect(printed).not.toContain('ENV-TOKEN');
  expect(printed).not.toContain('ROOT-TOKEN');
});

describe('problems', () => {
  it.each<[string, Env, string]>([
    [
      'http to another machine',
      { ...server, WHM_URL: 'http://whm.example.com:2086' },
      'WHM_URL must begin with https',
    ],
    ['another scheme', { ...server, WHM_URL: 'ftp://whm.example.com' }, 'WHM_URL must begin with https'],
    ['no address', { ...server, WHM_URL: 'whm' }, 'WHM_URL must be an address'],
    [
      'a path',
      { ...server, WHM_URL: 'https://whm.example.com:2087/json-api/' },
      'WHM_URL must be a host and a port',
    ],
    [
      'a password in the address',
      { ...server, WHM_URL: 'https://root:pw@whm.example.com' },
      'WHM_URL must not contain',
    ],
    ['a user without a token', { WHM_URL: server.WHM_URL, WHM_USER: 'root' }, 'WHM_USER needs WHM_TOKEN'],
    ['a token without a server', { WHM_TOKEN: 'ENV-TOKEN' }, 'WHM_URL is not set'],
    ['two tokens', { ...server, WHM_TOKEN_FILE: '/token' }, 'WHM_TOKEN and WHM_TOKEN_FILE exclude'],
    [
      'a token with a line break',
      { ...server, WHM_TOKEN: 'ENV-TOKEN\nENV-TOKEN' },
      'WHM_TOKEN must be one API token',
    ],
    [
      'a missing token file',
      { WHM_URL: server.WHM_URL, WHM_TOKEN_FILE: '/no' },
      'WHM_TOKEN_FILE names a file that cannot',
    ],
    [
      'an empty token file',
      { WHM_URL: server.WHM_URL, WHM_TOKEN_FILE: '/empty' },
      'WHM_TOKEN_FILE names an empty',
    ],
    ['a user with a colon', { ...server, WHM_USER: 'root:x' }, 'WHM_USER must be'],
    ['a short fingerprint', { ...server, WHM_FINGERPRINT: 'ab:cd' }, 'WHM_FINGERPRINT must be'],
    ['a CA file without a certificate', { ...server, WHM_CA_FILE: '/token' }, 'WHM_CA_FILE must be'],
    [
      'a CA file that breaks off in its second certificate',
      { ...server, WHM_CA_FILE: '/cut-off.pem' },
      'WHM_CA_FILE holds a certificate that cannot be read',
    ],
    [
      'two kinds of trust',
      { ...server, WHM_CA_FILE: '/ca.pem', WHM_INSECURE_TLS: '1' },
      'exclude each other',
    ],
    ['a switch that is neither', { ...server, WHM_INSECURE_TLS: 'yes' }, 'WHM_INSECURE_TLS must be 1 or 0'],
    ['an unknown time zone', { ...server, WHM_TIME_ZONE: 'Mars/Base' }, 'WHM_TIME_ZONE must be an IANA'],
    ['a host that is no address', { HOST: 'a b' }, 'HOST must be an address of this machine'],
    ['a port that is too large', { PORT: '65536' }, 'PORT must be a whole number'],
    ['an unknown scenario', { SIMULATOR_SCENARIO: 'x' }, 'SIMULATOR_SCENARIO must be one of typical'],
    ['a number that is none', { SIMULATOR_TOKENS: '1e3' }, 'SIMULATOR_TOKENS must be a whole number'],
  ])('names %s', (_title, env, sentence) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(sentence);
  });

  it('names all of them at once', () => {
    expect(problemsOf({ HOST: 'a b', PORT: 'x', WHM_TIME_ZONE: 'x' })).toHaveLength(3);
  });

  it('repeats no secret', () => {
    const text = problemsOf({ WHM_URL: 'https://root:hunter2@x', WHM_TOKEN: 'hunter2 hunter2' }).join();
    expect(text).not.toContain('hunter2');
  });
});

describe('beyond loopback', () => {
  const open = { HOST: '0.0.0.0', ALLOWED_HOSTS: 'tokens.example.com' };
  const tls = { TLS_CERT_FILE: '/ca.pem', TLS_KEY_FILE: '/key.pem' };
  const team = { WHM_SERVERS_FILE: '/team.json' };

  it.each<[string, Env]>([
    ['several servers that everybody signs in to, with a certificate', { ...open, ...tls, ...team }],
    ['one server that everybody signs in to', { ...open, ...tls, WHM_URL: server.WHM_URL }],
    ['a proxy of a range', { ...team, TRUSTED_PROXY: '10.0.0.0/8', ALLOWED_HOSTS: 'tokens.example.com' }],
  ])('takes %s', (_title, env) => {
    expect(problemsOf(env)).toEqual([]);
  });

  it.each<[string, Env, string]>([
    ['the simulated WHM', { ...open, ...tls }, 'everybody must sign in'],
    ['one credential', { ...open, ...tls, ...server }, 'everybody must sign in'],
    [
      'one credential among several servers',
      { ...open, ...tls, WHM_SERVERS_FILE: '/mixed.json' },
      'everybody must sign in',
    ],
    ['no https', { ...open, ...team }, 'it needs https'],
    ['no name', { ...tls, ...team, HOST: '0.0.0.0' }, 'set ALLOWED_HOSTS'],
    [
      'a certificate without its key',
      { ...open, ...team, TLS_CERT_FILE: '/ca.pem', TRUSTED_PROXY: '10.0.0.1' },
      'need each other',
    ],
    [
      'a certificate that breaks off',
      { ...open, ...team, ...tls, TLS_CERT_FILE: '/cut-off.pem' },
      'TLS_CERT_FILE holds a certificate that cannot be read',
    ],
    [
      'a proxy that is none',
      { ...team, TRUSTED_PROXY: 'proxy', ALLOWED_HOSTS: 'x.example' },
      'TRUSTED_PROXY must be IP addresses',
    ],
    [
      'everybody as the proxy',
      { ...team, TRUSTED_PROXY: '0.0.0.0/0', ALLOWED_HOSTS: 'x.example' },
      'TRUSTED_PROXY must be IP addresses',
    ],
  ])('does not take %s', (_title, env, sentence) => {
    const problems = problemsOf(env);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(sentence);
  });

  it('takes one credential on loopback, also among several servers', () => {
    expect(problemsOf({ WHM_SERVERS_FILE: '/mixed.json' })).toEqual([]);
  });
});
