import type { Access } from './access.ts';

/** Somebody signed in to one server. */
export type Session = {
  /** Name of the server. */
  server: string;
  access: Access;
  /** It was opened with a one-time code, and ends when that is no longer accepted. */
  hasCode: boolean;
};

export type Sessions = {
  /** Keeps it under a new random id, the only way to find it again. */
  begin: (session: Session) => Promise<string>;
  /** null: there is none for this server under this id, or it ended. Being found keeps it alive. */
  find: (id: string, server: string) => Promise<Session | null>;
  end: (id: string) => Promise<void>;
  /** How many are kept. */
  count: () => number;
  close: () => void;
};

/** A session ends after so long without a request. */
const idleMs = 30 * 60_000;
const sweepMs = 60_000;
/** More of one account than people could have open; the one idle for longest goes. */
const maxPerUser = 500;

/**
 * Sessions in memory. Ids have 256 random bits (OWASP Session Management Cheat Sheet asks for 64) and are
 * kept only as hashes, so that nothing that shows the memory shows an id that opens anything.
 */
export function createSessions(now: () => number = Date.now): Sessions {
  // In the order of their last use.
  const kept = new Map<string, { session: Session; usedAt: number }>();
  const sweep = () => {
    for (const [key, { usedAt }] of kept) {
      if (now() - usedAt < idleMs) break;
      kept.delete(key);
    }
  };
  const timer = setInterval(sweep, sweepMs);
  timer.unref();

  function makeRoomFor({ server, access: { user } }: Session): void {
    const same = [...kept].filter(
      ([, { session }]) => session.server === server && session.access.user === user,
    );
    for (const [key] of same.slice(0, Math.max(0, same.length + 1 - maxPerUser))) kept.delete(key);
  }

  return {
    async begin(session) {
      const id = base64Url(crypto.getRandomValues(new Uint8Array(32)));
      const key = await hash(id);
      sweep();
      makeRoomFor(session);
      kept.set(key, { session, usedAt: now() });
      return id;
    },
    async find(id, server) {
      const key = await hash(id);
      sweep();
      const found = kept.get(key);
      if (found === undefined || found.session.server !== server) return null;
      kept.delete(key);
      kept.set(key, { ...found, usedAt: now() });
      return found.session;
    },
    async end(id) {
      kept.delete(await hash(id));
    },
    count: () => kept.size,
    close() {
      clearInterval(timer);
      kept.clear();
    },
  };
}

async function hash(id: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id))));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
