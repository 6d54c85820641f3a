import { failure, type Reply } from './exchange.ts';
import { foreignAnswer } from './foreign.ts';
import { gatewayFailureSchema } from './gateway.ts';
import { redact } from './redact.ts';

type Envelope = { data: unknown; warnings: readonly string[] };

const EXPECTED = 'an answer of WHM API 1 ({"metadata":{"result":1},"data":{}})';

/**
 * Takes an answer out of its envelope; throws a `WhmError` for everything that is not a success.
 * The content type is not looked at: WHM sends its refusals as JSON labelled `text/plain`.
 * Source: api.docs.cpanel.net, /whm/introduction (metadata); the legacy `cpanelresult` is as observed.
 */
export function readEnvelope(reply: Reply): Envelope {
  const body = reply.redirected ? null : parseRecord(reply.text);
  if (body === null) throw foreignAnswer(reply, EXPECTED);
  if (isRecord(body.metadata)) return readMetadata(reply, body.metadata, body.data);
  if (isRecord(body.cpanelresult)) return readLegacy(reply, body.cpanelresult);
  const gateway = gatewayFailureSchema.safeParse(body);
  if (gateway.success) {
    const { kind, reason } = gateway.data.gateway;
    throw failure(reply, kind, reason, kind === 'malformed' ? EXPECTED : undefined);
  }
  throw foreignAnswer(reply, EXPECTED);
}

function readMetadata(reply: Reply, metadata: Record<string, unknown>, data: unknown): Envelope {
  const succeeded = isFlag(metadata.result, 1);
  const reason = sentence(metadata.reason) ?? (isRecord(data) ? sentence(data.reason) : null);
  if (succeeded && reply.status < 400) {
    return { data, warnings: readWarnings(metadata.output, reply.secrets) };
  }
  if (!succeeded && isFlag(metadata.result, 0)) throw refusal(reply, reason, 'refused');
  throw failure(
    reply,
    'malformed',
    succeeded
      ? `The server’s answer contradicts itself: it reports success with HTTP ${reply.status}.`
      : 'The server’s answer does not say whether the call succeeded: metadata.result: expected 1 or 0.',
    'metadata.result 1 with HTTP 200, or metadata.result 0',
  );
}

/** The envelope of older WHM APIs: refused log-ins come in it and, observed on 11.134, `version` does. */
function readLegacy(reply: Reply, result: Record<string, unknown>): Envelope {
  const data = isRecord(result.data) ? result.data : {};
  const error = sentence(result.error);
  if (error !== null || isFlag(data.result, 0)) {
    throw refusal(reply, error ?? sentence(data.reason), 'forbidden');
  }
  if (reply.call === 'version' && reply.status < 400) return { data, warnings: [] };
  throw foreignAnswer(reply, EXPECTED);
}

function refusal(reply: Reply, reason: string | null, otherwise: 'refused' | 'forbidden') {
  const kind = reply.status === 401 ? 'signed-out' : reply.status === 403 ? 'forbidden' : otherwise;
  return failure(reply, kind, reason ?? 'The server refused and gave no reason.');
}

/** Undocumented for these functions; elsewhere an array of sentences or one text with a line for each. */
function readWarnings(output: unknown, secrets: readonly string[]): readonly string[] {
  if (!isRecord(output)) return [];
  return [output.warnings, output.messages]
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .flatMap((value) => (typeof value === 'string' ? value.split('\n') : []))
    .map((line) => redact(line.trim(), secrets))
    .filter((line) => line !== '');
}

function isFlag(value: unknown, flag: 0 | 1): boolean {
  return value === flag || value === String(flag);
}

function sentence(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function parseRecord(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
