import type { WhmClient } from '../whm/client.ts';
import { revokeToken, WriteFailure } from './token-writes.ts';

export type RevokeResult =
  | { name: string; state: 'waiting' | 'asking' | 'revoked' | 'left' }
  /** `unknown`: the answer was lost, and the list could not be read to find out. */
  | { name: string; state: 'failed' | 'unknown'; reason: string };

/**
 * Revokes tokens one call at a time: what WHM does when one name of several fails is not documented.
 * Goes on after a refusal, which concerns that token only; any other failure would meet the rest as well,
 * so they are left alone. `onProgress` gets the whole list after every step.
 */
export async function revokeMany(
  client: WhmClient,
  names: readonly string[],
  onProgress: (results: readonly RevokeResult[]) => void,
  stop: AbortSignal,
): Promise<readonly RevokeResult[]> {
  let results: readonly RevokeResult[] = names.map((name) => ({ name, state: 'waiting' }));
  const set = (result: RevokeResult) => {
    results = results.map((other) => (other.name === result.name ? result : other));
    onProgress(results);
  };
  onProgress(results);
  let broken = false;
  for (const name of names) {
    if (stop.aborted || broken) {
      set({ name, state: 'left' });
      continue;
    }
    set({ name, state: 'asking' });
    try {
      await revokeToken(client, name);
      set({ name, state: 'revoked' });
    } catch (error) {
      if (!(error instanceof WriteFailure)) throw error;
      const state = error.outcome === 'unknown' ? 'unknown' : 'failed';
      set({ name, state, reason: error.whmError.reason });
      broken = error.whmError.kind !== 'refused';
    }
  }
  return results;
}
