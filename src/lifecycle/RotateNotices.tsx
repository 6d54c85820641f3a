import { WriteFailure } from '../tokens/token-writes.ts';
import { WriteProblem } from '../tokens/WriteProblem.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';
import type { ApiToken } from '../whm/model.ts';
import { ChangedElsewhere } from './ChangedElsewhere.tsx';
import { privilegeTitle } from './privilege-title.ts';
import type { SuccessorResult } from './rotate.ts';

type RotateProblemProps = {
  result: SuccessorResult | undefined;
  error: Error | null;
  opened: ApiToken;
  /** Revokes what was made without its secret, and makes it anew. */
  again: { busy: boolean; error: Error | null; run: () => void };
  onTakeTheirs: (theirs: ApiToken) => void;
};

/** Why step one made no token that can be used; that the old one is as it was; and what can be done. */
export function RotateProblem({ result, error, opened, again, onTakeTheirs }: RotateProblemProps) {
  const old = <span className="font-mono text-sm">{opened.name}</span>;
  if (error !== null) {
    const unknown = error instanceof WriteFailure && error.outcome !== 'did-not-happen';
    return (
      <div>
        <WriteProblem error={error} refusedTitle="The new token was not made." />
        <p className="mt-2">
          {old} is as it was.{' '}
          {unknown
            ? 'Whether there is a new token is not known; if there is one, nobody has its secret: revoke it.'
            : 'There is no new token.'}
        </p>
      </div>
    );
  }
  switch (result?.kind) {
    case 'changed-elsewhere':
      return (
        <ChangedElsewhere
          opened={opened}
          theirs={result.theirs}
          done="No token was made."
          onTakeTheirs={onTakeTheirs}
        />
      );
    case 'gone':
      return (
        <Notice tone="red" role="alert">
          <b>{old} is not on the server any more.</b> It was revoked or renamed in the meantime. No token was
          made.
        </Notice>
      );
    case 'name-taken':
      return (
        <Notice tone="amber" role="alert">
          <b>The name was taken in the meantime.</b> No token was made, and {old} is as it was. Choose another
          name.
        </Notice>
      );
    case 'secret-lost':
      return (
        <Notice
          tone="red"
          role="alert"
          action={
            <Button size="sm" busy={again.busy} onClick={again.run}>
              Revoke it and rotate again
            </Button>
          }
        >
          <b>
            <span className="font-mono text-sm">{result.token.name}</span> was made, but its secret was lost
            on the way.
          </b>{' '}
          WHM cannot show it again, so nobody can use this token. {old} is as it was.
          {again.error && <WriteProblem error={again.error} refusedTitle="It was not revoked." />}
        </Notice>
      );
    default:
      return null;
  }
}

type RotateWarningsProps = {
  /** The dashboard itself signs in with this token. */
  own: boolean;
  system: string | null;
  /** Privileges that the account does not have. */
  notGrantable: readonly string[];
};

/** What speaks against rotating this token here, or at all. */
export function RotateWarnings({ own, system, notGrantable }: RotateWarningsProps) {
  return (
    <>
      {own && (
        <Notice tone="red">
          <b>This dashboard signs in with this token.</b> It goes on with the old secret until you put the new
          one into the gateway’s settings and start it again. Do that before the old token ends: otherwise the
          dashboard can do nothing here.
        </Notice>
      )}
      {system !== null && (
        <Notice tone="amber">{system} Nothing tells that other side of a new secret by itself.</Notice>
      )}
      {notGrantable.length > 0 && (
        <Notice tone="amber">
          <b>Your account does not have {notGrantable.map(privilegeTitle).join(', ')}.</b> The server may
          refuse to make a token with it: then nothing happens. Clone makes one without it.
        </Notice>
      )}
    </>
  );
}
