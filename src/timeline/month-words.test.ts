import { expect, it } from 'vitest';
import { expireIn, monthWords } from './month-words.ts';

it('names a month, whatever the zone of the browser', () => {
  expect(monthWords('2027-03', 'long')).toBe('March 2027');
  expect(monthWords('2027-09', 'short')).toBe('Sep 2027');
});

it('says how many tokens expire in it', () => {
  expect(expireIn(1, '2026-12')).toBe('1 token expires in December 2026');
  expect(expireIn(12, '2027-01')).toBe('12 tokens expire in January 2027');
});
