import { describe, expect, it } from 'vitest';
import { WhmError, type WhmErrorKind } from '../whm/errors.ts';
import { verdictOn } from './secret-test.ts';

const error = (kind: WhmErrorKind) =>
  new WhmError({ kind, reason: `It ${kind}.`, call: 'gateway/test-token' });
const limited = { allowlist: ['203.0.113.0/24'] };

describe('verdictOn', () => {
  it('says that it works, and with what', () => {
    const works = verdictOn({ granted: ['list-accts'], denied: [] }, limited, '203.0.113.9');
    expect(works).toMatchObject({ outcome: 'works', detail: expect.stringContaining('1 privilege') });
    expect(verdictOn({ granted: ['all'], denied: [] }, { allowlist: [] }, null).detail).toContain(
      'everything',
    );
  });

  it('says when the address limit did not hold', () => {
    const { detail } = verdictOn({ granted: ['all'], denied: [] }, limited, '192.0.2.1');
    expect(detail).toContain('which is not one of its IPs');
  });

  it('takes a refusal for right only where the address limit makes it so', () => {
    expect(verdictOn(error('forbidden'), limited, '192.0.2.1').outcome).toBe('as-it-should');
    expect(verdictOn(error('forbidden'), limited, '203.0.113.9').outcome).toBe('refused');
    expect(verdictOn(error('forbidden'), { allowlist: [] }, null).outcome).toBe('refused');
    expect(verdictOn(error('forbidden'), limited, null)).toMatchObject({
      outcome: 'as-it-may',
      title: 'Refused, perhaps as it should be.',
    });
  });

  it.each(['unreachable', 'timed-out', 'malformed', 'refused', 'signed-out'] as const)(
    'says nothing about the secret after %s',
    (kind) => {
      expect(verdictOn(error(kind), limited, null)).toMatchObject({
        outcome: 'not-tested',
        detail: `It ${kind}.`,
      });
    },
  );
});
