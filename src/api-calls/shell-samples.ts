import type { ApiCall } from './api-calls.ts';
import type { Language } from './language.ts';
import { askForSecret, authorizationFor, shellQuoted } from './shell.ts';

/**
 * The value as a URI holds it. Colons and slashes may stand there (RFC 3986, section 3.4), and addresses
 * are read more easily with them.
 */
function uriEncoded(value: string): string {
  return encodeURIComponent(value).replace(/%3A/g, ':').replace(/%2F/g, '/');
}

/**
 * api.docs.cpanel.net, "Introduction to WHM API 1": values are URI-encoded; public tools that hand
 * certificates to `whmapi1 installssl` do so on the command line too, and would fail otherwise.
 */
export const whmapi1: Language = {
  title: 'whmapi1',
  hint: 'Run it on the server itself, as root. It needs no token.',
  comment: '#',
  program: (calls, { user }) => ({
    head: '',
    calls: calls.map((call) => {
      const as = user === 'root' ? '' : ` --user=${shellQuoted(user)}`;
      const words = call.fields.map(([name, value]) => `${name}=${shellQuoted(uriEncoded(value))}`);
      return continued([`whmapi1${as} --output=jsonpretty ${call.name}`, ...words]);
    }),
    foot: '',
  }),
};

const send = 'curl -sS -H @- --data api.version=1';

/**
 * One command for the shell, so that no line of it is read as the secret when it is pasted. For several
 * calls in a shell of its own, which a refused sign-in leaves: each further one would feed the server's
 * brute-force lock.
 */
export const curl: Language = {
  title: 'curl',
  hint: 'For bash and zsh. Asks for the API token, which stays out of the history and the list of processes.',
  comment: '#',
  program: (calls, { serverUrl, user }) => {
    const data = ({ fields }: ApiCall) =>
      fields.map(([name, value]) => `--data ${shellQuoted(`${name}=${uriEncoded(value)}`)}`);
    const url = shellQuoted(`${serverUrl}/json-api/`);
    const [only] = calls;
    if (only !== undefined && calls.length === 1) {
      const command = continued(
        [send, ...data(only), shellQuoted(`${serverUrl}/json-api/${only.name}`)],
        '    ',
      );
      const text = `${askForSecret} &&\n  ${authorizationFor(user)}\n  ${command}; unset WHM_TOKEN`;
      return { head: '', calls: [text], foot: '' };
    }
    return {
      head: [
        '(',
        `  ${askForSecret} || exit`,
        '  whm() {',
        '    name=$1; shift',
        `    ${authorizationFor(user)}`,
        `      ${send} -f "$@" ${url}"$name" && echo || exit`,
        '  }',
      ].join('\n'),
      calls: calls.map((call) => `  ${continued([`whm ${call.name}`, ...data(call)], '    ')}`),
      foot: ')',
    };
  },
};

/** On one line when there are no more than two parts. */
function continued(parts: readonly string[], indent = '  '): string {
  return parts.join(parts.length > 2 ? ` \\\n${indent}` : ' ');
}
