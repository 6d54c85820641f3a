import {
  type Address,
  alignedRange,
  canonicalAddress,
  hasHostBits,
  parseAddress,
  rangeBounds,
} from '../whm/address.ts';
import { addressProblem } from '../whm/address-problem.ts';
import { isVeryWide } from './wide-ranges.ts';

/** WHM's limit on addresses and ranges per token (Manage API Tokens in WHM, from version 98). */
export const MAX_ADDRESSES = 100;

export type AllowlistEntry = Typed &
  (
    | { verdict: 'good'; key: string }
    /** Valid, but probably not what was meant; `aligned` is what would be, where there is one. */
    | { verdict: 'doubtful'; key: string; remark: string; aligned: string | null }
    | { verdict: 'duplicate'; key: string; remark: string }
    | { verdict: 'bad'; remark: string }
  );

/** An entry as typed, and where in the box it begins. */
type Typed = { text: string; start: number };

/** Splits what WHM's box takes: commas, spaces or lines; `#` and `//` begin a comment, as in most pasted lists. */
function entriesIn(text: string): readonly Typed[] {
  return [...text.matchAll(/(?:#|\/\/)[^\n]*|[^\s,;#]+/g)]
    .map((match) => ({ text: match[0], start: match.index }))
    .filter((entry) => !/^(?:#|\/\/)/.test(entry.text));
}

function judge(typed: Typed): AllowlistEntry {
  const address = parseAddress(typed.text);
  if (address === null) return { ...typed, verdict: 'bad', remark: addressProblem(typed.text) };
  const key = canonicalAddress(address);
  if (hasHostBits(address)) {
    const { first, last } = rangeBounds(address);
    const aligned = canonicalAddress(alignedRange(address));
    const remark = `Covers ${first} to ${last}.${isVeryWide(address) ? ` ${widthRemark(address)}` : ''}`;
    return { ...typed, verdict: 'doubtful', key, remark, aligned };
  }
  if (isVeryWide(address)) {
    return { ...typed, verdict: 'doubtful', key, remark: widthRemark(address), aligned: null };
  }
  return { ...typed, verdict: 'good', key };
}

function widthRemark({ family, prefix }: Address): string {
  if (prefix === 0) return `Lets in every IPv${family} address, as a blank box would.`;
  return `Lets in 1 of every ${(2 ** prefix).toLocaleString('en-US')} IPv${family} addresses of the whole internet.`;
}

/** Every entry with its verdict, in the order typed. The same address written twice is a duplicate. */
export function parseAllowlist(text: string): readonly AllowlistEntry[] {
  const firstText = new Map<string, string>();
  return entriesIn(text).map((typed) => {
    const entry = judge(typed);
    if (entry.verdict === 'bad') return entry;
    const first = firstText.get(entry.key);
    if (first !== undefined) {
      return { ...typed, verdict: 'duplicate', key: entry.key, remark: `The same as ${first}; sent once.` };
    }
    firstText.set(entry.key, typed.text);
    return entry;
  });
}

/** What is sent: each valid entry once, as typed. */
export function allowlistFrom(entries: readonly AllowlistEntry[]): readonly string[] {
  return entries.filter((e) => e.verdict === 'good' || e.verdict === 'doubtful').map((e) => e.text);
}

/** Why the box cannot be sent; null when it can. */
export function allowlistProblem(entries: readonly AllowlistEntry[]): string | null {
  const bad = entries.filter((entry) => entry.verdict === 'bad');
  if (bad.length > 0) return bad.map((entry) => entry.remark).join('\n');
  const sent = allowlistFrom(entries).length;
  if (sent <= MAX_ADDRESSES) return null;
  return `WHM takes at most ${MAX_ADDRESSES} addresses and ranges for a token; here are ${sent}. Remove ${sent - MAX_ADDRESSES}, or combine some into ranges.`;
}

/** The text with one entry replaced and everything else as it was typed. An empty replacement removes it. */
export function replaceEntry(text: string, entry: Typed, replacement: string): string {
  const before = text.slice(0, entry.start);
  const after = text.slice(entry.start + entry.text.length);
  return before + (replacement === '' ? after.replace(/^[,; \t]*\n?/, '') : replacement + after);
}

/** The text with one more entry, on a line of its own; as it was when the entry is among the others already. */
export function addEntry(text: string, entry: string): string {
  const address = parseAddress(entry);
  const key = address === null ? entry : canonicalAddress(address);
  const has = parseAllowlist(text).some((other) => other.verdict !== 'bad' && other.key === key);
  if (has) return text;
  return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${entry}`;
}

/** Whether every address that `inner` lets in is also let in by `outer`. An empty list lets in any. */
export function isCoveredBy(inner: readonly string[], outer: readonly string[]): boolean {
  if (outer.length === 0) return true;
  const ranges = outer.map(parseAddress).filter((range) => range !== null);
  return (inner.length === 0 ? anyAddress : inner).every((text) => {
    const address = parseAddress(text);
    return address === null ? outer.includes(text) : isLetIn(address, ranges);
  });
}

const anyAddress = ['0.0.0.0/0', '::/0'];

/** Whether one range holds all of `address`, or its halves are let in each: two /25 make a /24. */
function isLetIn(address: Address, ranges: readonly Address[]): boolean {
  if (ranges.some((range) => holds(range, address))) return true;
  const parts = ranges.filter((range) => holds(address, range));
  return parts.length > 1 && halves(address).every((half) => isLetIn(half, parts));
}

function holds(outer: Address, inner: Address): boolean {
  const { family, prefix } = outer;
  if (family !== inner.family || prefix > inner.prefix) return false;
  return canonicalAddress(alignedRange({ ...inner, prefix })) === canonicalAddress(alignedRange(outer));
}

function halves(range: Address): readonly Address[] {
  const lower = { ...alignedRange(range), prefix: range.prefix + 1 };
  const bytes = lower.bytes.map((byte, index) =>
    index === range.prefix >> 3 ? byte | (128 >> (range.prefix & 7)) : byte,
  );
  return [lower, { ...lower, bytes }];
}
