import { parseHost } from './address.ts';

/**
 * What to tell a person whose text is no address or range: one sentence that names what is wrong and what
 * would be right. Only for texts that `parseAddress` refused; an explanation never decides anything.
 */
export function addressProblem(text: string): string {
  const slash = text.indexOf('/');
  const host = slash < 0 ? text : text.slice(0, slash);
  const bytes = parseHost(host);
  if (bytes === null || slash < 0) return problemOfAddress(text, host);
  return problemOfPrefix(host, text.slice(slash + 1), bytes.length * 8);
}

/** Why `host`, the part of `text` before the slash, is not an address. */
function problemOfAddress(text: string, host: string): string {
  if (text.trim() === '') return 'Enter an address such as 192.0.2.10 or 2001:db8::1.';
  if (/\s/.test(text)) {
    return `${quoted(text)} contains a space: write one address without spaces, such as 192.0.2.10.`;
  }
  if (text.includes('*')) {
    return `${quoted(text)} contains a *: write a range with its prefix length, such as 192.0.2.0/24.`;
  }
  if (host === '') return `${quoted(text)} has no address before the slash: write a range as 192.0.2.0/24.`;
  if (/[[\]]/.test(text)) return `${quoted(text)} is in brackets: write the address alone, as 2001:db8::1.`;
  if (host.includes('%')) {
    return `${quoted(text)} names a network interface (after %): write the address alone, as 2001:db8::1.`;
  }
  if (/^[\d.]+-[\d.]+$/.test(host) || /^[\da-f:]+-[\da-f:]+$/i.test(host)) {
    return `${quoted(text)} is a span: write it as ranges with a prefix length, such as 192.0.2.0/29.`;
  }
  if (/^[\d.]+:\d+$/.test(host)) return `${quoted(text)} has a port: write the address alone, as 192.0.2.10.`;
  if (host.includes(':')) return problemOfIpv6(host);
  if (/^[\d.]+$/.test(host)) return problemOfIpv4(host);
  return `${quoted(text)} is not an IP address: write one such as 192.0.2.10 or 2001:db8::1.`;
}

function problemOfIpv4(host: string): string {
  const parts = host.split('.');
  if (parts.length !== 4 || parts.includes('')) {
    return `${quoted(host)} is not complete: an IPv4 address has four numbers, as 192.0.2.10.`;
  }
  const padded = parts.find((part) => /^0\d/.test(part));
  if (padded !== undefined) {
    // Some programs read a leading zero as octal (RFC 6943 §3.1.1).
    return `${quoted(host)} has a leading zero in ${quoted(padded)}: write ${Number(padded)}.`;
  }
  const large = parts.find((part) => Number(part) > 255) ?? host;
  return `${quoted(large)} in ${quoted(host)} is too large: each number is at most 255.`;
}

function problemOfIpv6(host: string): string {
  if (host.split('::').length > 2 || host.includes(':::')) {
    return `${quoted(host)} has more than one “::”: an IPv6 address may have one, as 2001:db8::1.`;
  }
  const groups = host.split(':').filter((group) => group !== '');
  const wrong = groups.find((group) => !/^[0-9a-f]{1,4}$/i.test(group) && !group.includes('.'));
  if (wrong !== undefined) {
    return `${quoted(wrong)} in ${quoted(host)} is not a group of an IPv6 address: one to four of 0-9 and a-f.`;
  }
  if (groups.some((group) => group.includes('.'))) {
    return `${quoted(host)} is not an IPv6 address: an IPv4 part must be complete and last, as ::ffff:192.0.2.10.`;
  }
  return `${quoted(host)} has the wrong number of groups: an IPv6 address has eight, or fewer with one “::”.`;
}

/** Why `length` is not a prefix length for an address of `bits` bits. One sentence. */
function problemOfPrefix(host: string, length: string, bits: number): string {
  const example = `${host}/${bits === 32 ? 24 : 64}`;
  if (length === '') return `${quoted(`${host}/`)} has no prefix length after the slash: write ${example}.`;
  if (/^0\d+$/.test(length) && Number(length) <= bits) {
    return `${quoted(`/${length}`)} has a leading zero: write ${host}/${Number(length)}.`;
  }
  if (/^\d+\.\d+\.\d+\.\d+$/.test(length)) {
    return `${quoted(`/${length}`)} is a netmask: write the prefix length instead, as ${example}.`;
  }
  return `${quoted(`/${length}`)} is not a prefix length: write a number from 0 to ${bits}, as ${example}.`;
}

function quoted(text: string): string {
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`;
}
