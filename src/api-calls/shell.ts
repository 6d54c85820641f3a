/** For a POSIX shell: nothing is special between single quotes but the quote itself. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Asks for the secret, so that it stays out of the shell's history. For bash and zsh. */
export const askForSecret = `printf 'API token secret: ' && read -rs WHM_TOKEN && echo`;

/** Writes the header for `curl -H @-` (since 7.55), so that the secret stays out of the list of processes. */
export function authorizationFor(user: string): string {
  return `printf 'Authorization: whm %s:%s\\n' ${shellQuoted(user)} "$WHM_TOKEN" |`;
}
