import { Download } from 'lucide-react';
import { useServer } from '../tokens/server.tsx';
import { isoDay } from '../tokens/server-time.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog, DialogBody, DialogFoot } from '../ui/Dialog.tsx';
import { download } from '../ui/download.ts';
import { Notice } from '../ui/Notice.tsx';
import { csvText } from './csv.ts';
import { RunList } from './RunList.tsx';
import type { RunResult } from './run.ts';
import { countOf, type RunWords, reportRows, tokenCount, worstFirst } from './run-words.ts';

type BulkOutcomeProps = {
  results: readonly RunResult[];
  words: RunWords;
  action: string;
  /** By the person. */
  stopped: boolean;
  now: Date;
  onRetry: (names: readonly string[]) => void;
  onClose: () => void;
};

/** What became of each token, and what can be done about those that it did not work for. */
export function BulkOutcome(props: BulkOutcomeProps) {
  const { results, words, action, stopped, now, onRetry, onClose } = props;
  const { name: server, zone } = useServer();
  const failed = results.filter(({ state }) => state === 'failed' || state === 'unknown');
  const left = results.filter(({ state }) => state === 'left');
  // What failed comes last: one that always fails does not keep the others.
  const still = [...left, ...failed].map(({ name }) => name);
  const save = () =>
    download(
      `token-report-${server}-${isoDay(now, zone)}.csv`,
      csvText(reportRows(results, words, action)),
      'text/csv',
    );
  return (
    <Dialog
      title={words.ended(countOf(results, 'done'), results.length)}
      width="confirmation"
      onRequestClose={onClose}
    >
      <DialogBody>
        {still.length > 0 ? (
          <Notice tone="red" role="alert">
            <b>{words.still(still.length, countOf(results, 'unknown') > 0)}</b>{' '}
            {left.length > 0 && stopped && 'You stopped before they were asked for.'}
            {left.length > 0 && !stopped && (
              <>
                It stopped at <span className="font-mono text-sm">{failed.at(-1)?.name}</span>, and left the
                rest alone.
              </>
            )}{' '}
            {failed.length > 0 && 'What was said stands below.'}
          </Notice>
        ) : (
          <Done results={results} words={words} />
        )}
        <RunList results={worstFirst(results)} words={words} />
      </DialogBody>
      <DialogFoot
        say={
          <Button intent="quiet" icon={Download} className="-ml-3" onClick={save}>
            Download report
          </Button>
        }
      >
        {still.length > 0 && <Button onClick={() => onRetry(still)}>Try the rest again</Button>}
        <Button data-autofocus intent={still.length > 0 ? 'plain' : 'primary'} onClick={onClose}>
          Close
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

/** None failed, which is not to say that each was as expected. */
function Done({ results, words }: Pick<BulkOutcomeProps, 'results' | 'words'>) {
  const alone = countOf(results, 'skipped');
  if (alone > 0) {
    return (
      <Notice role="status">
        <b>
          {tokenCount(alone)} {alone === 1 ? 'was' : 'were'} left alone.
        </b>{' '}
        Why stands below.
      </Notice>
    );
  }
  const [heading, more] = words.allDone;
  return (
    <Notice tone="done" role="status">
      <b>{heading}</b> {more}
    </Notice>
  );
}
