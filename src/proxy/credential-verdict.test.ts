import { expect, it } from 'vitest';
import { showingCall, verdictOf } from './credential-verdict.ts';

it.each<[string, BodyInit, number, string]>([
  ['what was asked for', '{"metadata":{"result":1}}', 200, 'succeeded'],
  ['a refusal', '{"metadata":{"result":"0"}}', 200, 'failed'],
  ['no way in', 'denied', 403, 'failed'],
  ['no session', '<html>', 401, 'failed'],
  ['a redirect to the log-in page', '', 307, 'failed'],
  ['the log-in page', '<input type="password">', 200, 'failed'],
  ['the old envelope', '{"cpanelresult":{"error":"Access denied"}}', 200, 'failed'],
  // WHM may have judged it, and counted it, all the same.
  ['nothing in time', '{"gateway":{}}', 504, 'failed'],
  ['nothing at all', '{"gateway":{}}', 502, 'undecided'],
  ['a page of something else', '<h1>Welcome</h1>', 200, 'undecided'],
])('judges %s, and leaves it to be read', async (_title, body, status, verdict) => {
  const answer = new Response(body, { status });
  expect(await verdictOf(answer)).toBe(verdict);
  expect(await answer.text()).toBe(body);
});

it('can be taken back before it is shown, and not after', () => {
  const browser = new AbortController();
  const { signal } = showingCall(browser.signal);
  browser.abort();
  expect(signal.aborted).toBe(false);
  expect(showingCall(browser.signal).signal.aborted).toBe(true);
});
