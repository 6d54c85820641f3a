import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTokenInUse } from '../tokens/server.tsx';
import { refreshTokens } from '../tokens/token-queries.ts';
import { announce } from '../ui/announcer.tsx';
import { BulkOutcome } from './BulkOutcome.tsx';
import { BulkRunning } from './BulkRunning.tsx';
import { type BulkAct, ownLast } from './bulk-act.ts';
import { ExpiryPreview } from './ExpiryPreview.tsx';
import { RevokePreview } from './RevokePreview.tsx';
import { type Ended, type RunResult, runEach } from './run.ts';
import { countOf, runWords } from './run-words.ts';

/** What is to be done with one token. */
export type Step = { name: string; act: () => Promise<Ended> };

/** What the person agreed to. */
export type Agreed = {
  steps: readonly Step[];
  /** Those that it means nothing for; nothing is sent. */
  alone: readonly RunResult[];
  /** In the words of a report. */
  action: string;
};

type BulkDialogProps = { act: BulkAct; now: Date; onClose: () => void };

/** Shows what would become of each token, does it one by one, and ends with what became of each. */
export function BulkDialog({ act, now, onClose }: BulkDialogProps) {
  const queryClient = useQueryClient();
  const tokenInUse = useTokenInUse();
  const [agreed, setAgreed] = useState<Agreed | null>(null);
  const [results, setResults] = useState<readonly RunResult[]>([]);
  const [finished, setFinished] = useState(false);
  const stop = useRef(new AbortController());
  const words = runWords[act.kind];
  // Of *Revoke All* nobody has picked one: what the server says of the first is heard before the rest.
  const afterRefusal = act.kind === 'revoke' && act.why === 'all' ? 'stop' : 'go-on';

  const run = async (steps: readonly Step[], earlier: readonly RunResult[]) => {
    stop.current = new AbortController();
    setFinished(false);
    const inTurn = ownLast(steps, tokenInUse);
    const tell = (now: readonly RunResult[]) => setResults([...earlier, ...now]);
    await runEach(inTurn, (step) => step.act(), tell, stop.current.signal, afterRefusal);
    setFinished(true);
    await refreshTokens(queryClient);
  };
  if (agreed === null) {
    const onContinue = (next: Agreed) => {
      setAgreed(next);
      void run(next.steps, next.alone);
    };
    return act.kind === 'revoke' ? (
      <RevokePreview act={act} now={now} onContinue={onContinue} onClose={onClose} />
    ) : (
      <ExpiryPreview tokens={act.tokens} now={now} onContinue={onContinue} onClose={onClose} />
    );
  }
  if (!finished) {
    return <BulkRunning results={results} words={words} onStop={() => stop.current.abort()} />;
  }
  return (
    <BulkOutcome
      results={results}
      words={words}
      action={agreed.action}
      stopped={stop.current.signal.aborted}
      now={now}
      onRetry={(names) => {
        const again = new Set(names);
        const steps = new Map(agreed.steps.map((step) => [step.name, step]));
        void run(
          names.flatMap((name) => steps.get(name) ?? []),
          results.filter(({ name }) => !again.has(name)),
        );
      }}
      onClose={() => {
        onClose();
        // The dialog said so too, but what is read out with it is soon cut off.
        announce(`${words.ended(countOf(results, 'done'), results.length)}.`);
      }}
    />
  );
}
