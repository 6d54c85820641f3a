import { describe, expect, it } from 'vitest';
import { readEnvelope } from './envelope.ts';

const ok = (data: unknown, metadata = {}) =>
  JSON.stringify({ metadata: { command: 'x', reason: 'OK', result: 1, version: 1, ...metadata }, data });

function reply(text: string, call = 'api_token_list') {
  return { call, status: 200, redirected: false, text, serverTime: null, secrets: [] };
}

describe('readEnvelope of a success', () => {
  it('gives the data', () => {
    expect(readEnvelope(reply(ok({ tokens: {} })))).toEqual({ data: { tokens: {} }, warnings: [] });
  });

  it('gives the data when the result is a string and a byte order mark comes first', () => {
    expect(readEnvelope(reply(`\uFEFF${ok(null, { result: '1' })}`))).toEqual({ data: null, warnings: [] });
  });

  it.each([
    [{ warnings: ['One. ', ' Two.'] }, ['One.', 'Two.']],
    [{ warnings: 'One.\nTwo.\n', messages: ['Three.'] }, ['One.', 'Two.', 'Three.']],
    [{ warnings: [1, null, 'One.'], messages: { a: 1 } }, ['One.']],
    ['none', []],
  ])('gives the warnings in %j', (output, warnings) => {
    expect(readEnvelope(reply(ok({}, { output })))).toEqual({ data: {}, warnings });
  });

  it('accepts the legacy envelope for version, and for nothing else', () => {
    const text = '{"cpanelresult":{"apiversion":"2","data":{"version":"11.134.0.44"},"type":"text"}}';
    expect(readEnvelope(reply(text, 'version'))).toEqual({
      data: { version: '11.134.0.44' },
      warnings: [],
    });
    expect(() => readEnvelope(reply(text, 'api_token_revoke'))).toThrow('was not understood');
  });
});
