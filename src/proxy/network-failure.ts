/**
 * A failed connection as one sentence for the person who looks after the gateway. Error codes:
 * nodejs.org/api/tls.html#x509-certificate-error-codes and nodejs.org/api/errors.html.
 */
const sentences: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT:
    'The server’s certificate is self-signed. Pin it with WHM_FINGERPRINT, or name its authority with WHM_CA_FILE.',
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority(),
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority(),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority(),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority(),
  CERT_HAS_EXPIRED: 'The server’s certificate has expired.',
  CERT_NOT_YET_VALID: 'The server’s certificate is not valid yet: its clock or ours is wrong.',
  ERR_TLS_CERT_ALTNAME_INVALID: 'The server’s certificate is for another host name than the one in WHM_URL.',
  ERR_FINGERPRINT_CHANGED:
    'The server’s certificate is not the one pinned by WHM_FINGERPRINT. It may have been renewed, or this may be another server.',
  ERR_SSL_WRONG_VERSION_NUMBER: 'The server did not answer with TLS: WHM_URL may name the wrong port.',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'The server did not answer with TLS: WHM_URL may name the wrong port.',
};

function unknownAuthority(): string {
  return 'The server’s certificate is signed by an authority that is not known here. Name it with WHM_CA_FILE, or pin the certificate with WHM_FINGERPRINT.';
}

/** What a pinned connection fails with when the server shows another certificate. */
export class FingerprintError extends Error {
  readonly code = 'ERR_FINGERPRINT_CHANGED';
}

/** The sentence for the innermost cause: outer errors only say `fetch failed`. */
export function describeNetworkFailure(error: unknown): string {
  let cause = error;
  for (let depth = 0; depth < 8; depth++) {
    const inner = innerCause(cause);
    if (inner === undefined) break;
    cause = inner;
  }
  if (!(cause instanceof Error)) return 'The connection failed.';
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  if (Object.hasOwn(sentences, code)) return sentences[code] ?? cause.message;
  return cause.message || code || 'The connection failed.';
}

function innerCause(error: unknown): unknown {
  // Node tries all addresses of a name and reports them together; the first says enough.
  if (error instanceof AggregateError) return error.errors[0];
  return error instanceof Error ? error.cause : undefined;
}
