import { describe, expect, it } from 'vitest';
import { combinedRisk } from './token-risk.ts';

const end = new Date('2027-01-01T00:00:00Z');
const settings = { name: 'a', privileges: ['passwd'], expiresAt: end, allowlist: ['192.0.2.1'] };

describe('combinedRisk', () => {
  it('warns of power only where nothing limits it', () => {
    expect(combinedRisk(settings)).toBeNull();
    expect(combinedRisk({ ...settings, allowlist: [] })?.title).toBe('High risk from any address.');
    expect(combinedRisk({ ...settings, allowlist: ['0.0.0.0/0'] })?.title).toBe(
      'High risk from any address.',
    );
    expect(combinedRisk({ ...settings, expiresAt: null })?.title).toBe('High risk without an end.');
    expect(combinedRisk({ ...settings, privileges: ['all'], expiresAt: null, allowlist: [] })?.title).toBe(
      'Root access from any address and without an end.',
    );
  });

  it('warns of what can be read, and of nothing that cannot', () => {
    const unread = { ...settings, privileges: ['all'], expiresAt: undefined, allowlist: undefined };
    expect(combinedRisk(unread)).toBeNull();
    expect(combinedRisk({ ...unread, allowlist: [] })?.title).toBe('Root access from any address.');
    expect(combinedRisk({ ...unread, expiresAt: null })?.title).toBe('Root access without an end.');
  });

  it('leaves tokens without power alone', () => {
    expect(
      combinedRisk({ ...settings, privileges: ['list-accts'], allowlist: [], expiresAt: null }),
    ).toBeNull();
  });
});
