import { Plug, Server as ServerIcon } from 'lucide-react';
import { type ReactNode, Suspense } from 'react';
import { Badge } from '../ui/Badge.tsx';
import { laterModule, lazily } from '../ui/lazily.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useTokenInUse } from './server.tsx';
import { isSystemToken } from './system-tokens.ts';

const BadgeReason = lazily(
  laterModule(() => import('./BadgeReason.tsx')),
  'BadgeReason',
);

/** What a token is besides a token: the dashboard's own, or one that the server made for itself. */
export function TokenBadges({ name }: { name: string }) {
  const tokenInUse = useTokenInUse();
  const explained = (label: string, inUse: boolean, badge: ReactNode) => (
    <Popover
      label={label}
      button={badge}
      buttonClass="-my-0.5 rounded-badge py-0.5"
      className="max-w-80 px-3 py-2 text-sm"
    >
      {() => (
        <Suspense fallback="…">
          <BadgeReason name={name} inUse={inUse} />
        </Suspense>
      )}
    </Popover>
  );
  return (
    <>
      {name === tokenInUse &&
        explained(
          'In use by this dashboard',
          true,
          <Badge icon={Plug}>
            In use<span className="max-[1240px]:hidden"> by this dashboard</span>
          </Badge>,
        )}
      {isSystemToken(name) &&
        explained(
          'System token',
          false,
          <Badge icon={ServerIcon}>
            <span className="sm:max-lg:sr-only">System token</span>
          </Badge>,
        )}
    </>
  );
}
