import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import type { LoggedCall } from '../whm/call-log.ts';

/** What the page knows of the server it manages. */
export type Server = {
  /** Host name people know it by. */
  name: string;
  user: string;
  /** IANA zone that dates are shown and meant in. */
  zone: string;
  /** False: nobody told the server's zone, and `zone` is the person's choice, or this browser's. */
  zoneKnown: boolean;
  /** Where it is not known: the person says which it is, and this browser remembers it for this server. */
  onZone: (zone: string) => void;
  /** New secrets are covered until they are asked for, as on a shared screen. */
  secretsCovered: boolean;
  onSecretsCovered: (covered: boolean) => void;
  /** What this browser keeps of the rotations that it made here; null: nothing. */
  rotations: string | null;
  onRotations: (kept: string) => void;
  /** A single revocation waits for some seconds, and can be undone until then. */
  revokeWaits: boolean;
  onRevokeWaits: (waits: boolean) => void;
  /** What this browser keeps of the timeline: `closed`, `quiet`, or the height it has open on a phone. */
  timeline: string | null;
  onTimeline: (kept: string) => void;
  /** Language of the samples that was chosen last in this browser; null: none was. */
  sampleLanguage: string | null;
  onSampleLanguage: (title: string) => void;
  /** Those of this session, as a list that grows. */
  calls: readonly LoggedCall[];
  /** Zone of this browser. */
  browserZone: string;
  simulated: boolean;
  /** The session ended while the page was open; somebody else tells the person. */
  signedOut: boolean;
  /** The facts above are still being asked for. */
  pending: boolean;
  /** This browser's clock, in milliseconds since the epoch. */
  clock: () => number;
};

const ServerContext = createContext<Server | null>(null);

/**
 * Name of the token this dashboard itself signs in with; null: it signs in with none; undefined: not known, as it
 * is still being asked for, or could not be found out: then any token may be the one. Apart from the rest, because
 * it is told later, and no row is drawn again for it.
 */
export type TokenInUse = string | null | undefined;

const TokenInUseContext = createContext<TokenInUse>(undefined);

type ServerProviderProps = { server: Server; tokenInUse: TokenInUse; children: ReactNode };

export function ServerProvider({ server, tokenInUse, children }: ServerProviderProps) {
  return (
    <ServerContext value={server}>
      <TokenInUseContext value={tokenInUse}>{children}</TokenInUseContext>
    </ServerContext>
  );
}

export function useTokenInUse(): TokenInUse {
  return useContext(TokenInUseContext);
}

export function useServer(): Server {
  const server = useContext(ServerContext);
  if (server === null) throw new Error('useServer needs a <ServerProvider> above it.');
  return server;
}

const TICK_MS = 10_000;

/**
 * The server's time, moving by itself: `skewMs` is what its clock is ahead of this browser's. Never before
 * `heardAt`, when it answered by this browser's clock: what just happened is not of the future.
 */
export function useServerNow({ skewMs, heardAt }: { skewMs: number; heardAt: number }): Date {
  const { clock } = useServer();
  const [tick, setTick] = useState(clock);
  useEffect(() => {
    const timer = setInterval(() => setTick(clock()), TICK_MS);
    return () => clearInterval(timer);
  }, [clock]);
  const latest = Math.max(tick, heardAt);
  return useMemo(() => new Date(latest + skewMs), [latest, skewMs]);
}
