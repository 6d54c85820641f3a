import { expect, it } from 'vitest';
import { WhmError } from '../whm/errors.ts';
import { problemTitle } from './problem-words.ts';

it.each([
  ['refused', 'The server refused'],
  ['signed-out', 'Your WHM session has ended'],
  ['forbidden', 'The server does not allow this'],
  ['unreachable', 'The server cannot be reached'],
  ['timed-out', 'The server did not answer in time'],
  ['malformed', 'The server did not answer as WHM does'],
] as const)('heads a call that failed as %s with “%s”', (kind, title) => {
  expect(problemTitle(new WhmError({ kind, reason: 'No.', call: 'version' }))).toBe(title);
});
