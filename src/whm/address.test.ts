import { isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Address,
  addressKey,
  alignedRange,
  canonicalAddress,
  hasHostBits,
  parseAddress,
  rangeBounds,
  shortAddress,
} from './address.ts';
import { z } from './zod.ts';

function parsed(text: string): Address {
  const result = parseAddress(text);
  if (result === null) throw new Error(`${text} did not parse`);
  return result;
}

/** Texts of the right letters, so that many are addresses and the others only just are not. */
const nearlyIpv4 = fc
  .array(fc.oneof(fc.nat(300).map(String), fc.constantFrom('', '0', '00', '01', '255', '256', '1a', ' 1')), {
    minLength: 3,
    maxLength: 5,
  })
  .map((parts) => parts.join('.'));
const nearlyIpv6 = fc
  .array(
    fc.oneof(
      fc.nat(0xffff).map((group) => group.toString(16)),
      fc.constantFrom('', '', '0', '0000', 'ABCD', '12345', 'g', '1.2.3.4', '1.2.3', '01.2.3.4'),
    ),
    { minLength: 1, maxLength: 9 },
  )
  .map((groups) => groups.join(':'));
const nearlyLength = fc.oneof(
  fc.nat(140).map(String),
  fc.constantFrom('', '00', '024', '-1', '+8', '8.0', ' 8'),
);
const anyIpv4 = fc.ipV4();
const anyIpv6 = fc.ipV6();
const anyRange = fc.oneof(
  fc.tuple(anyIpv4, fc.nat(32)).map(([host, length]) => `${host}/${length}`),
  fc.tuple(anyIpv6, fc.nat(128)).map(([host, length]) => `${host}/${length}`),
);
const manyRuns = { numRuns: 5000 };

describe('parseAddress', () => {
  it('accepts the IPv4 addresses that node:net accepts, and no others', () => {
    fc.assert(
      fc.property(fc.oneof(anyIpv4, nearlyIpv4, fc.string()), (text) => {
        const result = parseAddress(text);
        expect(result !== null && result.family === 4 && !text.includes('/')).toBe(isIPv4(text));
      }),
      manyRuns,
    );
  });

  it('accepts the IPv6 addresses that node:net accepts, and no others', () => {
    fc.assert(
      fc.property(fc.oneof(anyIpv6, nearlyIpv6, fc.string()), (text) => {
        const result = parseAddress(text);
        expect(result !== null && result.family === 6 && !text.includes('/')).toBe(isIPv6(text));
      }),
      manyRuns,
    );
  });

  it('accepts the ranges that zod accepts, and no others', () => {
    const host = fc.oneof(anyIpv4, anyIpv6, nearlyIpv4, nearlyIpv6);
    const range = fc.tuple(host, nearlyLength).map((parts) => parts.join('/'));
    fc.assert(
      fc.property(fc.oneof(anyRange, range), (text) => {
        const accepted = z.cidrv4().safeParse(text).success || z.cidrv6().safeParse(text).success;
        expect(parseAddress(text) !== null).toBe(accepted);
      }),
      manyRuns,
    );
  });

  it('does not accept the zone of an address, which means something on one machine only', () => {
    expect(parseAddress('fe80::1%eth0')).toBeNull();
  });

  it.each([
    ['10.5.3.0/24', { family: 4, bytes: [10, 5, 3, 0], prefix: 24 }],
    ['10.5.3.9/24', { family: 4, bytes: [10, 5, 3, 9], prefix: 24 }],
    ['0.0.0.0/0', { family: 4, bytes: [0, 0, 0, 0], prefix: 0 }],
    ['192.0.2.1', { family: 4, bytes: [192, 0, 2, 1], prefix: 32 }],
    [
      '::ffff:1.2.3.4',
      { family: 6, bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 1, 2, 3, 4], prefix: 128 },
    ],
    ['2001:DB8::/32', { family: 6, bytes: [0x20, 1, 0xd, 0xb8, ...new Array(12).fill(0)], prefix: 32 }],
  ])('reads %s', (text, address) => {
    expect(parseAddress(text)).toEqual(address);
  });
});

describe('canonicalAddress', () => {
  it.each([
    ['fc00:abcd:0000:0000:0000:0000:0000:000f', 'fc00:abcd::f'],
    ['2620:0000:28a4:0000:0000:0000:0000:0000/48', '2620:0:28a4::/48'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    // RFC 5952 §4.2.3: of two runs of the same length the first.
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    // §4.2.2: one group alone is not shortened.
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['0:0:0:0:0:0:0:0/0', '::/0'],
    ['::FFFF:102:304', '::ffff:1.2.3.4'],
    ['::ffff:0:0/95', '::ffff:0:0/95'],
    ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
    ['192.0.2.1/32', '192.0.2.1'],
    ['2001:DB8::A/128', '2001:db8::a'],
    ['10.5.3.9/24', '10.5.3.9/24'],
  ])('writes %s as %s', (text, short) => {
    expect(canonicalAddress(parsed(text))).toBe(short);
  });

  it('writes every address so that it is read back as the same value', () => {
    fc.assert(
      fc.property(fc.oneof(anyIpv4, anyIpv6, anyRange), (text) => {
        const address = parsed(text);
        expect(parsed(canonicalAddress(address))).toEqual(address);
      }),
      manyRuns,
    );
  });

  it('writes IPv6 as a URL does, but for an IPv4 address inside', () => {
    fc.assert(
      fc.property(anyIpv6, (text) => {
        const address = parsed(text);
        fc.pre(!canonicalAddress(address).includes('.'));
        expect(`[${canonicalAddress(address)}]`).toBe(new URL(`http://[${text}]`).hostname);
      }),
      manyRuns,
    );
  });
});

describe('shortAddress and addressKey', () => {
  it('leave text alone that is no address', () => {
    expect(shortAddress('2001:DB8::zz')).toBe('2001:DB8::zz');
    expect(addressKey('Any')).toBe('Any');
  });

  it('are equal for two ways of writing one value, and differ for two values', () => {
    expect(addressKey('2001:DB8:0::1/128')).toBe(addressKey('2001:db8::1'));
    expect(addressKey('10.0.0.0/24')).not.toBe(addressKey('10.0.0.0/25'));
    expect(addressKey('::ffff:1.2.3.4')).not.toBe(addressKey('1.2.3.4'));
  });
});

describe('ranges', () => {
  it.each([
    ['10.5.3.9/24', true, '10.5.3.0/24', '10.5.3.0', '10.5.3.255'],
    ['10.5.3.0/24', false, '10.5.3.0/24', '10.5.3.0', '10.5.3.255'],
    ['192.0.2.9/29', true, '192.0.2.8/29', '192.0.2.8', '192.0.2.15'],
    ['10.0.0.5/0', true, '0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
    ['192.0.2.1', false, '192.0.2.1', '192.0.2.1', '192.0.2.1'],
    ['2001:db8::1/33', true, '2001:db8::/33', '2001:db8::', '2001:db8:7fff:ffff:ffff:ffff:ffff:ffff'],
    ['::1', false, '::1', '::1', '::1'],
  ])('of %s: bits after the prefix, aligned form, first and last', (text, host, aligned, first, last) => {
    const address = parsed(text);
    expect(hasHostBits(address)).toBe(host);
    expect(canonicalAddress(alignedRange(address))).toBe(aligned);
    expect(rangeBounds(address)).toEqual({ first, last });
  });

  it('have no bits after the prefix once aligned, and begin where they say', () => {
    fc.assert(
      fc.property(anyRange, (text) => {
        const aligned = alignedRange(parsed(text));
        expect(hasHostBits(aligned)).toBe(false);
        expect(parsed(rangeBounds(aligned).first).bytes).toEqual(aligned.bytes);
      }),
    );
  });
});
