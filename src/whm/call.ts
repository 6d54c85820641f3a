import type { Answer } from './client.ts';
import { readEnvelope } from './envelope.ts';
import { exchange, failure } from './exchange.ts';
import type { FetchHandler } from './fetch-handler.ts';
import { timeLimitMs, type WhmFunction, type whmFunctions } from './functions.ts';
import { redact } from './redact.ts';
import type { z } from './zod.ts';

/** Told of a call as it is sent; what it returns is told how that ended: `null`, or what it failed with. */
export type CallListener = (name: string, parameters: string) => (error: unknown) => void;

export type Connection = {
  transport: FetchHandler;
  /** The URL that `json-api/FUNCTION` is relative to, ending in a slash. */
  baseUrl: string;
  /** `parameters` are the form as it is sent, without anything that looks like a secret. */
  onCall?: CallListener;
};

type Rules<F extends WhmFunction> = (typeof whmFunctions)[F]['parameters'];

/** What may be sent to a function: a text under its bare name, or a list whose items are numbered. */
export type CallParameters<F extends WhmFunction> = {
  [P in keyof Rules<F>]?: Rules<F>[P] extends 'many' ? string | readonly string[] : string;
};

type Call<F extends WhmFunction, T> = {
  name: F;
  parameters: CallParameters<F>;
  /** Reads `data` of a success. */
  answer: z.ZodMiniType<T>;
  signal?: AbortSignal | undefined;
  /** Values among the parameters that no error may repeat. */
  secrets?: readonly string[];
};

/**
 * Calls one function of WHM API 1: POST of a form to `json-api/FUNCTION`, as cPanel's own clients do, so
 * that no name or secret gets into an access log.
 *
 * Throws a `WhmError` for every failure; the caller's own abort comes back as its `AbortError`.
 */
export function callWhm<F extends WhmFunction, T>(
  connection: Connection,
  call: Call<F, T>,
): Promise<Answer<T>> {
  const form = encodeForm(call.parameters);
  return reported(
    connection,
    call.name,
    redact(String(form), call.secrets ?? []),
    send(connection, call, form),
  );
}

/** Tells the connection's listener about a call that is under way. */
export function reported<T>(
  { onCall }: Connection,
  name: string,
  parameters: string,
  answer: Promise<T>,
): Promise<T> {
  const ended = onCall?.(name, parameters);
  if (ended) answer.then(() => ended(null), ended);
  return answer;
}

async function send<F extends WhmFunction, T>(
  connection: Connection,
  { name, answer, signal, secrets = [] }: Call<F, T>,
  form: URLSearchParams,
): Promise<Answer<T>> {
  const reply = await exchange({
    transport: connection.transport,
    url: new URL(`json-api/${name}`, connection.baseUrl),
    init: { method: 'POST', body: form, credentials: 'same-origin' },
    call: name,
    limitMs: timeLimitMs(name),
    secrets,
    signal,
  });
  const { data, warnings } = readEnvelope(reply);
  const parsed = answer.safeParse(data);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const problem = `${issue?.path.join('.') || 'data'}: ${issue?.message ?? 'not understood'}`;
    throw failure(reply, 'malformed', `The server’s answer is not what WHM documents: ${problem}.`, problem);
  }
  return { value: parsed.data, warnings, serverTime: reply.serverTime };
}

/** What is sent: `api.version` first, then the parameters in their order. */
export function encodeForm(parameters: Readonly<Record<string, string | readonly string[] | undefined>>) {
  const form = new URLSearchParams({ 'api.version': '1' });
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value === 'string') form.append(name, value);
    // Documentation numbers repeated values (`acl-0`, `acl-1`); a repeated bare key is the other way.
    else value?.forEach((item, index) => void form.append(`${name}-${index}`, item));
  }
  return form;
}
