import { KeyRound, Server, TriangleAlert, User } from 'lucide-react';
import { Badge } from '../ui/Badge.tsx';
import type { GatewayAbout } from '../whm/gateway.ts';
import { ThemeSwitch } from './ThemeSwitch.tsx';

type AppHeaderProps = { about: GatewayAbout | undefined; version: string | undefined };

/** Which server, as whom. */
export function AppHeader({ about, version }: AppHeaderProps) {
  return (
    <header className="flex min-h-12 items-center gap-3 border-line border-b bg-raised px-(--gutter) py-2 max-sm:flex-wrap max-sm:gap-x-2 max-sm:gap-y-1">
      <div className="flex items-center gap-2 whitespace-nowrap font-semibold">
        <KeyRound size={20} strokeWidth={1.75} aria-hidden />
        <span>
          Token Manager <span className="font-normal text-muted">for WHM</span>
        </span>
      </div>
      <div className="flex min-h-5 min-w-0 flex-wrap items-center gap-x-3 gap-y-1 max-sm:order-3 max-sm:basis-full sm:border-line-strong sm:border-l sm:pl-3">
        {about && (
          <>
            <span className="font-mono text-sm [overflow-wrap:anywhere]">
              <Server size={14} strokeWidth={1.75} className="mr-1.5" aria-hidden />
              <span className="sr-only">Server: </span>
              {about.server}
            </span>
            {about.simulated && <Badge tone="dashed">Simulated server</Badge>}
            {about.insecureTls && (
              <Badge
                tone="risk"
                icon={TriangleAlert}
                title="WHM_INSECURE_TLS=1: anybody on the way could read the credential."
              >
                Certificate not checked
              </Badge>
            )}
          </>
        )}
      </div>
      <div className="ml-auto flex items-center gap-4 whitespace-nowrap text-muted text-sm max-sm:gap-2">
        {version !== undefined && <span className="tabular-nums max-lg:hidden">WHM {version}</span>}
        {about && (
          <span className="max-sm:hidden">
            <User size={14} strokeWidth={1.75} className="mr-1" aria-hidden />
            <span className="sr-only">Signed in as </span>
            <span className="font-medium text-ink">{about.user}</span>
          </span>
        )}
        <div className="print:hidden">
          <ThemeSwitch />
        </div>
      </div>
    </header>
  );
}
