import { differenceWords } from '../tokens/difference-words.ts';
import { readList, revokeToken, updateToken, WriteFailure } from '../tokens/token-writes.ts';
import type { WhmClient } from '../whm/client.ts';
import { differingSettings } from '../whm/differences.ts';
import type { ApiToken, TokenSettings } from '../whm/model.ts';
import type { Ended } from './run.ts';

/** Revokes a token. One that the server refuses because somebody else revoked it meanwhile is no failure. */
export async function revoke(client: WhmClient, { name }: { name: string }): Promise<Ended> {
  try {
    const warnings = await revokeToken(client, name);
    return { state: 'done', note: warnings.length === 0 ? null : warnings.join(' ') };
  } catch (error) {
    const isRefused = error instanceof WriteFailure && error.whmError.kind === 'refused';
    if (isRefused && (await isGone(client, name))) return { state: 'done', note: 'It was gone already.' };
    throw error;
  }
}

/** False when the list does not tell. */
function isGone(client: WhmClient, name: string): Promise<boolean> {
  return readList(client).then(
    (tokens) => tokens.every((token) => token.name !== name),
    () => false,
  );
}

/**
 * Gives a token the settings that the person was shown, which differ from `opened` in the expiry only. The list is
 * read for each token anew and not once for many: an update replaces every setting, so one that was made from an older
 * list would take back what somebody has changed since.
 */
export async function setExpiry(
  client: WhmClient,
  opened: ApiToken,
  settings: TokenSettings,
  zone: string,
): Promise<Ended> {
  const result = await updateToken(client, { opened, settings });
  if (result.kind === 'updated') {
    const { value, warnings } = result.written;
    const notes = [differenceWords(settings, value, zone), ...warnings].filter((note) => note !== null);
    return { state: 'done', note: notes.length === 0 ? null : notes.join(' ') };
  }
  if (result.kind === 'gone') return { state: 'skipped', reason: 'It is not on the server any more.' };
  // An earlier try whose answer was lost, or somebody else with the same idea.
  if (differingSettings(result.theirs, settings).length === 0)
    return { state: 'done', note: 'It had this expiry already.' };
  return { state: 'skipped', reason: 'Somebody else changed it meanwhile: nothing was sent.' };
}
