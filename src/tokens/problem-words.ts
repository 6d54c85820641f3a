import type { WhmError } from '../whm/errors.ts';

/** A heading for a failed call, by its kind. The server's own sentence stands under it. */
export function problemTitle({ kind }: WhmError): string {
  switch (kind) {
    case 'refused':
      return 'The server refused';
    case 'signed-out':
      return 'Your WHM session has ended';
    case 'forbidden':
      return 'The server does not allow this';
    case 'unreachable':
      return 'The server cannot be reached';
    case 'timed-out':
      return 'The server did not answer in time';
    case 'malformed':
      return 'The server did not answer as WHM does';
  }
}
