import { useEffect, useState } from 'react';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Dialog, DialogFoot } from '../ui/Dialog.tsx';
import { Scrollable } from '../ui/Scrollable.tsx';
import type { LoggedCall } from '../whm/call-log.ts';
import { asTabSeparated, outcomeOf, parametersOf, type SentParameter } from './call-words.ts';

type SessionLogDialogProps = {
  /** Oldest first; it may change while this is open. */
  calls: readonly LoggedCall[];
  /** Whose calls these are: `whm.example.com as root`. */
  where: string;
  /** Time of day of an instant, on the clock that the page speaks of. */
  timeOf: (instant: Date) => string;
  onClose: () => void;
};

/** What this page asked the server since it was loaded, newest first, for whoever has to explain what happened. */
export function SessionLogDialog({ calls, where, timeOf, onClose }: SessionLogDialogProps) {
  const [, look] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => look((times) => times + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const text = asTabSeparated(calls);
  return (
    <Dialog title="Calls of this session" width="wide" onRequestClose={onClose}>
      <p className="border-line border-b px-4 py-2 text-muted text-sm sm:px-5">
        To <b className="text-ink">{where}</b> since this page was loaded, the last 500 at most. Kept in this
        page only, and without secrets.
      </p>
      <Scrollable label="Calls" className="min-h-0 flex-1 px-2 focus-visible:-outline-offset-2 sm:px-3">
        <table className="w-full text-left text-sm tabular-nums [&_:is(td,th)]:px-2 [&_:is(td,th)]:py-1.5 [&_td]:align-top">
          <thead className="sticky top-0 bg-raised text-muted [&_th]:font-medium">
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Call</th>
              <th scope="col">Outcome</th>
            </tr>
          </thead>
          <tbody>
            {calls.toReversed().map((call, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: calls have no other number, and rows no state.
              <Row key={calls.length - index} call={call} timeOf={timeOf} />
            ))}
          </tbody>
        </table>
      </Scrollable>
      <DialogFoot say={`Calls: ${calls.length}`}>
        <CopyButton key={text} label="Copy" text={text} />
        <Button onClick={onClose}>Close</Button>
      </DialogFoot>
    </Dialog>
  );
}

function Row({ call, timeOf }: { call: LoggedCall; timeOf: (instant: Date) => string }) {
  const { name, startedAt, took, error } = call;
  return (
    <tr className="border-line border-t">
      <td className="whitespace-nowrap">
        {timeOf(new Date(startedAt))}
        {took !== null && <div className="text-muted">{took} ms</div>}
      </td>
      <td className="font-mono [overflow-wrap:anywhere]">
        <b>{name}</b>
        {parametersOf(call).map((parameter) => (
          <Parameter key={parameter.name} {...parameter} />
        ))}
      </td>
      <td className={`w-2/5 [overflow-wrap:anywhere] ${error === null ? 'text-muted' : 'text-danger-ink'}`}>
        {outcomeOf(call)}
      </td>
    </tr>
  );
}

/** What has room in a row; all of it is in the copy. */
const SHOWN_VALUES = 6;

function Parameter({ name, values }: SentParameter) {
  const hidden = values.length - SHOWN_VALUES;
  return (
    <div>
      <span className="text-muted">{name}:</span> {values.slice(0, SHOWN_VALUES).join(', ')}
      {hidden > 0 && <span className="text-muted"> and {hidden} more</span>}
    </div>
  );
}
