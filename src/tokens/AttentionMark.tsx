import { TriangleAlert } from 'lucide-react';
import { Suspense } from 'react';
import { laterModule, lazily } from '../ui/lazily.tsx';
import { Popover } from '../ui/Popover.tsx';
import type { ApiToken } from '../whm/model.ts';
import { reasonsFor, reasonWords } from './attention.ts';

const AttentionReasons = lazily(
  laterModule(() => import('./AttentionReasons.tsx')),
  'AttentionReasons',
);

/** Why a token deserves a look: one reason in words, all of them on demand. */
export function AttentionMark({ token, now }: { token: ApiToken; now: Date }) {
  const reasons = reasonsFor(token, now);
  // Whether it expires soon, or has, stands in its own column.
  const first = reasons.find((reason) => reason !== 'expired' && reason !== 'expiring');
  if (first === undefined) return null;
  return (
    <Popover
      label={`Needs attention: ${reasons.map((reason) => reasonWords[reason]).join(', ')}`}
      button={
        <>
          <TriangleAlert size={12} className="stroke-2" />
          <span className="truncate sm:max-lg:sr-only">
            {reasonWords[first]}
            {reasons.length > 1 && ` +${reasons.length - 1}`}
          </span>
        </>
      }
      buttonClass="-ml-1 inline-flex max-w-full min-h-6 items-center gap-1 whitespace-nowrap rounded-badge px-1 text-expiring-ink text-xs hover:underline sm:-my-1"
      className="max-w-96 p-3 text-sm"
    >
      {() => (
        <Suspense fallback={<p>…</p>}>
          <AttentionReasons token={token} reasons={reasons} />
        </Suspense>
      )}
    </Popover>
  );
}
