/** An IPv4 or IPv6 address or range by value: bytes in network order, those after the prefix included. */
export type Address = {
  family: 4 | 6;
  /** 4 or 16 bytes */
  bytes: readonly number[];
  /** prefix length; 32/128 for a single address */
  prefix: number;
};

/**
 * Parses an IPv4 or IPv6 address or CIDR range as `node:net` and zod's formats do: no leading zeros in
 * decimal numbers, no zones, no padding, no short forms. Looser parsers read 010.0.0.1 as 8.0.0.1, and
 * who is let in must not depend on who reads. Null for any other text; address-problem.ts says why.
 *
 * RFC 4632 (prefix length), RFC 4291 §2.2 (text of IPv6 addresses) and §2.3 (prefixes).
 */
export function parseAddress(text: string): Address | null {
  const slash = text.indexOf('/');
  const bytes = parseHost(slash < 0 ? text : text.slice(0, slash));
  if (bytes === null) return null;
  const bits = bytes.length * 8;
  if (slash < 0) return toAddress(bytes, bits);
  const length = text.slice(slash + 1);
  if (!/^(?:0|[1-9]\d{0,2})$/.test(length) || Number(length) > bits) return null;
  return toAddress(bytes, Number(length));
}

/** The 4 or 16 bytes of an address without a prefix length; null when it is not one. */
export function parseHost(text: string): readonly number[] | null {
  return parseIpv4(text) ?? parseIpv6(text);
}

/**
 * The same text for equal values however they were written: `10.5.3.0/24`, `2001:db8::/32` (RFC 5952); a
 * /32 or /128 equals the bare address. Bits after the prefix are kept, see `alignedRange`.
 */
export function canonicalAddress(address: Address): string {
  const { family, bytes, prefix } = address;
  const host = family === 4 ? bytes.join('.') : formatIpv6(bytes, prefix);
  return prefix === bytes.length * 8 ? host : `${host}/${prefix}`;
}

/**
 * Short form of the server's text (`fc00:abcd:0000:…:000f` is `fc00:abcd::f`); text that does not parse
 * comes back unchanged.
 */
export function shortAddress(text: string): string {
  const address = parseAddress(text);
  return address === null ? text : canonicalAddress(address);
}

/** Comparison key of any text: its canonical form, or the text itself when it does not parse. */
export function addressKey(text: string): string {
  return shortAddress(text);
}

/** Whether bits after the prefix are set, as in 10.5.3.9/24: a range that begins in its own middle. */
export function hasHostBits(address: Address): boolean {
  return address.bytes.some((byte, index) => (byte & ~networkMask(index, address.prefix)) !== 0);
}

/** The range without bits after its prefix: 10.5.3.0/24 for 10.5.3.9/24. */
export function alignedRange(address: Address): Address {
  const bytes = address.bytes.map((byte, index) => byte & networkMask(index, address.prefix));
  return { ...address, bytes };
}

/** First and last address that a range covers, both ends included; the same one for a single address. */
export function rangeBounds(address: Address): { first: string; last: string } {
  const first = alignedRange(address).bytes;
  const last = first.map((byte, index) => byte | (networkMask(index, address.prefix) ^ 255));
  const text = (bytes: readonly number[]) => canonicalAddress(toAddress(bytes, bytes.length * 8));
  return { first: text(first), last: text(last) };
}

/** Bits of the byte at `index` that belong to the prefix. */
function networkMask(index: number, prefix: number): number {
  const bits = Math.min(8, Math.max(0, prefix - index * 8));
  return (255 << (8 - bits)) & 255;
}

function toAddress(bytes: readonly number[], prefix: number): Address {
  return { family: bytes.length === 4 ? 4 : 6, bytes, prefix };
}

function parseIpv4(text: string): readonly number[] | null {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part))) return null;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function parseIpv6(text: string): readonly number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  if (head === undefined) return null;

  const last = (tail ?? head).at(-1);
  // Four decimal numbers may stand for the last two groups (RFC 4291 §2.2, form 3), not before a `::`.
  const embedded = last?.includes('.') ? parseIpv4(last) : [];
  if (embedded === null) return null;
  const groupsOf = (parts: readonly string[]) => (embedded.length > 0 ? parts.slice(0, -1) : parts);
  const first = tail ? head : groupsOf(head);
  const second = tail ? groupsOf(tail) : [];
  if (![...first, ...second].every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;

  const missing = 16 - 2 * (first.length + second.length) - embedded.length;
  // `::` stands for one or more groups; without it there must be eight.
  if (tail ? missing < 2 : missing !== 0) return null;
  return [...toBytes(first), ...new Array<number>(missing).fill(0), ...toBytes(second), ...embedded];
}

function toBytes(groups: readonly string[]): readonly number[] {
  return groups.flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
}

/** RFC 5952 §4: lower case, no leading zeros, `::` for the first of the longest runs of two zeros or more. */
function formatIpv6(bytes: readonly number[], prefix: number): string {
  // §5: an IPv4 address inside is written as one, where the prefix tells that it is one (RFC 4291 §2.5.5.2).
  const isMapped = prefix >= 96 && bytes.slice(0, 12).join() === '0,0,0,0,0,0,0,0,0,0,255,255';
  if (isMapped) return `::ffff:${bytes.slice(12).join('.')}`;

  const groups = bytes.flatMap((byte, index) => (index % 2 ? [] : [(byte << 8) | (bytes[index + 1] ?? 0)]));
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':');
  const { start, length } = longestZeroRun(groups);
  return length < 2 ? hex(groups) : `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  groups.forEach((group, index) => {
    if (group !== 0) start = index + 1;
    else if (index + 1 - start > best.length) best = { start, length: index + 1 - start };
  });
  return best;
}
