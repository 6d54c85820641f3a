import { isWhmFunction, rulesOf } from './functions.ts';

/**
 * - `refused`: WHM ran the function and said no (`metadata.result` 0); `reason` is its sentence. Also a
 *   request that the gateway did not let through.
 * - `signed-out`: the session ended, or a log-in page came back.
 * - `forbidden`: the credential was not accepted for this function (wrong, expired, restricted, or from
 *   an address that is not allowed: WHM does not say which).
 * - `unreachable`: no answer arrived. `timed-out`: none arrived in time; a write may have happened.
 * - `malformed`: an answer arrived that is not WHM API 1.
 */
export type WhmErrorKind = 'refused' | 'signed-out' | 'forbidden' | 'unreachable' | 'timed-out' | 'malformed';

type WhmErrorFields = {
  kind: WhmErrorKind;
  /** The server's own words, or ours where it said nothing. Plain text, never a secret. */
  reason: string;
  /** The WHM function called. */
  call: string;
  /** HTTP status, when there was an answer. */
  status?: number;
  /** For `malformed`: what was expected and the beginning of what came, for a support ticket. */
  details?: string;
};

const adviceFor: Record<WhmErrorKind, string | null> = {
  refused: null,
  'signed-out': 'Sign in to WHM again.',
  forbidden:
    'WHM does not say which it is: the credential is wrong, expired or revoked, lacks the privilege for ' +
    'this, or may not be used from this address. Check before trying again: repeated refusals can lock the ' +
    'address out.',
  unreachable: 'Check that the server is running and can be reached from here, then try again.',
  'timed-out': 'The server may be busy. Try again in a moment.',
  malformed: 'Check that the address is that of WHM (port 2087). The details help the server’s support.',
};

/** Every failure of a call to WHM. Code matches `kind`; people read `reason`. */
export class WhmError extends Error {
  readonly kind: WhmErrorKind;
  readonly reason: string;
  readonly call: string;
  readonly status: number | null;
  readonly details: string | null;

  constructor(fields: WhmErrorFields) {
    super(`${fields.call}: ${fields.reason}`);
    this.name = 'WhmError';
    this.kind = fields.kind;
    this.reason = fields.reason;
    this.call = fields.call;
    this.status = fields.status ?? null;
    this.details = fields.details ?? null;
  }

  /** Whether a write that failed like this may have happened on the server all the same. */
  get outcomeUnknown(): boolean {
    return this.kind === 'timed-out' || this.kind === 'unreachable' || this.kind === 'malformed';
  }

  /** What the person can do about it, in a sentence or two; null when the server's reason must say. */
  get advice(): string | null {
    const isWrite = isWhmFunction(this.call) && rulesOf(this.call).effect === 'write';
    if (isWrite && this.outcomeUnknown) {
      return 'The change may have been made all the same: refresh the list before trying again.';
    }
    return adviceFor[this.kind];
  }
}
