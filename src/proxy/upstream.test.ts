import { X509Certificate } from 'node:crypto';
import { createServer as createPlainServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import { afterEach, describe, expect, it } from 'vitest';
import type { Trust } from './config.ts';
import { createForwarder } from './forwarder.ts';
import {
  authority,
  expiredCertificate,
  goodCertificate,
  privateKey,
  selfSignedCertificate,
  wrongNameCertificate,
} from './test-certificates.ts';
import { createUpstream } from './upstream.ts';

const ownAuthority: Trust = { kind: 'own-authority', pem: authority };
const closers: Array<() => Promise<void>> = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

function fingerprintOf(certificate: string): Trust {
  const sha256 = new X509Certificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase();
  return { kind: 'fingerprint', sha256 };
}

async function portOf(server: Server | ReturnType<typeof createPlainServer>) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

async function serve(certificate: string) {
  const requests: string[] = [];
  const server = createServer({ key: privateKey, cert: certificate }, (incoming, outgoing) => {
    requests.push(incoming.headers.authorization ?? '');
    outgoing.setHeader('connection', 'close');
    outgoing.end('{"metadata":{}}');
  });
  return { url: `https://localhost:${await portOf(server)}`, requests, server };
}

function callerOf(url: string, trust: Trust) {
  const upstream = createUpstream(trust);
  closers.push(upstream.close);
  const forward = createForwarder({
    upstream: upstream.handle,
    upstreamUrl: url,
    authorization: 'whm root:TOKEN',
    secrets: ['TOKEN'],
    timeLimit: () => 5_000,
  });
  return async () => {
    const response = await forward(
      new Request('http://127.0.0.1:4173/json-api/version', { method: 'POST', body: 'api.version=1' }),
    );
    return `${response.status} ${await response.text()}`;
  };
}

describe('a certificate of the own authority', () => {
  it('is accepted', async () => {
    const { url, requests } = await serve(goodCertificate);
    expect(await callerOf(url, ownAuthority)()).toBe('200 {"metadata":{}}');
    expect(requests).toEqual(['whm root:TOKEN']);
  });

  it.each([
    ['for another host name', wrongNameCertificate, 'is for another host name'],
    ['that has expired', expiredCertificate, 'has expired'],
    ['that is self-signed instead', selfSignedCertificate, 'is self-signed'],
  ])('%s is refused before the credential is sent', async (_title, certificate, sentence) => {
    const { url, requests } = await serve(certificate);
    const answer = await callerOf(url, ownAuthority)();
    expect(answer).toContain('502');
    expect(answer).toContain(sentence);
    expect(requests).toEqual([]);
  });
});

it('refuses an authority that is not known', async () => {
  const { url, requests } = await serve(goodCertificate);
  expect(await callerOf(url, { kind: 'public-authorities' })()).toContain('authority that is not known');
  expect(requests).toEqual([]);
});

describe('a pinned certificate', () => {
  it.each([
    ['self-signed', selfSignedCertificate],
    ['for another host name', wrongNameCertificate],
    ['of an unknown authority', goodCertificate],
  ])('is accepted when it is %s', async (_title, certificate) => {
    const { url } = await serve(certificate);
    expect(await callerOf(url, fingerprintOf(certificate))()).toContain('200');
  });

  it('is the only one accepted, whoever signed the other', async () => {
    const { url, requests } = await serve(goodCertificate);
    const answer = await callerOf(url, fingerprintOf(selfSignedCertificate))();
    expect(answer).toContain('not the one pinned');
    expect(requests).toEqual([]);
  });

  it('is compared again when the server changes it between two connections', async () => {
    const { url, requests, server } = await serve(selfSignedCertificate);
    const call = callerOf(url, fingerprintOf(selfSignedCertificate));
    expect(await call()).toContain('200');
    server.setSecureContext({ key: privateKey, cert: goodCertificate });
    expect(await call()).toContain('not the one pinned');
    expect(requests).toHaveLength(1);
  });

  it('is not taken from a server without TLS', async () => {
    const url = `http://localhost:${await portOf(createPlainServer((_, outgoing) => outgoing.end()))}`;
    expect(await callerOf(url, fingerprintOf(goodCertificate))()).toContain('not the one pinned');
  });
});

it('accepts any certificate when told not to check', async () => {
  const { url } = await serve(expiredCertificate);
  expect(await callerOf(url, { kind: 'insecure' })()).toContain('200');
});

it('says so when the port does not speak TLS', async () => {
  const port = await portOf(createPlainServer((_, outgoing) => outgoing.end()));
  const call = callerOf(`https://localhost:${port}`, ownAuthority);
  expect(await call()).toContain('did not answer with TLS');
});

it('gives address and port when nothing listens', async () => {
  const server = createPlainServer();
  const port = await portOf(server);
  await closers.pop()?.();
  const call = callerOf(`https://127.0.0.1:${port}`, ownAuthority);
  expect(await call()).toContain(`connect ECONNREFUSED 127.0.0.1:${port}`);
});

it('follows no redirect', async () => {
  const paths: string[] = [];
  const server = createPlainServer((incoming, outgoing) => {
    paths.push(incoming.url ?? '');
    outgoing.writeHead(302, { location: '/login', 'set-cookie': 'session=1' }).end();
  });
  const call = callerOf(`http://127.0.0.1:${await portOf(server)}`, { kind: 'public-authorities' });
  expect(await call()).toBe('302 ');
  expect(paths).toEqual(['/json-api/version']);
});

it('reports an answer that breaks off', async () => {
  const server = createPlainServer((_, outgoing) => {
    outgoing.writeHead(200, { 'content-length': '100' });
    outgoing.write('{"meta', () => outgoing.destroy());
  });
  const call = callerOf(`http://127.0.0.1:${await portOf(server)}`, { kind: 'public-authorities' });
  expect(await call()).toContain('"unreachable"');
});
