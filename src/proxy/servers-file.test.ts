import { describe, expect, it } from 'vitest';
import { readServers } from './servers-file.ts';
import { authority } from './test-certificates.ts';

const files: Record<string, string> = {
  '/token': 'FILETOKEN\n',
  '/ca.pem': authority,
};

function read(value: unknown) {
  const problems: string[] = [];
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const servers = readServers(
    text,
    (path) => {
      const content = files[path];
      if (content === undefined) throw new Error('ENOENT');
      return content;
    },
    problems,
  );
  return { servers, problems };
}

const berlin = { name: 'berlin', url: 'https://berlin.example.com:2087' };

it('reads all that a server can have', () => {
  const { servers, problems } = read([
    {
      ...berlin,
      label: 'Berlin 1',
      trust: { fingerprint: `${'AB:'.repeat(31)}AB` },
      timeZone: 'Europe/Berlin',
      credential: { user: 'acme', tokenFile: '/token' },
    },
    { name: 'paris', url: 'https://paris.example.com', trust: { caFile: '/ca.pem' } },
    { name: 'rome-2', url: 'https://rome.example.com', trust: { insecure: true } },
  ]);
  expect(problems).toEqual([]);
  expect(servers[0]).toMatchObject({
    name: 'berlin',
    label: 'Berlin 1',
    trust: { kind: 'fingerprint', sha256: 'ab'.repeat(32) },
    timeZone: 'Europe/Berlin',
    credential: { user: 'acme' },
  });
  expect(servers[0]?.credential?.token.reveal()).toBe('FILETOKEN');
  expect(servers[1]).toMatchObject({ label: 'paris', trust: { kind: 'own-authority' }, credential: null });
  expect(servers[2]).toMatchObject({ trust: { kind: 'insecure' }, timeZone: null });
});

describe('says what is wrong', () => {
  it.each<[string, unknown, string]>([
    ['with text that is no JSON', '[{', 'must be a JSON array of servers'],
    ['with something else than a list', { berlin }, 'must be a JSON array of servers'],
    ['with an empty list', [], 'must be a JSON array of servers'],
    ['with a word it does not know', [{ ...berlin, urls: 'x' }], 'server 1: has a key that is not known'],
    [
      'with http to another machine',
      [{ ...berlin, url: 'http://x.example.com' }],
      'server 1: url must begin with https',
    ],
    [
      'with a password in the address',
      [{ ...berlin, url: 'https://a:hunter2@x.example.com' }],
      'url must not contain',
    ],
    ['with a name that cannot be in a path', [{ ...berlin, name: '../x' }], 'server 1: name must be 1 to 32'],
    ['with two of a name', [berlin, berlin], 'two servers are named berlin'],
    [
      'with an unreadable token',
      [{ ...berlin, credential: { tokenFile: '/none' } }],
      'tokenFile names a file that cannot be read',
    ],
    ['with a token that is none', [{ ...berlin, credential: { token: 'a b' } }], 'server 1: credential'],
    [
      'with a CA file that is none',
      [{ ...berlin, trust: { caFile: '/token' } }],
      'must be a PEM certificate file',
    ],
    [
      'with two kinds of trust',
      [{ ...berlin, trust: { insecure: true, caFile: '/ca.pem' } }],
      'server 1: trust',
    ],
    ['with an unknown zone', [{ ...berlin, timeZone: 'Mars/Base' }], 'server 1: timeZone must be an IANA'],
  ])('%s', (_title, value, sentence) => {
    const { problems } = read(value);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`WHM_SERVERS_FILE: `);
    expect(problems[0]).toContain(sentence);
    expect(problems[0]).not.toContain('hunter2');
  });
});
