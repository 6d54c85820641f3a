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

it('takes a secret out in each form that JSON and URLs give it', () => {
  const text = 'ab/cd"e ab\\/cd\\"e ab/cd\\"e ab%2Fcd%22e';
  expect(redact(text, ['ab/cd"e'])).toBe('[redacted] [redacted] [redacted] [redacted]');
});

it('takes a one-time code out where it stands alone, and leaves longer numbers whole', () => {
  const text = '{"reason":"code 123456 is used","sent":"123456","create_time":1712345678}';
  expect(redact(text, ['123456'])).toBe(
    '{"reason":"code [redacted] is used","sent":"[redacted]","create_time":1712345678}',
  );
});
