/** `March 2027` for `2027-03`, or `Mar 2027`. */
export function monthWords(month: string, length: 'long' | 'short'): string {
  const words = new Intl.DateTimeFormat('en', { month: length, year: 'numeric', timeZone: 'UTC' });
  return words.format(new Date(month));
}

/** `3 tokens expire in March 2027` */
export function expireIn(count: number, month: string): string {
  return `${count === 1 ? '1 token expires' : `${count} tokens expire`} in ${monthWords(month, 'long')}`;
}
