import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApiCall, callsFor } from './api-calls.ts';
import { sampleText } from './language.ts';
import { languages } from './languages.ts';
import { hostileText, hostileTexts } from './test-samples.ts';

// What the samples do is in executed.test.ts; here is what they look like.

const to = { serverUrl: 'https://whm.example.com:2087', user: 'root' };
const update = callsFor({
  kind: 'update',
  currentName: "old 'token' 100%",
  settings: {
    name: 'backup',
    privileges: ['list-accts', 'ssl'],
    expiresAt: null,
    allowlist: ['2001:db8::/32'],
  },
});
const revokeAll = (count: number) =>
  callsFor({ kind: 'revoke', names: Array.from({ length: count }, (_, index) => `token-${index}`) });

function sample(
  title: (typeof languages)[number]['title'],
  calls: readonly ApiCall[],
  limit?: number,
  as = to,
) {
  const language = languages.find((candidate) => candidate.title === title);
  return language && sampleText(language, calls, as, limit);
}

describe('whmapi1', () => {
  it('has each value URI-encoded and between single quotes, with addresses that can be read', () => {
    expect(sample('whmapi1', update)).toBe(
      [
        'whmapi1 --output=jsonpretty api_token_update \\',
        `  token_name='old%20'\\''token'\\''%20100%25' \\`,
        `  new_name='backup' \\`,
        `  acl-0='list-accts' \\`,
        `  acl-1='ssl' \\`,
        `  expires_at='0' \\`,
        `  whitelist_ip-0='2001:db8::/32'`,
      ].join('\n'),
    );
  });

  it('says for whom it acts when that is not root', () => {
    expect(sample('whmapi1', revokeAll(1), 1, { ...to, user: 'acme' })).toBe(
      `whmapi1 --user='acme' --output=jsonpretty api_token_revoke token_name='token-0'`,
    );
  });

  it('has a line for each token that is revoked, and says how many it leaves out', () => {
    const lines = sample('whmapi1', revokeAll(1000), 7)?.split('\n');
    expect(lines).toHaveLength(8);
    expect(lines?.at(-2)).toBe(`whmapi1 --output=jsonpretty api_token_revoke token_name='token-6'`);
    expect(lines?.at(-1)).toBe('# … and 993 more');
    expect(sample('whmapi1', revokeAll(1000))?.split('\n')).toHaveLength(1000);
  });
});

describe('curl', () => {
  it('asks for the secret and keeps it out of the arguments', () => {
    expect(sample('curl', update)).toBe(
      [
        `printf 'API token secret: ' && read -rs WHM_TOKEN && echo &&`,
        `  printf 'Authorization: whm %s:%s\\n' 'root' "$WHM_TOKEN" |`,
        '  curl -sS -H @- --data api.version=1 \\',
        `    --data 'token_name=old%20'\\''token'\\''%20100%25' \\`,
        `    --data 'new_name=backup' \\`,
        `    --data 'acl-0=list-accts' \\`,
        `    --data 'acl-1=ssl' \\`,
        `    --data 'expires_at=0' \\`,
        `    --data 'whitelist_ip-0=2001:db8::/32' \\`,
        `    'https://whm.example.com:2087/json-api/api_token_update'; unset WHM_TOKEN`,
      ].join('\n'),
    );
  });

  it('is one command for the shell also with several calls, so that none of its lines is read as the secret', () => {
    const text = sample('curl', revokeAll(3)) ?? '';
    expect(text).toMatch(/^\(\n[\s\S]*\n\)$/);
    expect(text.match(/read -rs/g)).toHaveLength(1);
    expect(text.match(/^ {2}whm api_token_revoke --data 'token_name=token-\d'$/gm)).toHaveLength(3);
  });
});

describe.each(languages.map((language) => [language.title, language] as const))('%s', (_, language) => {
  const hostile = callsFor({ kind: 'revoke', names: hostileTexts });

  it('holds no secret, and says where it takes one from', () => {
    const text = sampleText(language, update, to);
    expect(text).toMatch(/WHM_TOKEN|prompt\(|^whmapi1 /);
    expect(language.hint).not.toBe('');
  });

  it('is printable ASCII on lines of its own, whatever the values', () => {
    const lines = sampleText(language, revokeAll(hostile.length), to).split('\n').length;
    fc.assert(
      fc.property(
        fc.array(hostileText, { minLength: hostile.length, maxLength: hostile.length }),
        (names) => {
          const text = sampleText(language, callsFor({ kind: 'revoke', names }), to);
          expect(text).toMatch(/^[\t\n -~]*$/);
          expect(text.split('\n')).toHaveLength(lines);
        },
      ),
    );
  });

  it('ends with the same lines however many calls it leaves out', () => {
    const whole = sampleText(language, revokeAll(30), to).split('\n');
    const short = sampleText(language, revokeAll(30), to, 10).split('\n');
    expect(short).toHaveLength(whole.length - 19);
    const gap = short.findIndex((line) => line.endsWith('… and 20 more'));
    expect(short.slice(0, gap)).toEqual(whole.slice(0, gap));
    expect(short.slice(gap + 1)).toEqual(whole.slice(gap + 20));
  });
});

it('does not end the script of a page in which it is pasted', () => {
  expect(sample('JavaScript', callsFor({ kind: 'revoke', names: ['</script><!--'] }))).not.toMatch(/<[/!]/);
});
