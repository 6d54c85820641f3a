import { describe, expect, it } from 'vitest';
import type { LoggedCall } from '../whm/call-log.ts';
import { WhmError } from '../whm/errors.ts';
import { asTabSeparated, outcomeOf, parametersOf } from './call-words.ts';

const call: LoggedCall = {
  name: 'api_token_update',
  parameters:
    'api.version=1&token_name=old+token&acl-0=ssl&acl-1=list-accts&expires_at=0&whitelist_ip-0=2001%3Adb8%3A%3A%2F32',
  startedAt: Date.UTC(2026, 10, 22, 16, 42, 7, 25),
  took: 132,
  error: null,
};
const refused = (reason: string) => new WhmError({ kind: 'refused', reason, call: call.name });

describe('the outcome of a call', () => {
  it.each<[string, Partial<LoggedCall>]>([
    ['OK', {}],
    ['No answer yet', { took: null }],
    ['Refused: No such token.', { error: refused('No such token.') }],
    [
      'Timed out: The server did not answer within 60 seconds.',
      {
        error: new WhmError({
          kind: 'timed-out',
          reason: 'The server did not answer within 60 seconds.',
          call: call.name,
        }),
      },
    ],
    ['Given up: the page stopped waiting', { error: new DOMException('aborted', 'AbortError') }],
    ['Failed: TypeError: x is not a function', { error: new TypeError('x is not a function') }],
    ['Refused: Two lines', { error: refused('Two\n  lines') }],
  ])('is told as “%s”', (words, change) => {
    expect(outcomeOf({ ...call, ...change })).toBe(words);
  });
});

it('shows the parameters by name, those that are numbered together', () => {
  expect(parametersOf(call)).toEqual([
    { name: 'token_name', values: ['old token'] },
    { name: 'acl', values: ['ssl', 'list-accts'] },
    { name: 'expires_at', values: ['0'] },
    { name: 'whitelist_ip', values: ['2001:db8::/32'] },
  ]);
});

describe('the log as text', () => {
  it('is a line for each call, with what was sent as it was sent', () => {
    expect(asTabSeparated([call])).toBe(
      [
        'Time (UTC)\tFunction\tOutcome\tMilliseconds\tParameters',
        `2026-11-22T16:42:07.025Z\tapi_token_update\tOK\t132\t${call.parameters}`,
      ].join('\n'),
    );
  });

  it('has five cells a line whatever the server said, and none that a spreadsheet takes for a formula', () => {
    const name = new URLSearchParams({ token_name: '=HYPERLINK("x")\t\n+1' });
    const hostile = { ...call, error: refused('=1+1\tand\na line'), parameters: `api.version=1&${name}` };
    const lines = asTabSeparated([hostile, { ...hostile, took: null }]).split('\n');
    expect(lines).toHaveLength(3);
    for (const line of lines) {
      expect(line.split('\t')).toHaveLength(5);
      expect(line.split('\t').filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
    }
  });
});
