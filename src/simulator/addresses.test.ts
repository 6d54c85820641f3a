import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowsAddress, parseAddressRange } from './addresses.ts';

const anyAddress = fc.oneof(fc.ipV4(), fc.ipV6());
const nearlyAddress = fc.string({ unit: fc.constantFrom(...'0129afF:./%g '), maxLength: 24 });

describe('addresses', () => {
  it('takes exactly what node:net takes for an address, apart from zone ids', () => {
    fc.assert(
      fc.property(fc.oneof(anyAddress, nearlyAddress), (text) => {
        fc.pre(!text.includes('%') && !text.includes('/'));
        expect(parseAddressRange(text)?.family ?? 0).toBe(isIP(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('writes IPv6 in full, in a form that reads back to the same value', () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const range = parseAddressRange(text);
        expect(range?.text).toMatch(/^([0-9a-f]{4}:){7}[0-9a-f]{4}$/);
        expect(parseAddressRange(range?.text ?? '')?.value).toBe(range?.value);
      }),
    );
  });

  it('matches ranges as node:net does', () => {
    const rangeAndCaller = fc.oneof(
      fc.tuple(fc.constant('ipv4' as const), fc.ipV4(), fc.integer({ min: 1, max: 32 }), fc.ipV4()),
      fc.tuple(fc.constant('ipv6' as const), fc.ipV6(), fc.integer({ min: 1, max: 128 }), fc.ipV6()),
    );
    fc.assert(
      fc.property(rangeAndCaller, fc.boolean(), ([family, network, prefix, other], isNetwork) => {
        fc.pre(!network.includes('.') || family === 'ipv4');
        fc.pre(!other.includes('.') || family === 'ipv4');
        const caller = isNetwork ? network : other;
        const oracle = new BlockList();
        oracle.addSubnet(network, prefix, family);
        expect(allowsAddress([`${network}/${prefix}`], caller)).toBe(oracle.check(caller, family));
      }),
    );
  });

  it('writes addresses the way the documented answers do', () => {
    expect(parseAddressRange('fc00:abcd::f')?.text).toBe('fc00:abcd:0000:0000:0000:0000:0000:000f');
    expect(parseAddressRange('2620:0:28a4::/48')?.text).toBe('2620:0000:28a4:0000:0000:0000:0000:0000/48');
    expect(parseAddressRange('192.0.2.0/24')?.text).toBe('192.0.2.0/24');
  });

  it.each([
    '',
    'any',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.1/',
    '10.0.0.1/33',
    '10.0.0.1/08',
    '10.0.0.1/24/24',
    '::/129',
    ':::',
    '1::2::3',
    'fe80::1%eth0',
    '10.0.0.1::',
    '9'.repeat(1_000_000),
  ])('does not take %.40j', (text) => {
    expect(parseAddressRange(text)).toBeNull();
  });

  it('sees an IPv4 caller through its IPv6 form, but never lets ::/0 stand for IPv4', () => {
    expect(allowsAddress(['192.0.2.0/24'], '::ffff:192.0.2.9')).toBe(true);
    expect(allowsAddress(['::/0'], '192.0.2.9')).toBe(false);
    expect(allowsAddress(['0.0.0.0/0'], '192.0.2.9')).toBe(true);
    expect(allowsAddress(['0.0.0.0/0'], '2001:db8::1')).toBe(false);
  });

  it('lets anyone in where no address is named, and no unreadable caller where one is', () => {
    expect(allowsAddress([], 'unknown')).toBe(true);
    expect(allowsAddress(['192.0.2.1'], 'unknown')).toBe(false);
  });
});
