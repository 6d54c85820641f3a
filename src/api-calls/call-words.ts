import type { LoggedCall } from '../whm/call-log.ts';
import { WhmError } from '../whm/errors.ts';

// The log of a session as people read it, in the page and in a ticket.

/** How a call ended, the server's own sentence with it; never more than a line. */
export function outcomeOf({ took, error }: LoggedCall): string {
  if (took === null) return 'No answer yet';
  if (error === null) return 'OK';
  if (error instanceof WhmError) {
    const words = `${error.kind.replace('-', ' ')}: ${error.reason}`;
    return onOneLine(words.charAt(0).toUpperCase() + words.slice(1));
  }
  return error instanceof Error && error.name === 'AbortError'
    ? 'Given up: the page stopped waiting'
    : onOneLine(`Failed: ${error}`);
}

export type SentParameter = { name: string; values: readonly string[] };

/** What was sent, values that are numbered on the wire together; without `api.version`, which always is 1. */
export function parametersOf({ parameters }: LoggedCall): readonly SentParameter[] {
  const byName = new Map<string, string[]>();
  for (const [key, value] of new URLSearchParams(parameters)) {
    if (key === 'api.version') continue;
    const name = key.replace(/-\d+$/, '');
    byName.set(name, [...(byName.get(name) ?? []), value]);
  }
  return [...byName].map(([name, values]) => ({ name, values }));
}

const headings = ['Time (UTC)', 'Function', 'Outcome', 'Milliseconds', 'Parameters'];

/**
 * The parameters stay as they were sent, encoded: one line, and no character that ends a cell or begins
 * a formula.
 */
function cellsOf(call: LoggedCall): readonly string[] {
  const time = new Date(call.startedAt).toISOString();
  return [time, call.name, outcomeOf(call), String(call.took ?? ''), call.parameters];
}

/** For a ticket or a spreadsheet: a line for each call, its parts set apart by tabs. */
export function asTabSeparated(calls: readonly LoggedCall[]): string {
  return [headings, ...calls.map(cellsOf)].map((cells) => cells.join('\t')).join('\n');
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
