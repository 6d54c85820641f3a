import { describe, expect, it } from 'vitest';
import type { FetchHandler } from '../whm/fetch-handler.ts';
import { createForwarder } from './forwarder.ts';

const secret = 'S3CRET"TOKEN';
const authorization = `whm root:${secret}`;

function createTestForwarder(upstream: FetchHandler, timeLimitMs = 1_000) {
  const forward = createForwarder({
    upstream,
    upstreamUrl: 'https://whm.example.com:2087',
    headers: { authorization },
    secrets: [secret],
    timeLimit: () => timeLimitMs,
  });
  return (request: Request) => forward('version', request);
}

function callRequest(body: BodyInit = 'api.version=1', init: RequestInit & { duplex?: 'half' } = {}) {
  return new Request('http://127.0.0.1:4173/json-api/version', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...init.headers },
    ...(init.signal ? { signal: init.signal } : {}),
    ...(init.duplex ? { duplex: init.duplex } : {}),
  });
}

async function forwardedBy(request: Request) {
  const sent: Request[] = [];
  await createTestForwarder(async (forwarded) => {
    sent.push(forwarded);
    return new Response('{}');
  })(request);
  const [forwarded] = sent;
  if (forwarded === undefined) throw new Error('Nothing was sent on.');
  return forwarded;
}

function answerTo(response: Response, request = callRequest()) {
  return createTestForwarder(async () => response)(request);
}

function failureOf(error: unknown) {
  return createTestForwarder(() => Promise.reject(error))(callRequest());
}

describe('what is sent on', () => {
  it('goes to the same function of the server, with the credential', async () => {
    const request = await forwardedBy(callRequest());
    expect(request.url).toBe('https://whm.example.com:2087/json-api/version');
    expect([request.method, request.redirect]).toEqual(['POST', 'manual']);
    expect(request.headers.get('authorization')).toBe(authorization);
    expect(await request.text()).toBe('api.version=1');
  });

  it('has no other headers than its own', async () => {
    const request = await forwardedBy(callRequest());
    expect([...request.headers.keys()]).toEqual(['accept', 'authorization', 'content-type']);
  });

  it.each([
    'cookie',
    'origin',
    'referer',
    'user-agent',
    'x-forwarded-for',
    'x-http-method-override',
    'x-cpanel-otp',
  ])('does not carry the header %s of the browser', async (name) => {
    const request = await forwardedBy(callRequest('api.version=1', { headers: { [name]: 'from-browser' } }));
    expect(request.headers.has(name)).toBe(false);
  });

  it('does not carry the Authorization header of the browser', async () => {
    const request = await forwardedBy(
      callRequest('api.version=1', { headers: { authorization: 'whm x:y' } }),
    );
    expect(request.headers.get('authorization')).toBe(authorization);
  });
});

describe('what is refused before anything is sent', () => {
  async function refusalOf(request: Request) {
    let reached = false;
    const response = await createTestForwarder(async () => {
      reached = true;
      return new Response('{}');
    })(request);
    expect(reached).toBe(false);
    return { status: response.status, body: await response.json() };
  }

  it('refuses an unknown parameter with a sentence', async () => {
    const { status, body } = await refusalOf(callRequest('api.version=1&user=x'));
    expect(status).toBe(400);
    expect(body).toEqual({
      gateway: {
        kind: 'refused',
        reason: 'The request has a parameter that this function does not take.',
      },
    });
  });

  it('counts the real bytes of a body that does not say its length', async () => {
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(16 * 1024).fill(97));
      },
    });
    const { status } = await refusalOf(callRequest(stream, { duplex: 'half' }));
    expect(status).toBe(413);
  });

  it('refuses a body that is not UTF-8', async () => {
    const { status } = await refusalOf(callRequest(new Uint8Array([0xff, 0xfe])));
    expect(status).toBe(400);
  });

  it('sends nothing for a browser that is gone already', async () => {
    const { status } = await refusalOf(callRequest('api.version=1', { signal: AbortSignal.abort() }));
    expect(status).toBeGreaterThanOrEqual(400);
  });
});

describe('what comes back', () => {
  it('keeps status, body, content type and Date', async () => {
    const date = 'Sun, 22 Nov 2026 06:00:00 GMT';
    const response = await answerTo(
      new Response('denied', { status: 403, headers: { 'content-type': 'text/plain', date } }),
    );
    expect(response.status).toBe(403);
    expect(await response.text()).toBe('denied');
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(response.headers.get('date')).toBe(date);
  });

  it.each([
    'set-cookie',
    'location',
    'www-authenticate',
    'server',
    'access-control-allow-origin',
    'content-encoding',
    'refresh',
    'link',
    'clear-site-data',
    'x-anything',
  ])('drops the header %s', async (name) => {
    const response = await answerTo(new Response('{}', { headers: { [name]: 'x' } }));
    expect(response.headers.has(name)).toBe(false);
  });

  it('is never stored, sniffed or run as a page', async () => {
    const response = await answerTo(new Response('{}', { headers: { 'cache-control': 'public' } }));
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('keeps the status of a redirect without where it leads', async () => {
    const response = await answerTo(new Response(null, { status: 302, headers: { location: '/login' } }));
    expect(response.status).toBe(302);
    expect(response.headers.has('location')).toBe(false);
  });

  it('may have no body', async () => {
    expect((await answerTo(new Response(null, { status: 204 }))).status).toBe(204);
  });
  it.each([secret, JSON.stringify(secret), encodeURIComponent(secret)])(
    'takes the credential out of an echo: %s',
    async (echo) => {
      const body = await (await answerTo(new Response(`you sent ${echo}, ä`))).text();
      expect(body).not.toContain('S3CRET');
      expect(body).toContain('[redacted]');
      expect(body).toContain('ä');
    },
  );

  it('drops a content type that echoes the credential', async () => {
    const response = await answerTo(new Response('{}', { headers: { 'content-type': `text/${secret}` } }));
    expect(response.headers.has('content-type')).toBe(false);
  });

  it('passes bytes that are not UTF-8 unchanged', async () => {
    const bytes = new Uint8Array([0x7b, 0xff, 0x7d]);
    const response = await answerTo(new Response(bytes));
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it('calls an endless answer malformed', async () => {
    const endless = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)),
    });
    const response = await answerTo(new Response(endless));
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({ gateway: { kind: 'malformed' } });
  });

  it('calls an answer that breaks off unreachable', async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new Error('read ECONNRESET')),
    });
    const response = await answerTo(new Response(broken));
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ gateway: { kind: 'unreachable', reason: 'read ECONNRESET' } });
  });
});

describe('when no answer comes', () => {
  it('gives the innermost cause', async () => {
    const cause = new Error('connect ECONNREFUSED 203.0.113.7:2087');
    const response = await failureOf(new TypeError('fetch failed', { cause }));
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ gateway: { kind: 'unreachable', reason: cause.message } });
  });

  it('gives the first cause where several addresses were tried', async () => {
    const cause = new AggregateError([new Error('connect ECONNREFUSED ::1:2087'), new Error('other')]);
    const response = await failureOf(new TypeError('fetch failed', { cause }));
    expect(await response.json()).toMatchObject({ gateway: { reason: 'connect ECONNREFUSED ::1:2087' } });
  });

  it('takes the credential out of an error', async () => {
    const response = await failureOf(new Error(`cannot send ${authorization}`));
    expect(await response.text()).not.toContain('S3CRET');
  });

  it('says timed-out when the time is over, even if the upstream ignores its signal', async () => {
    const response = await createTestForwarder(() => new Promise(() => {}), 5)(callRequest());
    expect(response.status).toBe(504);
    expect(await response.json()).toMatchObject({ gateway: { kind: 'timed-out' } });
  });

  it('says timed-out when the answer starts but does not end', async () => {
    const stalled = new Response(new ReadableStream({}));
    expect((await createTestForwarder(async () => stalled, 5)(callRequest())).status).toBe(504);
  });

  it('ends the call when the browser goes away', async () => {
    const browser = new AbortController();
    const signals: AbortSignal[] = [];
    const upstream: FetchHandler = (request) => {
      signals.push(request.signal);
      browser.abort();
      return new Promise(() => {});
    };
    await createTestForwarder(upstream)(callRequest('api.version=1', { signal: browser.signal }));
    expect(signals.map((signal) => signal.aborted)).toEqual([true]);
  });
});
