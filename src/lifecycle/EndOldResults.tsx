import { differenceWords } from '../tokens/difference-words.ts';
import { useServer } from '../tokens/server.tsx';
import { longInstant } from '../tokens/server-time.ts';
import { settingsOf } from '../tokens/token-settings.ts';
import { WriteFailure } from '../tokens/token-writes.ts';
import { WriteProblem } from '../tokens/WriteProblem.tsx';
import { Notice } from '../ui/Notice.tsx';
import { showToast } from '../ui/toasts.tsx';
import type { Written } from '../whm/client.ts';
import type { ApiToken } from '../whm/model.ts';
import { ChangedElsewhere } from './ChangedElsewhere.tsx';
import type { EndResult } from './rotate.ts';

/** Says that the old token has its end; or, when the server answered with something else than was sent, with what. */
export function tellEnded(written: Written<ApiToken>, old: ApiToken, at: Date, zone: string) {
  const differences = differenceWords(settingsOf(old, { expiresAt: at }), written.value, zone);
  const detail = differences ?? `Until ${longInstant(at, zone)} server time it works as before.`;
  const plain = differences === null && written.warnings.length === 0;
  showToast({
    title: differences === null ? 'The end is set for' : 'Set, but not as sent:',
    subject: old.name,
    detail: [detail, ...written.warnings].join(' '),
    tone: plain ? 'done' : 'amber',
  });
}

type EndOldProblemProps = {
  result: EndResult | undefined;
  error: Error | null;
  old: ApiToken;
  successor: ApiToken;
  onTakeTheirs: (theirs: ApiToken) => void;
};

/** Why the old token was not ended, and where both tokens stand. */
export function EndOldProblem({ result, error, old, successor, onTakeTheirs }: EndOldProblemProps) {
  const { zone } = useServer();
  const oldName = <span className="font-mono text-sm">{old.name}</span>;
  const newName = <span className="font-mono text-sm">{successor.name}</span>;
  if (error !== null) {
    const unknown = error instanceof WriteFailure && error.outcome !== 'did-not-happen';
    return (
      <div>
        <WriteProblem error={error} refusedTitle="The old token was not ended." />
        <p className="mt-2">
          {newName} is there.{' '}
          {unknown ? <>Whether {oldName} was ended is not known.</> : <>{oldName} is as it was.</>}
        </p>
      </div>
    );
  }
  switch (result?.kind) {
    case 'changed-elsewhere':
      return (
        <ChangedElsewhere
          opened={old}
          theirs={result.theirs}
          done="It was not ended."
          onTakeTheirs={onTakeTheirs}
        />
      );
    case 'gone':
      return (
        <Notice role="alert">
          <b>{oldName} is not on the server any more.</b> There is nothing left to end. {newName} is there.
        </Notice>
      );
    case 'successor-gone':
      return (
        <Notice tone="red" role="alert">
          <b>{newName} is not on the server any more.</b> {oldName} was left as it is: without it nothing
          would be left that works.
        </Notice>
      );
    case 'date-passed':
      return (
        <Notice tone="amber" role="alert">
          <b>That time has passed at the server.</b> {oldName} is as it was. Choose another end.
        </Notice>
      );
    case 'ends-earlier':
      return (
        <Notice tone="amber" role="alert">
          <b>
            {oldName} ends earlier by itself: {longInstant(result.at, zone)} server time.
          </b>{' '}
          Nothing was changed.
        </Notice>
      );
    default:
      return null;
  }
}
