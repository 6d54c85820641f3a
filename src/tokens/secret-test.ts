import { countOf } from '../privileges/abilities.ts';
import { shortAddress } from '../whm/address.ts';
import { WhmError } from '../whm/errors.ts';
import type { AccountPrivileges, ApiToken } from '../whm/model.ts';
import { EVERYTHING } from '../whm/model.ts';
import { isCoveredBy } from './allowlist.ts';

/**
 * What one sign-in with a new secret showed. `as-it-should` is a refusal that the address limit makes right;
 * `as-it-may` one that it perhaps does.
 */
export type Verdict = {
  outcome: 'works' | 'as-it-should' | 'as-it-may' | 'refused' | 'not-tested';
  title: string;
  detail: string;
};

/**
 * What an answer to the test means. `caller` is where the server sees this dashboard's calls come from;
 * null: it does not tell, and then a refusal can only be guessed about.
 */
export function verdictOn(
  answer: AccountPrivileges | Error,
  token: Pick<ApiToken, 'allowlist'>,
  caller: string | null,
): Verdict {
  const { allowlist } = token;
  const from = caller === null ? 'from this dashboard' : `from this dashboard, ${shortAddress(caller)}`;
  const isLimited = allowlist.length > 0;
  const isListed = caller === null ? null : isCoveredBy([caller], allowlist);
  if (!(answer instanceof Error)) {
    const can = answer.granted.includes(EVERYTHING) ? 'everything' : countOf(answer.granted.length);
    return {
      outcome: 'works',
      title: 'It works.',
      detail:
        isListed === false
          ? `The server let it in ${from}, which is not one of its IPs. Check the limit on the server.`
          : `The server let it in ${from}, and answered with ${can}.`,
    };
  }
  if (!(answer instanceof WhmError) || answer.kind !== 'forbidden') {
    return {
      outcome: 'not-tested',
      title: 'The test says nothing about the secret.',
      detail: answer instanceof WhmError ? answer.reason : answer.message,
    };
  }
  if (isLimited && isListed === false) {
    return {
      outcome: 'as-it-should',
      title: 'Refused, as it should be.',
      detail: `The test came ${from}. That is not one of the token’s IPs. Test it again from ${shortAddress(allowlist[0] ?? '')}.`,
    };
  }
  if (isLimited && isListed === null) {
    return {
      outcome: 'as-it-may',
      title: 'Refused, perhaps as it should be.',
      detail:
        'The test came from this dashboard, and the server does not tell which address that is. If it is not one of the token’s IPs, this is the limit at work.',
    };
  }
  return {
    outcome: 'refused',
    title: 'The server refused it.',
    detail: `The test came ${from}, which the token’s IPs allow. The server gave no reason: “${answer.reason}”`,
  };
}
