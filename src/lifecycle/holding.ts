import type { ApiToken } from '../whm/model.ts';
import { HOLD_MS, type Hold } from './hold.ts';
import type { Held } from './lifecycle-dialog.ts';

/** The clocks of revocations that wait, by the token's name: the notice runs them, the row reads them. */
export const holding = new Map<string, Hold>();

export function secondsLeft(name: string): number {
  return Math.ceil((holding.get(name)?.left() ?? HOLD_MS) / 1000);
}

/** With one more that waits; a failed one for the same token makes room for it. */
export function withHeld(
  before: readonly Held[],
  token: ApiToken,
  successor: ApiToken | null,
): readonly Held[] {
  const turn = (before.at(-1)?.turn ?? 0) + 1;
  const others = before.filter((one) => one.token.name !== token.name);
  return [...others, { token, successor, phase: 'waiting', turn }];
}
