import type { WhmFunction } from '../whm/functions.ts';
import type { GatewayAbout } from '../whm/gateway.ts';
import { type Access, createAccess } from './access.ts';
import { answerFailure, answerJson } from './answer.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { verdictOf } from './credential-verdict.ts';
import { answerRefusal } from './forwarder.ts';
import { checkRequest, endpointOf, functionOfPath, refuse } from './guard.ts';
import type { Incoming, IncomingHandler } from './incoming.ts';
import { limited } from './limited.ts';
import { createSessions, type Session, type Sessions } from './sessions.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { pagePathOf, type WhmServer } from './whm-server.ts';

export type GatewayOptions = {
  /** At least one. */
  servers: readonly WhmServer[];
  allowedHosts: readonly string[];
  sessions?: Sessions;
  attempts?: Attempts;
  timeLimit?: (name: WhmFunction) => number;
};

/** Whether this path is the gateway's, and not the page's. */
export function isGatewayPath(pathname: string): boolean {
  return /^(?:\/s\/[^/?]*)?\/(?:json-api|gateway)(?:[/?]|$)/.test(pathname);
}

/**
 * Everything that the page may ask of the server that serves it, for each WHM: calls, what it is talking to,
 * signing in and out. The only addresses that are ever called are those of `servers`.
 */
export function createGateway(options: GatewayOptions): IncomingHandler {
  const { servers, allowedHosts, sessions = createSessions(), attempts = createAttempts() } = options;
  const serverNames = servers.map(({ name }) => name);
  const choice = servers.map((server) => ({
    name: server.name,
    label: server.label,
    path: pagePathOf(server, servers),
  }));
  const gateways = new Map<string, IncomingHandler>();
  for (const server of servers) {
    const { credential } = server;
    const { timeLimit } = options;
    const own = credential === null ? null : createAccess({ ...server, credential, timeLimit });
    const signIn = own ?? createSignIn({ server, serverNames, sessions, attempts, timeLimit });
    gateways.set(
      pagePathOf(server, servers),
      createServerGateway({ server, choice, allowedHosts, attempts, entrance: signIn }),
    );
  }

  return async (incoming) => {
    const { base, inner } = splitBase(incoming);
    const gateway = gateways.get(base);
    if (gateway !== undefined) return gateway(inner);
    const refusal = checkRequest(incoming, { allowedHosts, endpoint: 'about' });
    return answerRefusal(refusal ?? refuse('unknown-path'));
  };
}

/** Takes `/s/NAME` off the address. */
function splitBase(incoming: Incoming): { base: string; inner: Incoming } {
  const [, origin = '', base = '', rest = ''] =
    /^(https?:\/\/[^/]+)(\/s\/[^/?]*)?(\/.*)$/s.exec(incoming.url) ?? [];
  return { base: `${base}/`, inner: { ...incoming, url: origin + rest } };
}

type ServerGatewayOptions = Pick<GatewayOptions, 'allowedHosts'> & {
  attempts: Attempts;
  server: WhmServer;
  choice: GatewayAbout['servers'];
  /** With the credential of the settings, or with everybody's own. */
  entrance: Access | SignIn;
};

function createServerGateway(options: ServerGatewayOptions): IncomingHandler {
  const { server, choice, allowedHosts, attempts, entrance } = options;
  const signIn = 'signIn' in entrance ? entrance : null;
  const about = {
    simulated: server.simulated,
    server: server.host,
    timeZone: server.timeZone,
    insecureTls: server.insecureTls,
    servers: choice,
  };

  function tellAbout(access: Access | null): Response {
    const body: GatewayAbout = {
      ...about,
      user: access?.user ?? null,
      signIn: signIn === null ? 'settings' : access === null ? 'required' : 'signed-in',
    };
    return answerJson(200, body);
  }

  /** Sent again and again, what WHM no longer accepts would be counted as failed sign-ins. */
  async function endIfRefused(session: Session | null, incoming: Incoming): Promise<Response | null> {
    if (session === null || (await session.access.isAccepted())) return null;
    await signIn?.end(incoming);
    return answerSignedOut(
      session.hasCode
        ? 'WHM no longer accepts the one-time code. Sign in with a new one.'
        : 'WHM no longer accepts the credential that you signed in with.',
    );
  }

  return async (incoming) => {
    const { pathname } = new URL(incoming.url);
    const endpoint = endpointOf(pathname);
    const refusal = checkRequest(incoming, { allowedHosts, endpoint });
    if (refusal !== null) return answerRefusal(refusal);
    if (endpoint === 'sign-in') return signIn?.signIn(incoming) ?? answerRefusal(refuse('unknown-path'));
    if (endpoint === 'sign-out') return signIn?.signOut(incoming) ?? answerRefusal(refuse('unknown-path'));

    const session = (await signIn?.sessionOf(incoming)) ?? null;
    const access = 'call' in entrance ? entrance : (session?.access ?? null);
    if (endpoint === 'about') return tellAbout(access);
    if (access === null) return answerSignedOut('You are not signed in, or were idle for 30 minutes.');
    if (endpoint === 'token-in-use') {
      const answer = await access.tokenInUse();
      return (await endIfRefused(session, incoming)) ?? answerJson(200, answer);
    }
    const shown = incoming.headers.get('x-whm-user');
    if (session !== null && shown !== null && shown !== access.user) {
      // Signed in anew in another tab: what was meant for one account must not happen to another.
      return answerSignedOut('Somebody else is signed in by now.');
    }
    if (endpoint === 'test') {
      return limited(
        {
          // A secret that does not work is a failed sign-in to WHM, whoever is signed in here.
          attempts,
          who: { address: incoming.address, user: access.user, server: server.name },
          tooMany: 'Too many credentials did not work.',
        },
        async () => {
          const response = await access.test(incoming);
          return [await verdictOf(response), response];
        },
      );
    }
    const name = functionOfPath(pathname);
    if (name === null) return answerRefusal(refuse('unknown-path'));

    const response = await access.call(name, incoming);
    const isRefusal = response.status === 401 || response.status === 403;
    return (isRefusal ? await endIfRefused(session, incoming) : null) ?? response;
  };
}

function answerSignedOut(reason: string): Response {
  return answerFailure(401, 'signed-out', reason);
}
