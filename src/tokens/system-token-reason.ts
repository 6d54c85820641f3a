import { isSystemToken } from './system-tokens.ts';

/** Why a token was probably made by the server itself and not by a person; null when it was not. */
export function systemTokenReason(name: string): string | null {
  if (!isSystemToken(name)) return null;
  return name.startsWith('reverse_trust_')
    ? 'The server makes tokens named reverse_trust_… for its DNS cluster. Without this one, the other cluster member can no longer send DNS changes here.'
    : 'The server keeps this name for its own WordPress dashboard, which stops working without the token.';
}
