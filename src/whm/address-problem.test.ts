import { describe, expect, it } from 'vitest';
import { parseAddress } from './address.ts';
import { addressProblem } from './address-problem.ts';

describe('addressProblem', () => {
  it.each([
    ['', 'Enter an address such as 192.0.2.10 or 2001:db8::1.'],
    ['10.0.0.1 ', '“10.0.0.1 ” contains a space: write one address without spaces, such as 192.0.2.10.'],
    ['010.0.0.1', '“010.0.0.1” has a leading zero in “010”: write 10.'],
    ['10.0.0.256', '“256” in “10.0.0.256” is too large: each number is at most 255.'],
    ['10.1', '“10.1” is not complete: an IPv4 address has four numbers, as 192.0.2.10.'],
    ['10.0.0.*', '“10.0.0.*” contains a *: write a range with its prefix length, such as 192.0.2.0/24.'],
    [
      '10.0.0.1-10.0.0.5',
      '“10.0.0.1-10.0.0.5” is a span: write it as ranges with a prefix length, such as 192.0.2.0/29.',
    ],
    ['10.0.0.1:443', '“10.0.0.1:443” has a port: write the address alone, as 192.0.2.10.'],
    ['[::1]', '“[::1]” is in brackets: write the address alone, as 2001:db8::1.'],
    ['example.com', '“example.com” is not an IP address: write one such as 192.0.2.10 or 2001:db8::1.'],
    [
      '2001:db8::1::2',
      '“2001:db8::1::2” has more than one “::”: an IPv6 address may have one, as 2001:db8::1.',
    ],
    ['12345::', '“12345” in “12345::” is not a group of an IPv6 address: one to four of 0-9 and a-f.'],
    ['1:2:3', '“1:2:3” has the wrong number of groups: an IPv6 address has eight, or fewer with one “::”.'],
    [
      '::1.2.3',
      '“::1.2.3” is not an IPv6 address: an IPv4 part must be complete and last, as ::ffff:192.0.2.10.',
    ],
    ['/24', '“/24” has no address before the slash: write a range as 192.0.2.0/24.'],
    ['10.0.0.0/', '“10.0.0.0/” has no prefix length after the slash: write 10.0.0.0/24.'],
    ['10.0.0.0/08', '“/08” has a leading zero: write 10.0.0.0/8.'],
    ['10.0.0.0/255.0.0.0', '“/255.0.0.0” is a netmask: write the prefix length instead, as 10.0.0.0/24.'],
    ['10.0.0.0/33', '“/33” is not a prefix length: write a number from 0 to 32, as 10.0.0.0/24.'],
    ['::/129', '“/129” is not a prefix length: write a number from 0 to 128, as ::/64.'],
    [
      'fe80::1%eth0',
      '“fe80::1%eth0” names a network interface (after %): write the address alone, as 2001:db8::1.',
    ],
  ])('says what is wrong with %j and what would be right', (text, problem) => {
    expect(parseAddress(text)).toBeNull();
    expect(addressProblem(text)).toBe(problem);
  });

  it('never quotes a long text whole', () => {
    expect(addressProblem('x'.repeat(5000))).toBe(
      `“${'x'.repeat(59)}…” is not an IP address: write one such as 192.0.2.10 or 2001:db8::1.`,
    );
  });
});
