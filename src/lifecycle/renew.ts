import { expiryStatus } from '../tokens/expiry.ts';
import { dayAfter, endOfDay, type Lifetime, lifetimes } from '../tokens/expiry-dates.ts';
import { changesBetween } from '../tokens/token-changes.ts';
import { settingsOf } from '../tokens/token-settings.ts';
import type { ApiToken, TokenSettings } from '../whm/model.ts';

export type Renewal = {
  lifetime: Lifetime;
  /** On the server's calendar, as `YYYY-MM-DD`. */
  day: string;
  expiresAt: Date;
  /** Everything an update sends. */
  settings: TokenSettings;
  /** `revives`: it has expired and works again. `shorter`: it would end before it does now. */
  effect: 'revives' | 'longer' | 'shorter' | 'same';
};

/** The presets, counted from today: counted from the old date, an expired token could stay expired. */
export function renewals(token: ApiToken, now: Date, zone: string): readonly Renewal[] {
  return lifetimes.flatMap((lifetime) => {
    const day = dayAfter(lifetime, now, zone);
    const expiresAt = endOfDay(day, zone);
    if (expiresAt === null) return [];
    const settings = settingsOf(token, { expiresAt });
    return [{ lifetime, day, expiresAt, settings, effect: effectOf(token, settings, now) }];
  });
}

/** Whether *Renew* is offered at all. */
export function canRenew(token: ApiToken, now: Date): boolean {
  const status = expiryStatus(token.expiresAt, now);
  return status === 'expiring' || status === 'expired';
}

function effectOf(token: ApiToken, settings: TokenSettings, now: Date): Renewal['effect'] {
  const [change] = changesBetween(token, settings);
  if (change === undefined) return 'same';
  if (expiryStatus(token.expiresAt, now) === 'expired') return 'revives';
  return change.effect === 'widens' ? 'longer' : 'shorter';
}
