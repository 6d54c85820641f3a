import type { ApiToken } from '../whm/model.ts';
import { type Reason, wideRangeOf } from './attention.ts';

/** Why a reason matters, in one sentence. */
export function whyItMatters(reason: Reason, token: ApiToken): string {
  switch (reason) {
    case 'expired':
      return 'It no longer works, but one edit would bring it back to life: revoke it when nobody needs it.';
    case 'expiring':
      return 'What uses it stops working on that day, and WHM warns nobody.';
    case 'root-from-anywhere':
      return 'Whoever gets hold of its secret has the whole server, from anywhere in the world.';
    case 'risk-from-anywhere':
      return 'Whoever gets hold of its secret can step outside its limits, from anywhere in the world.';
    case 'root-for-ever':
      return 'A secret with root access that never ends will be forgotten long before it stops working.';
    case 'wide-range':
      return `${wideRangeOf(token)} lets in far more addresses than one organisation has.`;
    case 'old-for-ever':
      return 'It is older than a year and nothing ends it; WHM does not tell whether anybody still uses it.';
  }
}
