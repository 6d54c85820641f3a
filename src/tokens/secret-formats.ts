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

/**
 * Asks for the secret, so that it stays out of the shell's history, and hands the header over by a pipe, so
 * that it stays out of the list of processes. For bash and zsh; `-H @-` since curl 7.55.
 */
export function curlCommand(to: Destination): string {
  const url = `${baseUrlOf(to)}/json-api/myprivs`;
  return [
    `printf 'API token secret: ' && read -rs WHM_TOKEN && echo &&`,
    `  printf 'Authorization: whm %s:%s\\n' ${quoted(to.user)} "$WHM_TOKEN" |`,
    `  curl -sS -H @- --data api.version=1 ${quoted(url)}; unset WHM_TOKEN`,
  ].join('\n');
}

/** As this dashboard, and most programs, read it. */
export function envFile(to: Destination, secret: string): string {
  const line = (name: string, value: string) =>
    `${name}=${/^[\w.:/-]*$/.test(value) ? value : quoted(value)}`;
  return `${[line('WHM_URL', baseUrlOf(to)), line('WHM_USER', to.user), line('WHM_TOKEN', secret)].join('\n')}\n`;
}

/** For a POSIX shell: nothing is special between single quotes but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
