import type { ReactNode } from 'react';
import { Scrollable } from '../ui/Scrollable.tsx';
import type { ApiToken } from '../whm/model.ts';
import { tokenCount } from './run-words.ts';

type PreviewListProps = {
  tokens: readonly ApiToken[];
  open: boolean;
  label: string;
  /** What is said of each. */
  wordsOf: (token: ApiToken) => ReactNode;
};

/** Each token that something is about to be done with. */
export function PreviewList({ tokens, open, label, wordsOf }: PreviewListProps) {
  return (
    <details open={open}>
      <summary className="inline-block min-h-6 font-medium underline decoration-control underline-offset-3">
        Show the {tokenCount(tokens.length)}
      </summary>
      <Scrollable label={label} className="mt-1 max-h-48 rounded-box border border-line">
        <ul>
          {tokens.map((token) => (
            <li
              key={token.name}
              className="flex min-h-8 flex-wrap items-baseline gap-x-3 border-line px-3 py-1.5 [contain-intrinsic-height:auto_2rem] [content-visibility:auto] [&:not(:last-child)]:border-b"
            >
              <span className="font-mono text-sm [overflow-wrap:anywhere]">{token.name}</span>
              <span className="ml-auto text-right text-muted text-sm">{wordsOf(token)}</span>
            </li>
          ))}
        </ul>
      </Scrollable>
    </details>
  );
}
