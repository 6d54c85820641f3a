import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

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
  /** Zone of this browser. */
  browserZone: string;
  /** Name of the token this dashboard itself signs in with; null: not known, or it uses a password. */
  tokenInUse: string | null;
  simulated: boolean;
  /** The facts above are still being asked for. */
  pending: boolean;
  /** This browser's clock, in milliseconds since the epoch. */
  clock: () => number;
};

const ServerContext = createContext<Server | null>(null);

export function ServerProvider({ server, children }: { server: Server; children: ReactNode }) {
  return <ServerContext value={server}>{children}</ServerContext>;
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
