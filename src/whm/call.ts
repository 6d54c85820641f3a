import type { Answer } from './client.ts';
import { readEnvelope } from './envelope.ts';
import { exchange, failure } from './exchange.ts';
import type { FetchHandler } from './fetch-handler.ts';
import { timeLimitMs, type WhmFunction, type whmFunctions } from './functions.ts';
import type { z } from './zod.ts';

export type Connection = {
  transport: FetchHandler;
  /** The URL that `json-api/FUNCTION` is relative to, ending in a slash. */
  baseUrl: string;
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
export async function callWhm<F extends WhmFunction, T>(
  connection: Connection,
  { name, parameters, answer, signal, secrets = [] }: Call<F, T>,
): Promise<Answer<T>> {
  const reply = await exchange({
    transport: connection.transport,
    url: new URL(`json-api/${name}`, connection.baseUrl),
    init: { method: 'POST', body: encodeForm(parameters), credentials: 'same-origin' },
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

function encodeForm(parameters: Readonly<Record<string, string | readonly string[] | undefined>>) {
  const form = new URLSearchParams({ 'api.version': '1' });
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value === 'string') form.append(name, value);
    // Documentation numbers repeated values (`acl-0`, `acl-1`); a repeated bare key is the other way.
    else value?.forEach((item, index) => void form.append(`${name}-${index}`, item));
  }
  return form;
}
