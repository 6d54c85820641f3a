import { describe, expect, it } from 'vitest';
import { trustedProxiesFrom } from './trusted-proxies.ts';

describe('trusted proxies', () => {
  const proxies = trustedProxiesFrom(['127.0.0.1', '10.1.0.0/16', '2001:db8::/32', '::1']);

  it.each(['127.0.0.1', '10.1.0.0', '10.1.255.255', '2001:db8:1::7', '::1'])('are known by %s', (address) => {
    expect(proxies?.includes(address)).toBe(true);
  });

  it.each(['127.0.0.2', '10.2.0.0', '2001:db9::1', '::2', '', 'x', '10.1.0.0/16'])(
    'are not known by %s',
    (address) => {
      expect(proxies?.includes(address)).toBe(false);
    },
  );

  it('may be none', () => {
    expect(trustedProxiesFrom([])).toMatchObject({ any: false });
    expect(proxies?.any).toBe(true);
  });
});

it.each([
  'abc',
  '10.0.0',
  '10.0.0.0/33',
  '10.0.0.0/',
  '0.0.0.0/0',
  '::/0',
  '::1/129',
  '10.0.0.1/8/8',
  'localhost',
])('takes %s for no proxy', (entry) => {
  expect(trustedProxiesFrom(['127.0.0.1', entry])).toBeNull();
});
