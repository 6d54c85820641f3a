import { format, inspect } from 'node:util';
import { expect, it } from 'vitest';
import { redact, Secret } from './secret.ts';

it('gives the value to whoever asks for it by name', () => {
  expect(new Secret('abc').reveal()).toBe('abc');
});

it('shows nothing when it is printed', () => {
  const settings = { token: new Secret('abc') };
  const printed = [
    String(settings.token),
    `${settings.token}`,
    JSON.stringify(settings),
    inspect(settings, { depth: 9, showHidden: true }),
    format('%o %s %j', settings.token, settings.token, settings.token),
  ].join();
  expect(printed).not.toContain('abc');
  expect(printed).toContain('[redacted]');
});

it('leaves a text without secrets as it is', () => {
  expect(redact('nothing here', ['abc', ''])).toBe('nothing here');
});
