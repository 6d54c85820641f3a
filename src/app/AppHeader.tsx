import { KeyRound, Server, TriangleAlert, User } from 'lucide-react';
import { Suspense } from 'react';
import { Badge } from '../ui/Badge.tsx';
import { laterModule, lazily } from '../ui/lazily.tsx';
import type { GatewayAbout } from '../whm/gateway.ts';
import type { Connection } from './facts-queries.ts';

// Its place is kept free.
const ThemeSwitch = lazily(
  laterModule(() => import('./ThemeSwitch.tsx')),
  'ThemeSwitch',
);
// Only where there are several servers, and where people sign in.
const ServerSwitch = lazily(
  laterModule(() => import('./ServerSwitch.tsx')),
  'ServerSwitch',
);
const SignOut = lazily(
  laterModule(() => import('./SignOut.tsx')),
  'SignOut',
);

type AppHeaderProps = {
  about: GatewayAbout | undefined;
  version: string | undefined;
  connection: Connection;
};

/** Which server, as whom. */
export function AppHeader({ about, version, connection }: AppHeaderProps) {
  return (
    <header className="flex min-h-12 items-center gap-3 border-line border-b bg-raised px-(--gutter) py-2 max-sm:flex-wrap max-sm:gap-x-2 max-sm:gap-y-1">
      <div className="flex items-center gap-2 whitespace-nowrap font-semibold">
        <KeyRound size={20} />
        <span>
          Token Manager <span className="font-normal text-muted">for WHM</span>
        </span>
      </div>
      <div className="flex min-h-5 min-w-0 flex-wrap items-center gap-x-3 gap-y-1 max-sm:order-3 max-sm:grow max-sm:basis-3/4 sm:border-line-strong sm:border-l sm:pl-3">
        {about && (
          <>
            <span className="flex min-w-0 items-center font-mono text-sm [overflow-wrap:anywhere] max-sm:has-[select]:grow">
              <Server size={14} className="mr-1.5" />
              <span className="sr-only">Server: </span>
              <Suspense fallback={about.server}>
                {about.servers.length > 1 ? <ServerSwitch about={about} /> : about.server}
              </Suspense>
            </span>
            {about.simulated && <Badge tone="dashed">Simulated server</Badge>}
            {about.insecureTls && (
              <Badge tone="risk" icon={TriangleAlert} title="Anybody on the way could read the credential.">
                Certificate not checked
              </Badge>
            )}
          </>
        )}
      </div>
      <div className="ml-auto flex items-center gap-4 whitespace-nowrap text-muted text-sm max-sm:contents">
        {version !== undefined && <span className="tabular-nums max-lg:hidden">WHM {version}</span>}
        {about?.user != null && (
          <span className="max-sm:hidden">
            <User size={14} className="mr-1" />
            <span className="sr-only">Signed in as </span>
            <span className="font-medium text-ink">{about.user}</span>
          </span>
        )}
        <Suspense fallback={null}>
          {about?.signIn === 'signed-in' && <SignOut connection={connection} />}
        </Suspense>
        <div className="min-h-7 min-w-22 pointer-coarse:min-h-12 pointer-coarse:min-w-34 max-sm:ml-auto print:hidden">
          <Suspense fallback={null}>
            <ThemeSwitch />
          </Suspense>
        </div>
      </div>
    </header>
  );
}
