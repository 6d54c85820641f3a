import { createContext, type ReactNode, useContext } from 'react';
import type { WhmClient } from './client.ts';

const WhmClientContext = createContext<WhmClient | null>(null);

/** Gives the components below it the client that talks to WHM. */
export function WhmClientProvider({ client, children }: { client: WhmClient; children: ReactNode }) {
  return <WhmClientContext value={client}>{children}</WhmClientContext>;
}

/** The client given by the nearest `WhmClientProvider`; throws outside one. */
export function useWhmClient(): WhmClient {
  const client = useContext(WhmClientContext);
  if (client === null) throw new Error('useWhmClient needs a <WhmClientProvider> above it.');
  return client;
}
