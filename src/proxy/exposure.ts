import type { Secret } from './secret.ts';
import { isLoopback } from './settings-fields.ts';
import { noProxies, type TrustedProxies } from './trusted-proxies.ts';

/** Who can reach this server, and how. */
export type Exposure = {
  /** null: http. */
  tls: { certificate: string; key: Secret } | null;
  /** They must reach this server with what came to them over https. */
  trustedProxies: TrustedProxies;
  /** Names that browsers may ask for, with the port where it is not the usual one; empty: loopback only. */
  publicNames: readonly string[];
};

export const loopbackOnly: Exposure = { tls: null, trustedProxies: noProxies, publicNames: [] };

type Facts = Exposure & { host: string; hasSignIn: boolean };

/**
 * What is wrong with being reached from other machines: each must sign in with their own credential, what
 * they type must not cross the network in the clear, and only named hosts may be asked for (DNS rebinding).
 */
export function exposureProblems({ host, tls, trustedProxies, publicNames, hasSignIn }: Facts): string[] {
  const isPublic = !isLoopback(host) || trustedProxies.any || publicNames.length > 0;
  if (!isPublic) return [];
  const because = isLoopback(host)
    ? 'With TRUSTED_PROXY or ALLOWED_HOSTS other machines can reach this server'
    : 'HOST lets other machines reach this server';
  const problems: string[] = [];
  if (!hasSignIn) {
    problems.push(
      `${because}, so everybody must sign in with their own credential: set WHM_URL without WHM_TOKEN, or WHM_SERVERS_FILE without credentials. A credential in the settings, and the simulated WHM, are for loopback addresses only.`,
    );
  }
  if (tls === null && !trustedProxies.any) {
    problems.push(
      `${because}, so it needs https: set TLS_CERT_FILE and TLS_KEY_FILE, or TRUSTED_PROXY to the address of the proxy that speaks it.`,
    );
  }
  if (publicNames.length === 0) {
    problems.push(`${because}, so it must know its public names: set ALLOWED_HOSTS.`);
  }
  return problems;
}
