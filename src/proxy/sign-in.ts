import { z } from 'zod';
import type { WhmFunction } from '../whm/functions.ts';
import { createAccess } from './access.ts';
import { answer, answerFailure } from './answer.ts';
import type { Attempts } from './attempts.ts';
import { showingCall, type Verdict, verdictOf } from './credential-verdict.ts';
import { answerRefusal, readForm } from './forwarder.ts';
import { type Refusal, refuse } from './guard.ts';
import type { Incoming } from './incoming.ts';
import { limited } from './limited.ts';
import { Secret } from './secret.ts';
import { endedCookie, sessionCookie, sessionIdOf } from './session-cookie.ts';
import type { Session, Sessions } from './sessions.ts';
import { apiToken, whmUser } from './settings-fields.ts';
import type { Credential, WhmServer } from './whm-server.ts';

export type SignInOptions = {
  server: WhmServer;
  /** Names of all servers, for signing out of all of them. */
  serverNames: readonly string[];
  sessions: Sessions;
  attempts: Attempts;
  timeLimit?: ((name: WhmFunction) => number) | undefined;
};

export type SignIn = {
  signIn: (incoming: Incoming) => Promise<Response>;
  signOut: (incoming: Incoming) => Promise<Response>;
  /** Who this request comes from; null: nobody who is signed in. */
  sessionOf: (incoming: Incoming) => Promise<Session | null>;
  /** Ends the session of this request. */
  end: (incoming: Incoming) => Promise<void>;
};

// Strict: a field that is not one of these was not sent by our page. A password may hold anything but
// control characters, which no form field can hold either.
const credentialForm = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('token'), user: whmUser, secret: apiToken }),
  z.strictObject({
    method: z.literal('password'),
    user: whmUser,
    secret: z
      .string()
      .regex(/^\P{Cc}{1,512}$/u)
      .transform((value) => new Secret(value)),
    otp: z
      .string()
      .regex(/^(?:\d{6,8})?$/)
      .transform((value) => (value === '' ? null : new Secret(value))),
  }),
]);

/**
 * Everybody's own way in: the credential is shown to WHM once, and from then on kept behind a session.
 * Which part of a refused one was wrong is told to nobody, and WHM does not say it either.
 */
export function createSignIn({ server, serverNames, sessions, attempts, timeLimit }: SignInOptions): SignIn {
  async function signIn(incoming: Incoming): Promise<Response> {
    const form = await readForm(incoming.body);
    const credential = form instanceof URLSearchParams ? credentialFrom(form) : form;
    if ('reason' in credential) return answerRefusal(credential);

    return limited(
      {
        attempts,
        who: { address: incoming.address, user: credential.user, server: server.name },
        tooMany: 'Too many attempts to sign in have failed.',
      },
      () => tryCredential(incoming, credential),
    );
  }

  async function tryCredential(
    incoming: Incoming,
    credential: Credential,
  ): Promise<readonly [Verdict, Response]> {
    const access = createAccess({ ...server, credential, timeLimit });
    const response = await access.call('myprivs', showingCall(incoming.signal));
    const verdict = await verdictOf(response);
    // Our own answer, or WHM in trouble.
    if (response.status === 502 || response.status === 504) return [verdict, response];
    if (verdict === 'failed') {
      const reason = 'WHM did not accept this user with this credential.';
      return [verdict, answerFailure(403, 'forbidden', reason, 'sign-in-refused')];
    }
    if (verdict === 'undecided') {
      return [verdict, answerFailure(502, 'malformed', 'The server did not answer as WHM does.')];
    }
    // A new id, whatever came with the request: a planted one must not become somebody's session.
    await end(incoming);
    const id = await sessions.begin({
      server: server.name,
      access,
      hasCode: credential.code !== null,
    });
    return [verdict, answerWithCookies([sessionCookie(incoming, server.name, id)])];
  }

  async function signOut(incoming: Incoming): Promise<Response> {
    const ids = serverNames.map((name) => sessionIdOf(incoming, name));
    await Promise.all(ids.map((id) => id !== null && sessions.end(id)));
    return answerWithCookies(serverNames.map((name) => endedCookie(incoming, name)));
  }

  async function sessionOf(incoming: Incoming): Promise<Session | null> {
    const id = sessionIdOf(incoming, server.name);
    return id === null ? null : sessions.find(id, server.name);
  }

  async function end(incoming: Incoming): Promise<void> {
    const id = sessionIdOf(incoming, server.name);
    if (id !== null) await sessions.end(id);
  }

  return { signIn, signOut, sessionOf, end };
}

function credentialFrom(form: URLSearchParams): Credential | Refusal {
  const fields = [...form];
  const given = Object.fromEntries(fields);
  if (Object.keys(given).length !== fields.length) return refuse('malformed-sign-in');
  const parsed = credentialForm.safeParse(given);
  if (!parsed.success) return refuse('malformed-sign-in');
  const { method, user, secret } = parsed.data;
  return { method, user, secret, code: parsed.data.method === 'password' ? parsed.data.otp : null };
}

function answerWithCookies(cookies: readonly string[]): Response {
  const headers = new Headers();
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  return answer(204, new Uint8Array(), headers);
}
