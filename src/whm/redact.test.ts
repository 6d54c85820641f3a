import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

describe('redact', () => {
  it.each([
    ['{"token":"abc-def","name":"x"}', '{"token":"[redacted]","name":"x"}'],
    ['{"token" : "abc', '{"token" : "[redacted]'],
    ["{'token':'abc'}", "{'token':'[redacted]'}"],
    ['{"raw":"{\\"token\\":\\"abc\\"}"}', '{"raw":"{\\"token\\":\\"[redacted]\\"}"}'],
    ['api.version=1&token=abc&x=1', 'api.version=1&token=[redacted]&x=1'],
    ['of UWU28DCA23NKY76CN17MDPKM3O7EFQY8.', 'of [redacted].'],
  ])('takes the secret out of %s', (text, clean) => {
    expect(redact(text, [])).toBe(clean);
  });

  it('takes out what was sent, in each way it may be written', () => {
    expect(redact('a b"c; a%20b%22c; {"x":"a b\\"c"}', ['a b"c'])).toBe(
      '[redacted]; [redacted]; {"x":"[redacted]"}',
    );
  });

  it.each(['The token "backup" exists.', '{"tokens":{"a":1},"token_name":"x"}', 'tokens=5'])(
    'leaves %s alone',
    (text) => {
      expect(redact(text, [''])).toBe(text);
    },
  );
});
