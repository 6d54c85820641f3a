import { allowsAddress } from './addresses.ts';
import { sha256 } from './sha256.ts';
import type { Account, Caller } from './state.ts';

/**
 * Who the `Authorization` header stands for, or `null`; which of the many reasons it was is told to
 * nobody, as on a real server. Schemes: docs at api.docs.cpanel.net, "Guide to API Authentication".
 */
export function authenticate(
  header: string | null,
  accounts: ReadonlyMap<string, Account>,
  address: string,
  now: number,
): Caller | null {
  const credential = parseAuthorization(header ?? '');
  const account = credential === null ? undefined : accounts.get(credential.user);
  if (credential === null || account === undefined) return null;
  const { secret } = credential;

  if (credential.scheme === 'basic') {
    return secret === account.password ? { account, token: null, address } : null;
  }
  if (!account.passwordIsToken && secret === account.password) return { account, token: null, address };
  const hash = sha256(secret);
  const token = [...account.tokens.values()].find(({ secretHash }) => secretHash === hash);
  if (token === undefined) return null;
  if (token.expiresAt !== null && token.expiresAt <= now) return null;
  if (!allowsAddress(token.whitelistIps, address)) return null;
  return { account, token, address };
}

type Credential = { scheme: 'whm' | 'basic'; user: string; secret: string };

function parseAuthorization(header: string): Credential | null {
  const [, scheme = '', rest = ''] = /^(whm|basic) +(\S+)$/i.exec(header) ?? [];
  if (scheme.toLowerCase() === 'whm') return splitPair('whm', rest);
  if (scheme.toLowerCase() === 'basic') return splitPair('basic', decodeBase64(rest));
  return null;
}

function splitPair(scheme: 'whm' | 'basic', pair: string): Credential | null {
  const colon = pair.indexOf(':');
  if (colon < 1) return null;
  return { scheme, user: pair.slice(0, colon), secret: pair.slice(colon + 1) };
}

function decodeBase64(text: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)));
  } catch {
    return '';
  }
}
