/** The bodies the simulated server answers with. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** What a function came to, before it is written as an envelope. */
export type Answer = { result: 0 | 1; reason: string; data?: JsonObject };

/** Thrown where a function says no; `reason` is what the caller gets to read. */
export class Refusal extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.name = 'Refusal';
    this.reason = reason;
  }
}

/** `data` left out: the function answers with metadata only, as `api_token_revoke` is documented to. */
export function succeeded(data?: JsonObject): Answer {
  return data === undefined ? { result: 1, reason: 'OK' } : { result: 1, reason: 'OK', data };
}

export function refused(reason: string): Answer {
  return { result: 0, reason };
}

/** The WHM API 1 envelope (documented at api.docs.cpanel.net, "Introduction to WHM API 1"). */
export function envelope(command: string, answer: Answer): JsonObject {
  const metadata = { command, reason: answer.reason, result: answer.result, version: 1 };
  return answer.data === undefined ? { metadata } : { data: answer.data, metadata };
}

/** A function that ran and failed answers 200 as well: the outcome is in `metadata.result`. */
export function jsonResponse(body: Json): Response {
  return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
}

export function textResponse(status: number, body: string, statusText?: string): Response {
  const headers = { 'content-type': 'text/plain; charset="utf-8"' };
  return new Response(body, statusText === undefined ? { status, headers } : { status, statusText, headers });
}

export function htmlResponse(status: number, title: string, text: string): Response {
  const body = `<!DOCTYPE html>\n<html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>\n`;
  return new Response(body, { status, headers: { 'content-type': 'text/html; charset="utf-8"' } });
}

/**
 * Refused credential, or a token that is not allowed this function: one body for all of them, so that
 * nobody learns which it was. Observed on live servers (issues of mgufrone/cpanel-php and
 * dkoston/IpManager): JSON under a text type, no `metadata`, and `result` is a string.
 */
export function forbiddenResponse(): Response {
  const reason = 'Access denied';
  const cpanelresult = { apiversion: '2', error: reason, data: { reason, result: '0' }, type: 'text' };
  return textResponse(403, JSON.stringify({ cpanelresult }), 'Forbidden Access denied');
}

/** A value of the caller's inside a sentence: in quotes, and never longer than a sentence bears. */
export function quote(value: string): string {
  return `“${value.length > 60 ? `${value.slice(0, 60)}…` : value}”`;
}
