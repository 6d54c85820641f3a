import { useState } from 'react';
import { WriteFailure } from '../tokens/token-writes.ts';
import { WriteProblem } from '../tokens/WriteProblem.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';
import { Notice } from '../ui/Notice.tsx';
import type { ApiToken } from '../whm/model.ts';
import { ChangedElsewhere } from './ChangedElsewhere.tsx';
import type { NameProblem } from './lifecycle-dialog.ts';
import { useTakeOldName } from './use-take-old-name.ts';

type NameProblemDialogProps = {
  successor: ApiToken;
  oldName: string;
  problem: NameProblem;
  onClose: () => void;
};

/** The new token of a rotation did not get the old one's name: why, and how to go on. */
export function NameProblemDialog({ oldName, onClose, ...given }: NameProblemDialogProps) {
  const [successor, setSuccessor] = useState(given.successor);
  const [problem, setProblem] = useState<NameProblem | null>(given.problem);
  const { busy, take } = useTakeOldName(setProblem, onClose);
  const name = <span className="font-mono text-sm">{successor.name}</span>;
  const again = problem === null || problem.kind === 'failed';
  return (
    <Dialog
      title={
        <>
          Give <span className="font-mono text-[0.93em]">{successor.name}</span> the name{' '}
          <span className="font-mono text-[0.93em]">{oldName}</span>
        </>
      }
      width="secret"
      onRequestClose={() => !busy && onClose()}
    >
      <DialogBody>
        {problem?.kind === 'failed' && (
          <div>
            <WriteProblem error={problem.error} refusedTitle="The name was not changed." />
            <p className="mt-2">
              {problem.error instanceof WriteFailure && problem.error.outcome !== 'did-not-happen' ? (
                <>
                  Whether {name} has the other name now is not known. Its secret is the same in either case.
                </>
              ) : (
                <>{name} keeps its name and works with the same secret.</>
              )}
            </p>
          </div>
        )}
        {problem?.kind === 'changed-elsewhere' && (
          <ChangedElsewhere
            opened={successor}
            theirs={problem.theirs}
            done="It keeps its name."
            onTakeTheirs={(theirs) => {
              setSuccessor(theirs);
              setProblem(null);
            }}
          />
        )}
        {problem?.kind === 'old-still-there' && (
          <Notice tone="amber" role="alert">
            <b>
              There is a token named <span className="font-mono text-sm">{oldName}</span> on the server again.
            </b>{' '}
            {name} keeps its name.
          </Notice>
        )}
        {problem?.kind === 'gone' && (
          <Notice tone="red" role="alert">
            <b>{name} is not on the server any more.</b> It was revoked or renamed in the meantime.
          </Notice>
        )}
        {problem === null && <p>Nothing else of it changes: its secret, privileges, IPs and expiry stay.</p>}
      </DialogBody>
      <DialogFoot>
        <Button onClick={onClose} busy={busy}>
          Close
        </Button>
        {again && (
          <Button intent="primary" busy={busy} onClick={() => take(successor, oldName)}>
            {problem === null ? 'Give it the name' : 'Try again'}
          </Button>
        )}
      </DialogFoot>
    </Dialog>
  );
}
