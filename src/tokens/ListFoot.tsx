import { RefreshCw } from 'lucide-react';
import { Suspense } from 'react';
import { Button } from '../ui/Button.tsx';
import type { ApiToken } from '../whm/model.ts';
import { howFar } from './expiry.ts';
import { ExportMenu } from './lazy-parts.ts';
import { useServer } from './server.tsx';
import { clockTime, offsetLabel } from './server-time.ts';
import type { ListNews } from './use-token-list.ts';

type ListFootProps = {
  shown: readonly ApiToken[];
  total: number;
  listedAt: Date;
  now: Date;
  refreshing: boolean;
  /** What the last refresh found, for a moment. */
  news: ListNews | null;
  onRefresh: () => void;
  onShortcuts: () => void;
};

/** Under the table: how many, how old, and whose clock. */
export function ListFoot(props: ListFootProps) {
  const { shown, total, listedAt, now, refreshing, news, onRefresh, onShortcuts } = props;
  const { zone } = useServer();
  return (
    <div className="mt-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-0.5 text-muted text-sm tabular-nums">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span role="status">
          {shown.length === total ? '' : `${shown.length} of `}
          {total} {total === 1 ? 'token' : 'tokens'}
        </span>
        <span title={`Listed at ${clockTime(listedAt, zone)} server time`}>
          {news?.sentence ?? `Updated ${howFar(listedAt, now, zone)}`}
        </span>
        <Button size="sm" icon={RefreshCw} busy={refreshing} onClick={onRefresh} className="print:hidden">
          Refresh
        </Button>
        <Suspense fallback={<span className="h-(--compact-h) w-19" />}>
          <ExportMenu tokens={shown} now={now} className="print:hidden" />
        </Suspense>
      </div>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Zones now={now} />
        <Button size="sm" intent="quiet" onClick={onShortcuts} className="max-sm:hidden print:hidden">
          Shortcuts
        </Button>
      </div>
    </div>
  );
}

function Zones({ now }: { now: Date }) {
  const { zone, zoneKnown, browserZone } = useServer();
  if (!zoneKnown) {
    return (
      <span>
        Times are in your zone: {zone}, {offsetLabel(now, zone)}. The server’s is not known.
      </span>
    );
  }
  return (
    <span>
      Times are the server’s: {zone}, {offsetLabel(now, zone)}.{' '}
      {zone !== browserZone && `Yours: ${browserZone}, ${offsetLabel(now, browserZone)}.`}
    </span>
  );
}
