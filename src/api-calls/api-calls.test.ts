import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createWhmClient } from '../whm/client.ts';
import type { TokenSettings } from '../whm/model.ts';
import { type Action, callsFor } from './api-calls.ts';
import { hostileText } from './test-samples.ts';

const settings: TokenSettings = {
  name: 'backup',
  privileges: ['list-accts', 'ssl'],
  expiresAt: new Date('2027-11-23T05:59:59Z'),
  allowlist: ['10.5.3.0/24', '2001:db8::/32'],
};

/** What the client sends for it, however the server answers. */
async function sentByTheClient(action: Action) {
  const sent: { name: string; fields: [string, string][] }[] = [];
  const client = createWhmClient({
    baseUrl: 'https://whm.example.com/',
    transport: async (request) => {
      const fields = [...new URLSearchParams(await request.text())];
      sent.push({ name: new URL(request.url).pathname.replace('/json-api/', ''), fields });
      return new Response('{"metadata":{"result":0,"reason":"No."}}');
    },
  });
  const refused = expect.objectContaining({ kind: 'refused' });
  if (action.kind === 'create') await expect(client.createToken(action.settings)).rejects.toEqual(refused);
  else if (action.kind === 'update')
    await expect(client.updateToken(action.currentName, action.settings)).rejects.toEqual(refused);
  else if (action.kind === 'update-many')
    for (const settings of action.settings)
      await expect(client.updateToken(settings.name, settings)).rejects.toEqual(refused);
  else for (const name of action.names) await expect(client.revokeToken(name)).rejects.toEqual(refused);
  return sent;
}

const anySettings: fc.Arbitrary<TokenSettings> = fc.record({
  name: hostileText.filter((name) => name.trim() !== ''),
  privileges: fc.uniqueArray(
    hostileText.filter((name) => name.trim() !== ''),
    { minLength: 1, maxLength: 4 },
  ),
  expiresAt: fc.option(
    fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
  ),
  allowlist: fc.uniqueArray(fc.ipV6(), { maxLength: 4 }),
});

const anyAction: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), settings: anySettings }),
  fc.record({ kind: fc.constant('update' as const), currentName: hostileText, settings: anySettings }),
  fc.record({
    kind: fc.constant('update-many' as const),
    settings: fc.array(anySettings, { maxLength: 3 }),
  }),
  fc.record({ kind: fc.constant('revoke' as const), names: fc.array(hostileText, { maxLength: 4 }) }),
);

describe('the calls of an action', () => {
  it('are those that the client sends, whatever the values', async () => {
    await fc.assert(
      fc.asyncProperty(anyAction, async (action) => {
        const calls = callsFor(action).map(({ name, fields }) => ({
          name,
          fields: [['api.version', '1'], ...fields],
        }));
        expect(calls).toEqual(await sentByTheClient(action));
      }),
    );
  });

  it('is one for each token that is revoked', () => {
    expect(callsFor({ kind: 'revoke', names: ['a', 'b'] })).toHaveLength(2);
    expect(callsFor({ kind: 'revoke', names: [] })).toEqual([]);
  });

  it.each([
    ['without a name', { ...settings, name: ' ' }, 'A token without a name must not be sent.'],
    ['without privileges', { ...settings, privileges: [] }, 'A token without privileges must not be sent'],
    ['with a blank address', { ...settings, allowlist: [''] }, 'A blank'],
    ['with an expiry that is none', { ...settings, expiresAt: new Date(Number.NaN) }, 'An expiry must be'],
  ])('are refused with a sentence for settings %s', (_, incomplete, sentence) => {
    expect(() => callsFor({ kind: 'create', settings: incomplete })).toThrow(sentence);
    expect(() => callsFor({ kind: 'update', currentName: 'a', settings: incomplete })).toThrow(sentence);
  });
});
