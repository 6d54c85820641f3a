import { CopyButton } from '../ui/CopyButton.tsx';
import { Scrollable } from '../ui/Scrollable.tsx';
import { type Action, callsFor } from './api-calls.ts';
import { type Destination, type Language, sampleText } from './language.ts';
import { languages } from './languages.ts';

export type CallSamplesProps = {
  /** `null`: what stands in the form cannot be sent. */
  action: Action | null;
  /** What is to be known about it: what is missing, that nothing has changed. */
  note?: string | null;
  to: Destination;
  /** Nobody but this dashboard can call the server. */
  simulated: boolean;
  /** The title of the language that was chosen last. */
  language: string | null;
  onLanguage: (title: string) => void;
};

/** So many of a long list are drawn; all are copied. */
const SHOWN_CALLS = 50;

/** A text: why there is none. */
type Written = { text: string; shown: string; calls: number } | string;

/** The calls that would do the same, in a language of the person's choice. */
export function CallSamples({ action, note, to, simulated, language: chosen, onLanguage }: CallSamplesProps) {
  const language = languages.find(({ title }) => title === chosen) ?? languages[0];
  const written = action && write(language, action, to);
  return (
    <div className="mt-1.5 flex flex-col gap-1.5 text-sm">
      {note && <p>{note}</p>}
      {typeof written === 'string' && <p>{written}</p>}
      {written !== null && typeof written !== 'string' && (
        <>
          <div className="flex items-center justify-between gap-2">
            <select
              aria-label="Language"
              value={language.title}
              onChange={(event) => onLanguage(event.target.value)}
              className="h-(--compact-h) rounded-control border border-control bg-raised px-1.5 max-sm:text-[1rem]"
            >
              {languages.map(({ title }) => (
                <option key={title}>{title}</option>
              ))}
            </select>
            {/* Another text has not been copied yet. */}
            <CopyButton key={written.text} label="Copy" text={written.text} />
          </div>
          <p className="text-muted">
            {language.hint} {action?.kind === 'create' && 'The answer holds the secret of the new token. '}
            {written.calls > SHOWN_CALLS && `Copy takes all ${written.calls} calls. `}
            {simulated && 'This server is simulated: only npm run simulator answers such calls.'}
          </p>
          <Scrollable
            label={`API call, ${language.title}`}
            className="max-h-44 rounded-control border border-line bg-surface p-2.5"
          >
            <pre className="font-mono [tab-size:4] max-sm:whitespace-pre-wrap max-sm:break-all">
              <code>{written.shown}</code>
            </pre>
          </Scrollable>
        </>
      )}
    </div>
  );
}

function write(language: Language, action: Action, to: Destination): Written {
  try {
    const calls = callsFor(action);
    return {
      text: sampleText(language, calls, to),
      shown: sampleText(language, calls, to, SHOWN_CALLS),
      calls: calls.length,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
