import { describe, expect, it } from 'vitest';
import { settingsOf } from '../tokens/token-settings.ts';
import type { WhmClient } from '../whm/client.ts';
import { answer, clientWith, failed, token } from '../whm/test-client.ts';
import { revoke, setExpiry } from './acts.ts';

const refused = async () => Promise.reject(failed('refused'));

describe('revoke', () => {
  it('keeps what the server added', async () => {
    const client = clientWith({
      revokeToken: async () => ({ ...answer(null), warnings: ['Restart the service.', 'Soon.'] }),
    });
    expect(await revoke(client, { name: 'a' })).toEqual({
      state: 'done',
      note: 'Restart the service. Soon.',
    });
  });

  it('has nothing to say of a plain success', async () => {
    const client = clientWith({ revokeToken: async () => answer(null) });
    expect(await revoke(client, { name: 'a' })).toEqual({ state: 'done', note: null });
  });

  it('takes a refused token that is not in the list for gone', async () => {
    const client = clientWith({ revokeToken: refused, listTokens: async () => answer([token('b')]) });
    expect(await revoke(client, { name: 'a' })).toEqual({ state: 'done', note: 'It was gone already.' });
  });

  it('does not take a refused token that is there, or a list that cannot be read, for gone', async () => {
    const there = clientWith({ revokeToken: refused, listTokens: async () => answer([token('a')]) });
    await expect(revoke(there, { name: 'a' })).rejects.toMatchObject({ outcome: 'did-not-happen' });
    const deaf = clientWith({
      revokeToken: refused,
      listTokens: async () => Promise.reject(failed('unreachable')),
    });
    await expect(revoke(deaf, { name: 'a' })).rejects.toMatchObject({ outcome: 'did-not-happen' });
  });
});

describe('setExpiry', () => {
  const opened = token('a', { expiresAt: new Date('2026-12-01T05:59:59Z'), allowlist: ['192.0.2.1'] });
  const settings = settingsOf(opened, { expiresAt: new Date('2027-01-01T05:59:59Z') });
  const set = (client: WhmClient) => setExpiry(client, opened, settings, 'America/Chicago');
  const confirmed = { ...answer({ ...opened, ...settings }), differences: [] };

  it('reads the token again and sends all its settings', async () => {
    const sent: unknown[] = [];
    const client = clientWith({
      listTokens: async () => answer([opened]),
      updateToken: async (...given) => {
        sent.push(given);
        return confirmed;
      },
    });
    expect(await set(client)).toEqual({ state: 'done', note: null });
    expect(sent).toEqual([['a', settings]]);
  });

  it('leaves alone what somebody changed meanwhile, and what is gone', async () => {
    const theirs = { ...opened, privileges: ['all'] };
    expect(await set(clientWith({ listTokens: async () => answer([theirs]) }))).toEqual({
      state: 'skipped',
      reason: 'Somebody else changed it meanwhile: nothing was sent.',
    });
    expect(await set(clientWith({ listTokens: async () => answer([]) }))).toEqual({
      state: 'skipped',
      reason: 'It is not on the server any more.',
    });
  });

  it('takes one that has the expiry by now for done', async () => {
    const client = clientWith({ listTokens: async () => answer([{ ...opened, ...settings }]) });
    expect(await set(client)).toEqual({ state: 'done', note: 'It had this expiry already.' });
  });

  it('keeps what the server added, and in what its answer is not what was sent', async () => {
    const client = clientWith({
      listTokens: async () => answer([opened]),
      updateToken: async () => ({
        ...confirmed,
        value: { ...opened, ...settings, expiresAt: null },
        warnings: ['Soon.'],
      }),
    });
    expect(await set(client)).toEqual({ state: 'done', note: 'The server made it never expire. Soon.' });
  });

  it('fails when the token cannot be read, and sends nothing', async () => {
    const client = clientWith({ listTokens: async () => Promise.reject(failed('unreachable')) });
    await expect(set(client)).rejects.toMatchObject({ outcome: 'did-not-happen' });
  });
});
