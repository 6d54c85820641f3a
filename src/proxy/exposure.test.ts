import { expect, it } from 'vitest';
import { exposureProblems, loopbackOnly } from './exposure.ts';
import { Secret } from './secret.ts';
import { noProxies } from './trusted-proxies.ts';

const proxies = { any: true, includes: () => true };
const tls = { certificate: '', key: new Secret('') };
const safe = {
  host: '0.0.0.0',
  hasSignIn: true,
  tls,
  trustedProxies: noProxies,
  publicNames: ['tokens.example.com'],
};

it.each([
  ['loopback with a credential', { ...loopbackOnly, host: '127.0.0.1', hasSignIn: false }],
  ['https with sign-in', safe],
  ['a proxy with sign-in', { ...safe, tls: null, trustedProxies: proxies }],
  ['a proxy on this machine', { ...safe, host: '127.0.0.1', tls: null, trustedProxies: proxies }],
])('has nothing against %s', (_title, facts) => {
  expect(exposureProblems(facts)).toEqual([]);
});

it.each([
  ['a credential in the settings', { ...safe, hasSignIn: false }, 'everybody must sign in'],
  ['plain http', { ...safe, tls: null }, 'it needs https'],
  ['no public name', { ...safe, publicNames: [] }, 'set ALLOWED_HOSTS'],
  [
    'a credential behind a proxy',
    { ...safe, host: '::1', trustedProxies: proxies, hasSignIn: false },
    'With TRUSTED_PROXY',
  ],
  ['a public name on plain http', { ...safe, host: '127.0.0.1', tls: null }, 'it needs https'],
])('does not let other machines in with %s', (_title, facts, sentence) => {
  const problems = exposureProblems(facts);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(sentence);
});
