import type { FetchHandler } from '../whm/fetch-handler.ts';
import { timeLimitMs, type WhmFunction } from '../whm/functions.ts';
import { answer, answerFailure, withOutcome } from './answer.ts';
import { readBody } from './body.ts';
import { resultOf } from './credential-verdict.ts';
import { checkParameters, maxCallBytes, type Refusal, refuse } from './guard.ts';
import type { Incoming } from './incoming.ts';
import { describeNetworkFailure } from './network-failure.ts';
import { redact } from './secret.ts';

/** Largest answer that is passed on; thousands of tokens fit. */
const maxAnswerBytes = 16 * 1024 * 1024;

export type ForwarderOptions = {
  upstream: FetchHandler;
  /** Origin of the server, for example `https://whm.example.com:2087`. */
  upstreamUrl: string;
  /** The credential. */
  headers: Readonly<Record<string, string>>;
  /** What must not appear in any answer: the credential, in each form it has. */
  secrets: readonly string[];
  timeLimit?: (name: WhmFunction) => number;
  /** Called after each call that was sent, whatever came of it. */
  onSettled?: (name: WhmFunction, parameters: URLSearchParams) => void;
};

export type Call = Pick<Incoming, 'body' | 'signal'>;

/**
 * Sends a call on with the credential. Both ways everything is rebuilt from what is known to be wanted;
 * nothing is copied and then cleaned. Expects a request that `checkRequest` let through.
 */
export function createForwarder(
  options: ForwarderOptions,
): (name: WhmFunction, call: Call) => Promise<Response> {
  const { upstreamUrl, headers, timeLimit = timeLimitMs, onSettled } = options;

  return async (name, call) => {
    const parameters = await readForm(call.body);
    if (!(parameters instanceof URLSearchParams)) return answerRefusal(parameters);
    const refusal = checkParameters(name, parameters);
    if (refusal !== null) return answerRefusal(refusal);

    const outcome = await withTimeLimit(timeLimit(name), call.signal, (signal) =>
      send(
        new Request(new URL(`/json-api/${name}`, upstreamUrl), {
          method: 'POST',
          headers: {
            ...headers,
            accept: 'application/json',
            'content-type': 'application/x-www-form-urlencoded',
          },
          body: parameters.toString(),
          redirect: 'manual',
          signal,
        }),
        options,
      ),
    );
    onSettled?.(name, parameters);
    return outcome;
  };
}

export function answerRefusal(refusal: Refusal): Response {
  const response = answerFailure(refusal.status, 'refused', refusal.sentence, refusal.reason);
  if (refusal.allow !== null) response.headers.set('allow', refusal.allow);
  return response;
}

export async function readForm(body: Incoming['body']): Promise<URLSearchParams | Refusal> {
  try {
    const bytes = await readBody(body, maxCallBytes);
    if (bytes === 'too-large') return refuse('body-too-large');
    return new URLSearchParams(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Not UTF-8, or the browser went away in the middle: nothing has been sent on.
    return refuse('malformed-body');
  }
}

async function send(request: Request, { upstream, secrets }: ForwarderOptions): Promise<Response> {
  try {
    const response = await upstream(request);
    const body = await readBody(response.body, maxAnswerBytes);
    if (body === 'too-large') {
      return answerFailure(502, 'malformed', 'The server’s answer is larger than 16 MiB.');
    }
    const clean = redactBytes(body, secrets);
    const passedOn = answer(response.status, clean, keptHeaders(response.headers, secrets));
    return isRefusal(response.status, body) ? withOutcome(passedOn, 'refused-by-server') : passedOn;
  } catch (error) {
    return answerFailure(502, 'unreachable', redact(describeNetworkFailure(error), secrets));
  }
}

/** For the log. A long answer has data in it, and is not read twice. */
function isRefusal(status: number, body: Uint8Array): boolean {
  if (status === 401 || status === 403) return true;
  if (body.byteLength > 16 * 1024) return false;
  const result = resultOf(new TextDecoder().decode(body));
  return result !== null && result !== 1;
}

/**
 * Of the server's headers only what the page reads. A redirect keeps its status but loses its Location:
 * the one redirect WHM gives is to its log-in page, and following it would hide that.
 */
function keptHeaders(headers: Headers, secrets: readonly string[]): Headers {
  const kept = new Headers();
  for (const name of ['content-type', 'date']) {
    const value = headers.get(name);
    if (value !== null && redact(value, secrets) === value) kept.set(name, value);
  }
  return kept;
}

function redactBytes(bytes: Uint8Array<ArrayBuffer>, secrets: readonly string[]): Uint8Array<ArrayBuffer> {
  const text = new TextDecoder().decode(bytes);
  const clean = redact(text, secrets);
  // Bytes that are not UTF-8 pass unchanged unless there is something to take out.
  return clean === text ? bytes : new TextEncoder().encode(clean);
}

/**
 * Ends the work when the time is over or the browser went away, even if the upstream ignores its signal.
 * A timer of our own and no `AbortSignal.any`: Node 20 may collect a composed signal before it fires.
 */
async function withTimeLimit(
  limitMs: number,
  clientSignal: AbortSignal,
  work: (signal: AbortSignal) => Promise<Response>,
): Promise<Response> {
  const clientGone = () => answerFailure(502, 'unreachable', 'The browser ended the request.');
  if (clientSignal.aborted) return clientGone();

  const controller = new AbortController();
  let cleanUp = () => {};
  const ended = new Promise<Response>((resolve) => {
    const onAbort = () => resolve(clientGone());
    const timer = setTimeout(() => {
      const sentence = `The server did not answer within ${Math.round(limitMs / 1000)} seconds.`;
      resolve(answerFailure(504, 'timed-out', sentence));
    }, limitMs);
    clientSignal.addEventListener('abort', onAbort, { once: true });
    cleanUp = () => {
      clearTimeout(timer);
      clientSignal.removeEventListener('abort', onAbort);
    };
  });
  try {
    return await Promise.race([work(controller.signal), ended]);
  } finally {
    cleanUp();
    // Frees the connection of a call that lost the race; one that won has been read to its end.
    controller.abort();
  }
}
