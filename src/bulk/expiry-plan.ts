import { expiryStatus } from '../tokens/expiry.ts';
import { changesBetween } from '../tokens/token-changes.ts';
import { settingsOf } from '../tokens/token-settings.ts';
import type { ApiToken, TokenSettings } from '../whm/model.ts';

/** `works-again`: it has expired. `never-ends`: its end is taken away. `same`: nothing would change. */
export type ExpiryEffect = 'works-again' | 'never-ends' | 'longer' | 'shorter' | 'same';

export type PlannedExpiry = {
  /** As the person was shown it. */
  token: ApiToken;
  /** Everything an update sends. */
  settings: TokenSettings;
  effect: ExpiryEffect;
};

/** What a new end, or none, would do to each of some tokens. */
export function planExpiry(
  tokens: readonly ApiToken[],
  expiresAt: Date | null,
  now: Date,
): readonly PlannedExpiry[] {
  return tokens.map((token) => {
    const settings = settingsOf(token, { expiresAt });
    return { token, settings, effect: effectOf(token, settings, now) };
  });
}

function effectOf(token: ApiToken, settings: TokenSettings, now: Date): ExpiryEffect {
  const [change] = changesBetween(token, settings);
  if (change === undefined) return 'same';
  if (change.effect !== 'widens') return 'shorter';
  if (expiryStatus(token.expiresAt, now) === 'expired' && expiryStatus(settings.expiresAt, now) !== 'expired')
    return 'works-again';
  return settings.expiresAt === null ? 'never-ends' : 'longer';
}

/** Whether a token can do more with it than before. */
export const widens: Record<ExpiryEffect, boolean> = {
  'works-again': true,
  'never-ends': true,
  longer: true,
  shorter: false,
  same: false,
};
