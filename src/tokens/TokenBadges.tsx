import { Plug, Server as ServerIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '../ui/Badge.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useServer } from './server.tsx';
import { systemTokenReason } from './system-tokens.ts';

/** What a token is besides a token: the dashboard's own, or one that the server made for itself. */
export function TokenBadges({ name }: { name: string }) {
  const { tokenInUse } = useServer();
  const system = systemTokenReason(name);
  return (
    <>
      {name === tokenInUse && (
        <Explained
          label="In use by this dashboard"
          badge={
            <Badge icon={Plug}>
              In use<span className="max-lg:hidden"> by this dashboard</span>
            </Badge>
          }
        >
          This dashboard signs in to the server with this token. Revoke All and other bulk actions leave it
          out: without it the dashboard could do nothing here.
        </Explained>
      )}
      {system !== null && (
        <Explained
          label="System token"
          badge={
            <Badge icon={ServerIcon}>
              <span className="sm:max-lg:sr-only">System token</span>
            </Badge>
          }
        >
          {system}
        </Explained>
      )}
    </>
  );
}

function Explained({ label, badge, children }: { label: string; badge: ReactNode; children: ReactNode }) {
  return (
    <Popover
      label={label}
      button={badge}
      buttonClass="-my-0.5 rounded-badge py-0.5"
      className="max-w-80 px-3 py-2 text-sm"
    >
      {() => children}
    </Popover>
  );
}
