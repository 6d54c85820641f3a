import { monthNames } from '../tokens/server-time.ts';

/** `March 2027` for `2027-03`, or `Mar 2027`. */
export function monthWords(month: string, length: 'long' | 'short'): string {
  const [year, number] = month.split('-');
  const name = monthNames[Number(number) - 1];
  return `${length === 'long' ? name : name?.slice(0, 3)} ${year}`;
}

/** `3 tokens expire in March 2027` */
export function expireIn(count: number, month: string): string {
  return `${count === 1 ? '1 token expires' : `${count} tokens expire`} in ${monthWords(month, 'long')}`;
}
