import { askForSecret, authorizationFor, shellQuoted } from '../api-calls/shell.ts';

/*
 * A new secret in the forms that programs take. Only the curl command may be kept anywhere: it has no
 * secret in it.
 */

/** `user` at `server`: a host, with the port when it is not 2087. */
export type Destination = { user: string; server: string };

export function baseUrlOf({ server }: Destination): string {
  return `https://${/:\d+$/.test(server) ? server : `${server}:2087`}`;
}

/** api.docs.cpanel.net, "Guide to API Authentication": `Authorization: whm USER:TOKEN`. */
export function authorizationHeader({ user }: Destination, secret: string): string {
  return `Authorization: whm ${user}:${secret}`;
}

/** Signs in with the secret once, and asks for it: it is not in the command. For bash and zsh. */
export function curlCommand(to: Destination): string {
  const url = `${baseUrlOf(to)}/json-api/myprivs`;
  return [
    `${askForSecret} &&`,
    `  ${authorizationFor(to.user)}`,
    `  curl -sS -H @- --data api.version=1 ${shellQuoted(url)}; unset WHM_TOKEN`,
  ].join('\n');
}

/** As this dashboard, and most programs, read it. */
export function envFile(to: Destination, secret: string): string {
  const line = (name: string, value: string) =>
    `${name}=${/^[\w.:/-]*$/.test(value) ? value : shellQuoted(value)}`;
  return `${[line('WHM_URL', baseUrlOf(to)), line('WHM_USER', to.user), line('WHM_TOKEN', secret)].join('\n')}\n`;
}
