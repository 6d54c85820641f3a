import type { ApiCall } from './api-calls.ts';

/** Where and as whom: the sample signs in with a token that it does not hold. */
export type Destination = {
  /** Without a slash at its end: `https://whm.example.com:2087`. */
  serverUrl: string;
  user: string;
};

/** The parts of a program: what comes before the calls, each of them, what comes after. */
export type Program = { head: string; calls: readonly string[]; foot: string };

export type Language = {
  /** Also what the person's choice is remembered by. */
  title: string;
  /** What one must know to run it: a sentence or two. */
  hint: string;
  /** What a comment begins with. */
  comment: '#' | '//';
  program: (calls: readonly ApiCall[], to: Destination) => Program;
};

export const environmentHint = 'Reads the API token from the environment variable WHM_TOKEN.';

/** The text of the program; with no more than `limit` calls, and then a comment in the place of the others. */
export function sampleText(
  { program, comment }: Language,
  calls: readonly ApiCall[],
  to: Destination,
  limit = calls.length,
): string {
  const { head, calls: written, foot } = program(calls, to);
  const hidden = written.length - limit;
  const more = hidden > 0 ? [`${indentOf(written[0])}${comment} … and ${hidden} more`] : [];
  return [head, ...written.slice(0, limit), ...more, foot].filter((part) => part !== '').join('\n');
}

function indentOf(line = ''): string {
  return /^\s*/.exec(line)?.[0] ?? '';
}

/** A language that is written as a function of its own, `whm`, and calls of that. */
type Script = Pick<Language, 'title' | 'hint' | 'comment'> & {
  /** A text as a literal. */
  literal: (text: string) => string;
  /** A call: what stands before the function's name, before its fields, between a name and its value, after all. */
  call: readonly [before: string, fields: string, is: string, after: string];
  /** Before each call. */
  indent?: string;
  /** Before each field, in addition, when there are several. */
  step?: string;
  /** After the last of several fields. */
  trailing?: string;
  /** What the calls need. Both are literals: of the URL up to the function's name, of `whm USER:`. */
  head: (url: string, signIn: string) => string;
  foot: string;
};

export function scripted({ title, hint, comment, ...script }: Script): Language {
  const { literal, call, indent = '', step = '  ', trailing = ',', head, foot } = script;
  const [before, open, is, after] = call;
  const write = ({ name, fields }: ApiCall) => {
    const start = `${indent}${before}${literal(name)}${open}`;
    const pairs = fields.map(([key, value]) => `${literal(key)}${is}${literal(value)}`);
    if (pairs.length === 1) return `${start}${pairs[0]}${after}`;
    const lines = pairs.join(`,\n${indent}${step}`);
    return `${start.trimEnd()}\n${indent}${step}${lines}${trailing}\n${indent}${after.trimStart()}`;
  };
  return {
    title,
    hint,
    comment,
    program: (calls, { serverUrl, user }) => ({
      head: head(literal(`${serverUrl}/json-api/`), literal(`whm ${user}:`)),
      calls: calls.map(write),
      foot,
    }),
  };
}
