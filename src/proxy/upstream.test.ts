import { X509Certificate } from 'node:crypto';
import { createServer as createPlainServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { Trust } from './config.ts';
import { settingNamesIn } from './network-failure.ts';
import {
  expiredCertificate,
  goodCertificate,
  privateKey,
  selfSignedCertificate,
  wrongNameCertificate,
} from './test-certificates.ts';
import { createTestUpstreams, ownAuthority, ticketKeys } from './test-upstreams.ts';

const { portOf, serve, callerOf, close } = createTestUpstreams();

afterEach(close);

function fingerprintOf(certificate: string): Trust {
  const sha256 = new X509Certificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase();
  return { kind: 'fingerprint', sha256 };
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

  it('is accepted on the next connections too: a session that is resumed shows no certificate', async () => {
    const { url, requests } = await serve(selfSignedCertificate);
    const call = callerOf(url, fingerprintOf(selfSignedCertificate));
    for (let round = 0; round < 3; round++) expect(await call()).toContain('200');
    expect(requests).toHaveLength(3);
  });

  it('is compared again when the server changes it between two connections', async () => {
    const { url, requests, server } = await serve(selfSignedCertificate);
    const call = callerOf(url, fingerprintOf(selfSignedCertificate));
    expect(await call()).toContain('200');
    server.setSecureContext({ key: privateKey, cert: goodCertificate, ticketKeys });
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
  const port = await portOf(createPlainServer());
  await close();
  const call = callerOf(`https://127.0.0.1:${port}`, ownAuthority);
  expect(await call()).toContain(`The connection was refused at 127.0.0.1:${port}: nothing listens there`);
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

describe('a problem with the certificate of a server of the servers file', () => {
  it.each([
    ['another host name', wrongNameCertificate, 'than the one in the url of berlin in WHM_SERVERS_FILE.'],
    ['nobody’s signature but its own', selfSignedCertificate, 'Pin it with the fingerprint of berlin in'],
    ['an unknown authority', goodCertificate, 'Name it with the caFile of berlin in WHM_SERVERS_FILE'],
  ])('with %s names the setting in that file', async (title, certificate, sentence) => {
    const { url } = await serve(certificate);
    const trust = title === 'an unknown authority' ? ({ kind: 'public-authorities' } as const) : ownAuthority;
    const answer = await callerOf(url, trust, { names: settingNamesIn('berlin') })();
    expect(answer).toContain(sentence);
    expect(answer).not.toMatch(/WHM_URL|WHM_FINGERPRINT|WHM_CA_FILE/);
  });
});
