import { expect, it } from 'vitest';
import { systemTokenReason } from './system-token-reason.ts';

it.each(['reverse_trust_ns2.example.com', 'reverse_trust_'])(
  'knows %s as made for the DNS cluster',
  (name) => {
    expect(systemTokenReason(name)).toBe(
      'The server makes tokens named reverse_trust_… for its DNS cluster. Without this one, the other cluster member can no longer send DNS changes here.',
    );
  },
);

it.each(['WebPros_Dashboard', 'WP-Dashboard'])('knows %s as the WordPress dashboard’s', (name) => {
  expect(systemTokenReason(name)).toBe(
    'The server keeps this name for its own WordPress dashboard, which stops working without the token.',
  );
});

it.each(['my_reverse_trust_1', 'Reverse_trust_1', 'wp-dashboard', 'WP-Dashboard-2', '__proto__', ''])(
  'takes %j for a person’s token',
  (name) => {
    expect(systemTokenReason(name)).toBeNull();
  },
);
