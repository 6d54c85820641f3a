import { ChangeTable } from '../tokens/ChangeTable.tsx';
import { changesBetween } from '../tokens/token-changes.ts';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import type { ApiToken } from '../whm/model.ts';

type ChangedElsewhereProps = {
  opened: ApiToken;
  theirs: ApiToken;
  /** What was not done because of it. */
  done: string;
  onTakeTheirs: (theirs: ApiToken) => void;
};

/** Somebody else changed the token since it was shown: what, and a way on from there. */
export function ChangedElsewhere({ opened, theirs, done, onTakeTheirs }: ChangedElsewhereProps) {
  return (
    <Notice tone="amber" role="alert">
      <b>
        Somebody else changed <span className="font-mono text-sm">{opened.name}</span> in the meantime.
      </b>{' '}
      {done}
      <div className="my-2 rounded-control bg-raised px-3 py-1">
        <ChangeTable
          changes={changesBetween(opened, theirs)}
          before="As you saw it"
          after="On the server now"
        />
      </div>
      <Button size="sm" onClick={() => onTakeTheirs(theirs)}>
        Go on from what the server has
      </Button>
    </Notice>
  );
}
