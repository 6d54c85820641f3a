import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { callWhm } from './call.ts';
import { WhmError } from './errors.ts';
import type { FetchHandler } from './fetch-handler.ts';
import { versionAnswer } from './wire.ts';
import { noAnswer } from './writes.ts';

const baseUrl = 'https://dash.example/cpsess1234567890/';
const ok = (data: unknown = {}) => JSON.stringify({ metadata: { result: 1, reason: 'OK' }, data });

function recording(answer: () => Response | Promise<Response>) {
  const requests: Request[] = [];
  const transport: FetchHandler = async (request) => {
    requests.push(request);
    return await answer();
  };
  return { requests, transport };
}

const never: FetchHandler = () => new Promise(() => {});
const revoke = { name: 'api_token_revoke', parameters: { token_name: 'x' }, answer: noAnswer } as const;
const version = { name: 'version', parameters: {}, answer: versionAnswer } as const;

async function failureOf(promise: Promise<unknown>): Promise<WhmError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WhmError)) throw new Error(`Not a WhmError: ${error}`);
  return error;
}

describe('callWhm', () => {
  it('posts a form below the base URL, with repeated values numbered from 0', async () => {
    const { requests, transport } = recording(() => new Response(ok()));
    await callWhm(
      { transport, baseUrl },
      {
        name: 'api_token_update',
        parameters: { token_name: 'a&b', acl: ['list-accts', 'all'], expires_at: '0', whitelist_ip: 'any' },
        answer: noAnswer,
      },
    );
    const [request] = requests;
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://dash.example/cpsess1234567890/json-api/api_token_update',
      redirect: 'manual',
      cache: 'no-store',
      credentials: 'same-origin',
    });
    expect(request?.headers.get('content-type')).toBe('application/x-www-form-urlencoded;charset=UTF-8');
    expect(await request?.text()).toBe(
      'api.version=1&token_name=a%26b&acl-0=list-accts&acl-1=all&expires_at=0&whitelist_ip=any',
    );
  });

  it('gives the value, the warnings and the clock of the server', async () => {
    const date = 'Sun, 22 Nov 2026 06:00:00 GMT';
    const body = { metadata: { result: 1, output: { warnings: ['W.'] } }, data: { version: '11.138.0.10' } };
    const { transport } = recording(() => new Response(JSON.stringify(body), { headers: { date } }));
    expect(await callWhm({ transport, baseUrl }, version)).toEqual({
      value: '11.138.0.10',
      warnings: ['W.'],
      serverTime: new Date('2026-11-22T06:00:00Z'),
    });
  });

  it.each([[{}], [{ date: 'soon' }]])('knows no server time when the headers are %j', async (headers) => {
    const { transport } = recording(() => new Response(ok(), { headers }));
    expect((await callWhm({ transport, baseUrl }, revoke)).serverTime).toBeNull();
  });

  it('names the field of an answer that it cannot use', async () => {
    const { transport } = recording(() => new Response(ok({ version: [] })));
    const error = await failureOf(callWhm({ transport, baseUrl }, version));
    expect([error.kind, error.reason, error.status]).toEqual([
      'malformed',
      'The server’s answer is not what WHM documents: version: expected text.',
      200,
    ]);
    expect(error.details).toBe(
      `Expected version: expected text. Received (HTTP 200): ${ok({ version: [] })}`,
    );
  });

  it.each([
    ['rejects', () => Promise.reject(new TypeError('fetch failed'))],
    [
      'throws',
      () => {
        throw new DOMException('The network changed.', 'NetworkError');
      },
    ],
  ])('says unreachable when the network %s', async (_, transport: FetchHandler) => {
    const error = await failureOf(callWhm({ transport, baseUrl }, revoke));
    expect([error.kind, error.outcomeUnknown, error.status]).toEqual(['unreachable', true, null]);
    expect(error.advice).toBe(
      'The change may have been made all the same: refresh the list before trying again.',
    );
  });

  it('says unreachable when the connection drops within the answer', async () => {
    const body = new ReadableStream({ start: (stream) => stream.error(new TypeError('terminated')) });
    const { transport } = recording(() => new Response(body));
    expect((await failureOf(callWhm({ transport, baseUrl }, version))).kind).toBe('unreachable');
  });
});

describe('callWhm and time', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([
    ['a read', version, 30_000],
    ['a write', revoke, 60_000],
  ])('gives up on %s in time, even when the transport does not listen', async (_, call, limit) => {
    let settled = false;
    const failed = failureOf(
      callWhm<'version' | 'api_token_revoke', unknown>({ transport: never, baseUrl }, call),
    );
    void failed.then(() => {
      settled = true;
    });
    await vi.advanceTimersByTimeAsync(limit - 1);
    expect(settled).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    const { kind, reason } = await failed;
    expect([kind, reason]).toEqual([
      'timed-out',
      `The server did not answer within ${limit / 1000} seconds.`,
    ]);
  });

  it('gives up on an answer that begins and does not end, and tells the transport', async () => {
    const { requests, transport } = recording(() => new Response(new ReadableStream()));
    const failed = failureOf(callWhm({ transport, baseUrl }, version));
    await vi.advanceTimersByTimeAsync(30_000);
    expect((await failed).kind).toBe('timed-out');
    expect(requests[0]?.signal.aborted).toBe(true);
  });

  it('leaves no timer behind', async () => {
    const { transport } = recording(() => new Response(ok()));
    await callWhm({ transport, baseUrl }, revoke);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('rejects with the AbortError itself when the caller aborts', async () => {
    const caller = new AbortController();
    const call = callWhm({ transport: never, baseUrl }, { ...version, signal: caller.signal });
    const rejected = expect(call).rejects.toSatisfy((error) => error === caller.signal.reason);
    caller.abort();
    await rejected;
    expect(caller.signal.reason).toMatchObject({ name: 'AbortError' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('sends nothing when the caller has aborted already', async () => {
    const { requests, transport } = recording(() => new Response(ok()));
    const call = callWhm({ transport, baseUrl }, { ...version, signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect(requests).toEqual([]);
  });
});
