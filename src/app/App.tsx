import {
  type Query,
  type QueryClient,
  QueryClientProvider,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import {
  type ReactNode,
  StrictMode,
  Suspense,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { type Server, ServerProvider } from '../tokens/server.tsx';
import { browserZone, isKnownZone } from '../tokens/server-time.ts';
import { TokensPage } from '../tokens/TokensPage.tsx';
import { Announcer } from '../ui/announcer.tsx';
import { fetchAfterPaint, laterModule, lazily } from '../ui/lazily.tsx';
import type { CallLog } from '../whm/call-log.ts';
import type { WhmClient } from '../whm/client.ts';
import type { GatewayAbout } from '../whm/gateway.ts';
import { WhmClientProvider } from '../whm/react.tsx';
import { AppHeader } from './AppHeader.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import {
  aboutKey,
  aboutOptions,
  type Connection,
  tokenInUseOptions,
  versionOptions,
} from './facts-queries.ts';
import { usePreference, useRemembered } from './preferences.ts';
import { useNewsOfOtherTabs } from './session-news.ts';

// Nothing has happened yet that a notice could tell.
const ToastRegion = lazily(
  laterModule(() => import('../ui/toasts.tsx')),
  'ToastRegion',
);
const SignIn = lazily(
  laterModule(() => import('./SignIn.tsx')),
  'SignIn',
);
const UncheckedNotice = lazily(
  laterModule(() => import('./UncheckedNotice.tsx')),
  'UncheckedNotice',
);

type AppProps = {
  connection: Connection & CallLog;
  client: WhmClient;
  queryClient: QueryClient;
  /** A bar above everything: the demo's. */
  bar?: ReactNode;
};

export function App({ connection, client, queryClient, bar }: AppProps) {
  useEffect(fetchAfterPaint, []);
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
  const tokenInUse = useQuery(tokenInUseOptions(connection));
  const version = useQuery(versionOptions(client));
  const signedIn = useSignedIn(about.data, connection.forgetCalls);
  useNewsOfOtherTabs(connection);
  const [shortcuts, setShortcuts] = usePreference('shortcuts', true);
  const [secretsCovered, onSecretsCovered] = usePreference('cover-secrets', false);
  const [revokeWaits, onRevokeWaits] = usePreference('wait before revoking', true);
  const [sampleLanguage, onSampleLanguage] = useRemembered('sample-language');
  const [timeline, onTimeline] = useRemembered('timeline');
  const facts = useMemo(
    () => serverFrom(about.data, about.isPending, signedIn.as),
    [about.data, about.isPending, signedIn.as],
  );
  const [chosenZone, onZone] = useRemembered(`zone of ${facts.name}`);
  const [rotations, onRotations] = useRemembered(`rotations of ${facts.user} at ${facts.name}`);
  const zone = !facts.zoneKnown && chosenZone !== null && isKnownZone(chosenZone) ? chosenZone : facts.zone;
  const { calls } = connection;
  const server = useMemo(
    () => ({
      ...facts,
      zone,
      onZone,
      secretsCovered,
      onSecretsCovered,
      revokeWaits,
      onRevokeWaits,
      rotations,
      onRotations,
      timeline,
      onTimeline,
      sampleLanguage,
      onSampleLanguage,
      calls,
    }),
    [
      facts,
      zone,
      onZone,
      secretsCovered,
      onSecretsCovered,
      revokeWaits,
      onRevokeWaits,
      rotations,
      onRotations,
      timeline,
      onTimeline,
      sampleLanguage,
      onSampleLanguage,
      calls,
    ],
  );
  const signInRequired = about.data?.signIn === 'required';
  return (
    <>
      <AppHeader about={about.data} version={version.data} connection={connection} />
      <Suspense fallback={null}>
        {about.data?.insecureTls && <UncheckedNotice server={about.data.server} />}
        {about.data && signInRequired && (
          <SignIn connection={connection} server={about.data.server} again={signedIn.as} />
        )}
      </Suspense>
      {!(signInRequired && signedIn.as === null) && (
        // Another account's page has nothing to keep of this one's.
        <ServerProvider
          key={signedIn.account}
          server={server}
          tokenInUse={tokenInUse.isSuccess && tokenInUse.data.known ? tokenInUse.data.name : undefined}
        >
          <TokensPage shortcuts={shortcuts} onShortcuts={setShortcuts} />
        </ServerProvider>
      )}
    </>
  );
}

/**
 * Who is signed in, remembered beyond the session's end, for its page stays open; null: nobody was yet.
 * `account` counts up when it is somebody else.
 */
function useSignedIn(
  about: GatewayAbout | undefined,
  forgetCalls: () => void,
): { as: string | null; account: number } {
  const queryClient = useQueryClient();
  const [signedIn, setSignedIn] = useState<{ as: string | null; account: number }>({ as: null, account: 0 });
  const { as, account } = signedIn;
  if (about?.signIn === 'signed-in' && about.user !== as) {
    setSignedIn({ as: about.user, account: as === null ? account : account + 1 });
  }
  useEffect(() => {
    // What was read as the one before is not theirs to see.
    if (account === 0) return;
    forgetCalls();
    void queryClient.resetQueries();
  }, [account, forgetCalls, queryClient]);
  const state = about?.signIn;
  const wasRequired = useRef(false);
  // Before the browser shows the refusals of those who were not signed in yet.
  useLayoutEffect(() => {
    if (state === 'signed-in' && wasRequired.current) readAgain(queryClient);
    if (state !== undefined) wasRequired.current = state === 'required';
  }, [state, queryClient]);
  return signedIn;
}

/** All but who is signed in; what is on the screen stays until it is answered. */
function readAgain(queryClient: QueryClient): void {
  const others = (hasData: boolean) => ({
    predicate: ({ queryKey, state }: Query) =>
      queryKey[0] !== aboutKey[0] && (state.data !== undefined) === hasData,
  });
  void queryClient.resetQueries(others(false));
  void queryClient.invalidateQueries(others(true));
}

const clock = () => Date.now();

/** What the gateway says; the rest is what the person chose. */
type Facts = Pick<
  Server,
  'name' | 'user' | 'zone' | 'zoneKnown' | 'browserZone' | 'simulated' | 'signedOut' | 'pending' | 'clock'
>;

function serverFrom(about: GatewayAbout | undefined, pending: boolean, signedInAs: string | null): Facts {
  const told = about?.timeZone ?? null;
  const zone = told !== null && isKnownZone(told) ? told : null;
  return {
    name: about?.server ?? location.host,
    user: about?.user ?? signedInAs ?? (pending ? '…' : 'the signed-in user'),
    zone: zone ?? browserZone,
    zoneKnown: zone !== null,
    browserZone,
    simulated: about?.simulated ?? false,
    signedOut: about?.signIn === 'required',
    pending,
    clock,
  };
}
