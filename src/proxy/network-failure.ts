/** What the settings of a server are called where they were written, for sentences. */
export type SettingNames = { url: string; fingerprint: string; caFile: string };

export const settingNames: SettingNames = {
  url: 'WHM_URL',
  fingerprint: 'WHM_FINGERPRINT',
  caFile: 'WHM_CA_FILE',
};

/** Those of a server of `WHM_SERVERS_FILE`. */
export function settingNamesIn(server: string): SettingNames {
  const where = (field: string) => `the ${field} of ${server} in WHM_SERVERS_FILE`;
  return { url: where('url'), fingerprint: where('fingerprint'), caFile: where('caFile') };
}

type Sentence = (names: SettingNames, where: string) => string;

const unknownAuthority: Sentence = ({ fingerprint, caFile }) =>
  `The server’s certificate is signed by an authority that is not known here. Name it with ${caFile}, or pin the certificate with ${fingerprint}.`;
const notTls: Sentence = ({ url }) => `The server did not answer with TLS: ${url} may name the wrong port.`;
const noAnswer: Sentence = (_, where) => `Nothing answered${where} in time.`;
const noRoute: Sentence = (_, where) => `There is no way to the server${where} from here.`;
const unknownName: Sentence = ({ url }) => `The host name in ${url} is not known here.`;
const brokenOff: Sentence = () => 'The server ended the connection before its answer was complete.';
const notHttp: Sentence = () => 'The server’s answer was not HTTP that could be read.';

/**
 * A failed connection as one sentence for the person who looks after the gateway. Error codes:
 * nodejs.org/api/tls.html#x509-certificate-error-codes, nodejs.org/api/errors.html, and undici’s errors.
 */
const sentences: Readonly<Record<string, Sentence>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: ({ fingerprint, caFile }) =>
    `The server’s certificate is self-signed. Pin it with ${fingerprint}, or name its authority with ${caFile}.`,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  CERT_HAS_EXPIRED: () => 'The server’s certificate has expired.',
  CERT_NOT_YET_VALID: () => 'The server’s certificate is not valid yet: its clock or ours is wrong.',
  ERR_TLS_CERT_ALTNAME_INVALID: ({ url }) =>
    `The server’s certificate is for another host name than the one in ${url}.`,
  ERR_FINGERPRINT_CHANGED: ({ fingerprint }) =>
    `The server’s certificate is not the one pinned by ${fingerprint}. It may have been renewed, or this may be another server.`,
  ERR_SSL_WRONG_VERSION_NUMBER: notTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls,
  ECONNREFUSED: (_, where) =>
    `The connection was refused${where}: nothing listens there, or a firewall says no.`,
  ECONNRESET: brokenOff,
  EPIPE: brokenOff,
  UND_ERR_SOCKET: brokenOff,
  ETIMEDOUT: noAnswer,
  UND_ERR_CONNECT_TIMEOUT: noAnswer,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  ENOTFOUND: unknownName,
  EAI_AGAIN: unknownName,
  UND_ERR_HEADERS_OVERFLOW: notHttp,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: notHttp,
};

/** What a pinned connection fails with when the server shows another certificate. */
export class FingerprintError extends Error {
  readonly code = 'ERR_FINGERPRINT_CHANGED';
}

/** The sentence for the innermost cause: outer errors only say `fetch failed`. */
export function describeNetworkFailure(error: unknown, names: SettingNames = settingNames): string {
  let cause = error;
  for (let depth = 0; depth < 8; depth++) {
    const inner = innerCause(cause);
    if (inner === undefined) break;
    cause = inner;
  }
  if (!(cause instanceof Error)) return 'The connection failed.';
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const sentence = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  if (sentence !== undefined) return sentence(names, whereOf(cause));
  // The parser has codes of its own, and not always one.
  if (cause.name === 'HTTPParserError') return notHttp(names, '');
  return cause.message || code || 'The connection failed.';
}

/** ` at 192.0.2.1:2087`, as far as Node says where it was. */
function whereOf(error: Error): string {
  if (!('address' in error && 'port' in error) || typeof error.address !== 'string') return '';
  return ` at ${error.address.includes(':') ? `[${error.address}]` : error.address}:${error.port}`;
}

function innerCause(error: unknown): unknown {
  // Node tries all addresses of a name and reports them together; the first says enough.
  if (error instanceof AggregateError) return error.errors[0];
  return error instanceof Error ? error.cause : undefined;
}
