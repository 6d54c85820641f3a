import { type QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { type ReactNode, StrictMode } from 'react';
import { type Server, ServerProvider } from '../tokens/server.tsx';
import { isKnownZone } from '../tokens/server-time.ts';
import { TokensPage } from '../tokens/TokensPage.tsx';
import { ToastRegion } from '../ui/toasts.tsx';
import type { WhmClient } from '../whm/client.ts';
import type { GatewayAbout } from '../whm/gateway.ts';
import { WhmClientProvider } from '../whm/react.tsx';
import { AppHeader } from './AppHeader.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { aboutOptions, type Connection, versionOptions } from './facts-queries.ts';

type AppProps = {
  connection: Connection;
  client: WhmClient;
  queryClient: QueryClient;
  /** A bar above everything: the demo's. */
  bar?: ReactNode;
};

export function App({ connection, client, queryClient, bar }: AppProps) {
  return (
    <StrictMode>
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <WhmClientProvider client={client}>
            {bar}
            <Shell connection={connection} client={client} />
            <ToastRegion />
          </WhmClientProvider>
        </QueryClientProvider>
      </ErrorBoundary>
    </StrictMode>
  );
}

function Shell({ connection, client }: Pick<AppProps, 'connection' | 'client'>) {
  const about = useQuery(aboutOptions(connection));
  const version = useQuery(versionOptions(client));
  return (
    <>
      <AppHeader about={about.data} version={version.data} />
      {/* The list is shown in the server's zone, so the page waits until it is known, or known not to be. */}
      {!about.isPending && (
        <ServerProvider server={serverFrom(about.data)}>
          <TokensPage />
        </ServerProvider>
      )}
    </>
  );
}

const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const clock = () => Date.now();

function serverFrom(about: GatewayAbout | undefined): Server {
  const told = about?.timeZone ?? null;
  const zone = told !== null && isKnownZone(told) ? told : null;
  return {
    name: about?.server ?? location.host,
    user: about?.user ?? 'the signed-in user',
    zone: zone ?? browserZone,
    zoneKnown: zone !== null,
    browserZone,
    tokenInUse: about?.tokenInUse ?? null,
    simulated: about?.simulated ?? false,
    clock,
  };
}
