import { type Connection, callWhm, reported } from './call.ts';
import type { Answer } from './client.ts';
import { readEnvelope } from './envelope.ts';
import { exchange, failure } from './exchange.ts';
import { timeLimitMs } from './functions.ts';
import type { AccountPrivileges, ApiToken } from './model.ts';
import { accountPrivilegesAnswer, mapOf, text, tokenAnswer } from './wire.ts';
import { z } from './zod.ts';

// Calls that the first screen does not make. client.ts fetches this module when one is wanted.

/** `data` of `api_token_get_details`: no name (and mostly no `data`) means that no token matched. */
export const tokenDetailsAnswer = z.transform((input: unknown, context): ApiToken | null => {
  if (input === undefined || input === null) return null;
  const data = mapOf(input);
  if (data && (data.name === undefined || data.name === null || data.name === '')) return null;
  const token = tokenAnswer.safeParse(input);
  if (token.success) return token.data;
  for (const { path, message } of token.error.issues) {
    context.issues.push({ code: 'custom', message, path: [...path], input });
  }
  return z.NEVER;
});

export const hostnameAnswer = z.pipe(
  z.object({ hostname: text }, 'expected an object with hostname'),
  z.transform(({ hostname }) => hostname),
);

/** `data` of `read_cphulk_records`; null: the server answered without saying where the call came from. */
export const callerAddressAnswer = z.transform((input: unknown): string | null => {
  const address = mapOf(input)?.requester_ip;
  return typeof address === 'string' && address !== '' ? address : null;
});

export function tokenDetails(connection: Connection, secret: string): Promise<Answer<ApiToken | null>> {
  return callWhm(connection, {
    name: 'api_token_get_details',
    parameters: { token: secret },
    answer: tokenDetailsAnswer,
    secrets: [secret],
  });
}

export function hostname(connection: Connection, signal?: AbortSignal): Promise<Answer<string>> {
  return callWhm(connection, { name: 'gethostname', parameters: {}, answer: hostnameAnswer, signal });
}

/** Reads only; `skip_enabled_check` because the answer is wanted also where cPHulk is switched off. */
export function callerAddress(connection: Connection, signal?: AbortSignal): Promise<Answer<string | null>> {
  return callWhm(connection, {
    name: 'read_cphulk_records',
    parameters: { list_name: 'black', skip_enabled_check: '1' },
    answer: callerAddressAnswer,
    signal,
  });
}

const TEST = 'gateway/test-token';

/**
 * Has the gateway sign in at the server once with this secret, and with nothing else. The secret goes in
 * the body of the request; errors never repeat it.
 */
export function testToken(connection: Connection, secret: string): Promise<Answer<AccountPrivileges>> {
  return reported(connection, TEST, '', signInOnce(connection, secret));
}

async function signInOnce(connection: Connection, secret: string): Promise<Answer<AccountPrivileges>> {
  const reply = await exchange({
    transport: connection.transport,
    url: new URL(TEST, connection.baseUrl),
    init: { method: 'POST', body: new URLSearchParams({ token: secret }), credentials: 'same-origin' },
    call: TEST,
    limitMs: timeLimitMs('myprivs'),
    secrets: [secret],
  });
  const { data, warnings } = readEnvelope(reply);
  const parsed = accountPrivilegesAnswer.safeParse(data);
  if (!parsed.success) {
    throw failure(reply, 'malformed', 'The server’s answer is not what WHM documents.', 'data of myprivs');
  }
  return { value: parsed.data, warnings, serverTime: reply.serverTime };
}
