/**
 * Addresses and CIDR ranges as the simulated server reads, writes and matches them. Deliberately not the
 * client's parser: sharing it would make both sides wrong together.
 */
export type AddressRange = {
  family: 4 | 6;
  /** The address as a 128-bit number; IPv4 sits in its mapped place (RFC 4291, section 2.5.5.2). */
  value: bigint;
  /** Significant bits, counted in 128. */
  prefix: number;
  /** As answered: IPv6 fully expanded, which is how api.docs.cpanel.net shows it. */
  text: string;
};

const mappedIpv4 = 0xffffn;

/** Reads one address or range; `null` when it is neither. Host bits may be set: they are kept. */
export function parseAddressRange(input: string): AddressRange | null {
  // No address or range is longer; anything else need not be looked at.
  if (input.length > 64) return null;
  const slash = input.indexOf('/');
  const address = slash === -1 ? input : input.slice(0, slash);
  const suffix = slash === -1 ? null : input.slice(slash + 1);
  const family = address.includes(':') ? 6 : 4;
  const width = family === 6 ? 128 : 32;
  if (suffix !== null && !/^(0|[1-9]\d{0,2})$/.test(suffix)) return null;
  const length = suffix === null ? width : Number(suffix);
  if (length > width) return null;

  const value = family === 6 ? parseIpv6(address) : mapIpv4(parseIpv4(address));
  if (value === null) return null;
  const text = family === 6 ? expandIpv6(value) : address;
  return { family, value, prefix: length + 128 - width, text: suffix === null ? text : `${text}/${suffix}` };
}

/** Whether a caller's address lies in one of the ranges. No ranges: any address will do. */
export function allowsAddress(ranges: readonly string[], caller: string): boolean {
  if (ranges.length === 0) return true;
  const address = parseAddressRange(caller);
  if (address === null) return false;
  return ranges.some((text) => {
    const range = parseAddressRange(text);
    return range !== null && contains(range, address);
  });
}

function contains(range: AddressRange, address: AddressRange): boolean {
  // An IPv4 caller may show up as ::ffff:192.0.2.1; a wide IPv6 range such as ::/0 still means IPv6 only.
  if (isIpv4(address) !== isIpv4(range)) return false;
  const hostBits = BigInt(128 - range.prefix);
  return address.value >> hostBits === range.value >> hostBits;
}

function isIpv4(range: AddressRange): boolean {
  return range.prefix >= 96 && range.value >> 32n === mappedIpv4;
}

function mapIpv4(value: bigint | null): bigint | null {
  return value === null ? null : (mappedIpv4 << 32n) | value;
}

function parseIpv4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0n;
  for (const part of parts) {
    // No leading zeros: some readers take them for octal.
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

/** The forms of RFC 4291, section 2.2: full, `::`, and a dotted IPv4 tail. */
function parseIpv6(text: string): bigint | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? parseGroups(halves[1] ?? '', true) : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  return [...head, ...Array<bigint>(missing).fill(0n), ...tail].reduce(
    (sum, group) => (sum << 16n) | group,
    0n,
  );
}

function parseGroups(text: string, mayEndDotted: boolean): bigint[] | null {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(BigInt(`0x${part}`));
      continue;
    }
    const dotted = mayEndDotted && index === parts.length - 1 ? parseIpv4(part) : null;
    if (dotted === null) return null;
    groups.push(dotted >> 16n, dotted & 0xffffn);
  }
  return groups;
}

function expandIpv6(value: bigint): string {
  return (value.toString(16).padStart(32, '0').match(/.{4}/g) ?? []).join(':');
}
