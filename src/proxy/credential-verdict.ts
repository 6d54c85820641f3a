import { z } from 'zod';
import type { Call } from './forwarder.ts';

/** What WHM made of a credential; `undecided`: nobody knows, for it did not answer. */
export type Verdict = 'succeeded' | 'failed' | 'undecided';

const envelope = z.object({ metadata: z.object({ result: z.union([z.number(), z.string()]) }) });

/**
 * The question that shows WHM a credential: `myprivs`, which every account may ask. Whoever asks can take it
 * back until it is sent, and no longer: WHM counts a wrong credential whether or not anybody waits for its
 * answer, and so must we.
 */
export function showingCall(signal: AbortSignal): Call {
  return {
    body: new Response('api.version=1').body,
    signal: signal.aborted ? signal : new AbortController().signal,
  };
}

/** Of the answer to it. One that did not come in time may have been a refusal, and counts as one. */
export async function verdictOf(answer: Response): Promise<Verdict> {
  const { status } = answer;
  if (status === 401 || status === 403 || status === 504) return 'failed';
  const text = await answer.clone().text();
  const result = resultOf(text);
  if (result !== null) return result === 1 ? 'succeeded' : 'failed';
  // A log-in page, or a redirect to one: observed where a session or a password was not accepted.
  if (status >= 300 && status < 400) return 'failed';
  return /type\s*=\s*["']?password|"cpanelresult"/i.test(text) ? 'failed' : 'undecided';
}

/** 1: WHM did what it was asked; null: this is no answer of its API. */
export function resultOf(text: string): number | null {
  try {
    const parsed = envelope.safeParse(JSON.parse(text));
    return parsed.success ? Number(parsed.data.metadata.result) : null;
  } catch {
    return null;
  }
}
