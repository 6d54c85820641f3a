import { Notice } from '../ui/Notice.tsx';
import { WhmError } from '../whm/errors.ts';
import { problemTitle } from './problem-words.ts';
import { WriteFailure } from './token-writes.ts';

/** Why a write failed, in the server's words, and what is known of its outcome. */
export function WriteProblem({ error, refusedTitle }: { error: Error; refusedTitle: string }) {
  const whmError = error instanceof WriteFailure ? error.whmError : error instanceof WhmError ? error : null;
  if (whmError === null) {
    return (
      <Notice tone="red" role="alert">
        <b>{refusedTitle}</b> {error.message}
      </Notice>
    );
  }
  const unknown = error instanceof WriteFailure && error.outcome === 'unknown';
  return (
    <Notice tone="red" role="alert">
      <b>{whmError.kind === 'refused' ? refusedTitle : problemTitle(whmError)}</b>
      <div className="font-mono text-sm">{whmError.reason}</div>
      {whmError.outcomeUnknown ? (
        <p className="mt-1">
          {unknown
            ? 'It may have happened all the same, and the list does not settle it. Look at the token in a fresh list before you try again.'
            : 'The list was read again: nothing was changed on the server.'}
        </p>
      ) : (
        whmError.advice !== null && <p className="mt-1">{whmError.advice}</p>
      )}
    </Notice>
  );
}
