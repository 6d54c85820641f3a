import { Check, CircleHelp, CircleX, Clock, LoaderCircle, Minus } from 'lucide-react';
import { Scrollable } from '../ui/Scrollable.tsx';
import type { RevokeResult } from './revoke-many.ts';

const resultLooks = {
  waiting: { icon: Clock, mark: 'text-muted', words: 'waiting' },
  asking: { icon: LoaderCircle, mark: 'animate-spin', words: 'asking the server' },
  revoked: { icon: Check, mark: 'text-done-ink', words: 'revoked' },
  left: { icon: Minus, mark: 'text-muted', words: 'not asked for' },
  failed: { icon: CircleX, mark: 'text-expired-edge', words: 'not revoked' },
  unknown: { icon: CircleHelp, mark: 'text-expiring-edge', words: 'not known' },
};

/** What happened to each token of several. */
export function RevokeResults({ results }: { results: readonly RevokeResult[] }) {
  return (
    <Scrollable label="Results" className="max-h-72 rounded-box border border-line">
      <ul aria-label="Result for each token">
        {results.map((result) => {
          const { icon: Icon, mark, words } = resultLooks[result.state];
          return (
            <li
              key={result.name}
              className="flex min-h-8 flex-wrap items-center gap-x-2 border-line px-3 py-1 [&:not(:last-child)]:border-b"
            >
              <Icon size={14} className={mark} aria-hidden />
              <span className="min-w-0 flex-1 truncate font-mono text-sm" title={result.name}>
                {result.name}
              </span>
              <span className="text-muted">{words}</span>
              {(result.state === 'failed' || result.state === 'unknown') && (
                <span className="basis-full pl-5.5 font-mono text-expired-ink text-sm">{result.reason}</span>
              )}
            </li>
          );
        })}
      </ul>
    </Scrollable>
  );
}
