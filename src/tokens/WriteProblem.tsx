import { Notice } from '../ui/Notice.tsx';
import { WhmError } from '../whm/errors.ts';
import { problemTitle } from './problem-words.ts';
import { useServer } from './server.tsx';
import { clockTime } from './server-time.ts';
import { WriteFailure } from './token-writes.ts';

/** Why a write failed, in the server's words, and what is known of its outcome. */
export function WriteProblem({ error, refusedTitle }: { error: Error; refusedTitle: string }) {
  const { zone } = useServer();
  const whmError = error instanceof WriteFailure ? error.whmError : error instanceof WhmError ? error : null;
  if (whmError === null) {
    return (
      <Notice tone="red" role="alert">
        <b>{refusedTitle}</b> {error.message}
      </Notice>
    );
  }
  const failure = error instanceof WriteFailure ? error : null;
  const more = failure === null ? whmError.advice : outcomeWords(failure, zone);
  return (
    <Notice tone="red" role="alert">
      <b>{whmError.kind === 'refused' ? refusedTitle : problemTitle(whmError)}</b>
      <div className="font-mono text-sm">{whmError.reason}</div>
      {more !== null && <p className="mt-1">{more}</p>}
    </Notice>
  );
}

function outcomeWords({ outcome, readAt, whmError }: WriteFailure, zone: string): string | null {
  switch (outcome) {
    case 'unknown':
      return 'It may have happened all the same, and the list does not settle it. Look at the token in a fresh list before you try again.';
    case 'not-seen':
      return `The change is not in the list read ${readAt === null ? 'after that' : `at ${clockTime(readAt, zone)}`}. It may still arrive.`;
    case 'did-not-happen':
      return whmError.advice;
  }
}
