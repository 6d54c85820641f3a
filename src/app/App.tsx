import { type QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { type ReactNode, StrictMode, Suspense, useMemo } from 'react';
import { type Server, ServerProvider } from '../tokens/server.tsx';
import { isKnownZone } from '../tokens/server-time.ts';
import { TokensPage } from '../tokens/TokensPage.tsx';
import { Announcer } from '../ui/announcer.tsx';
import { lazily } from '../ui/lazily.ts';
import type { WhmClient } from '../whm/client.ts';
import type { GatewayAbout } from '../whm/gateway.ts';
import { WhmClientProvider } from '../whm/react.tsx';
import { AppHeader } from './AppHeader.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { aboutOptions, type Connection, versionOptions } from './facts-queries.ts';
import { usePreference, useRemembered } from './preferences.ts';

// Nothing has happened yet that a notice could tell.
const ToastRegion = lazily(() => import('../ui/toasts.tsx'), 'ToastRegion');

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
            <Announcer />
            <Suspense fallback={null}>
              <ToastRegion />
            </Suspense>
          </WhmClientProvider>
        </QueryClientProvider>
      </ErrorBoundary>
    </StrictMode>
  );
}

function Shell({ connection, client }: Pick<AppProps, 'connection' | 'client'>) {
  const about = useQuery(aboutOptions(connection));
  const version = useQuery(versionOptions(client));
  const [shortcuts, setShortcuts] = usePreference('shortcuts', true);
  const [secretsCovered, onSecretsCovered] = usePreference('cover-secrets', false);
  const facts = useMemo(() => serverFrom(about.data, about.isPending), [about.data, about.isPending]);
  const [chosenZone, onZone] = useRemembered(`zone of ${facts.name}`);
  const zone = !facts.zoneKnown && chosenZone !== null && isKnownZone(chosenZone) ? chosenZone : facts.zone;
  const server = { ...facts, zone, onZone, secretsCovered, onSecretsCovered };
  return (
    <>
      <AppHeader about={about.data} version={version.data} />
      <ServerProvider server={server}>
        <TokensPage shortcuts={shortcuts} onShortcuts={setShortcuts} />
      </ServerProvider>
    </>
  );
}

const browserZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

const clock = () => Date.now();

type Facts = Omit<Server, 'onZone' | 'secretsCovered' | 'onSecretsCovered'>;

function serverFrom(about: GatewayAbout | undefined, pending: boolean): Facts {
  const told = about?.timeZone ?? null;
  const zone = told !== null && isKnownZone(told) ? told : null;
  return {
    name: about?.server ?? location.host,
    user: about?.user ?? (pending ? '…' : 'the signed-in user'),
    zone: zone ?? browserZone,
    zoneKnown: zone !== null,
    browserZone,
    tokenInUse: about?.tokenInUse ?? null,
    simulated: about?.simulated ?? false,
    pending,
    clock,
  };
}
