import { z } from 'zod';
import { canReadCertificates } from './certificates.ts';
import { Secret } from './secret.ts';

// What a setting may be, wherever it is written: an environment variable, the list of servers, the sign-in form.

const loopbackNames = ['127.0.0.1', 'localhost', '::1', '[::1]'];

export function isLoopback(host: string): boolean {
  return loopbackNames.includes(host);
}

/** An address or a name to listen on. */
export const listenHost = z
  .string()
  .regex(
    /^(?:[A-Za-z\d.-]+|\[?[\da-fA-F:.]+\]?)$/,
    'must be an address of this machine, such as 127.0.0.1 or 0.0.0.0.',
  )
  .transform((value) => value.replace(/^\[(.*)\]$/, '$1'));

export const whmUrl = z.string().transform((value, context) => {
  const problem = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  if (!URL.canParse(value)) return problem('must be an address such as https://whm.example.com:2087.');
  const url = new URL(value);
  if (url.username !== '' || url.password !== '') {
    return problem('must not contain a user or password: they have settings of their own.');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    return problem('must begin with https: over http the credential would cross the network unprotected.');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return problem('must begin with https.');
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    return problem('must be a host and a port only, such as https://whm.example.com:2087.');
  }
  return url;
});

export const whmUser = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/, 'must be the name of a WHM user.');

// At least 8 characters: a shorter one would be found, and taken out, in every answer of the server.
export const apiToken = z
  .string()
  .regex(
    /^[\x21-\x7e]{8,512}$/,
    'must be one API token: 8 characters or more, without spaces or line breaks.',
  )
  .transform((value) => new Secret(value));

export const fingerprint = z
  .string()
  .transform((value) => value.replaceAll(':', '').toLowerCase())
  .refine((value) => /^[0-9a-f]{64}$/.test(value), 'must be a SHA-256 fingerprint: 64 hexadecimal digits.');

/** One or more; each is read, for a broken one would fail only when somebody connects. */
export const certificatePem = z
  .string()
  .includes('-----BEGIN CERTIFICATE-----', 'must be a PEM certificate file.')
  .refine(canReadCertificates, 'holds a certificate that cannot be read: it is broken or cut off.');

export const keyPem = z
  .string()
  .regex(/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/, 'must be a PEM private key file, without a passphrase.')
  .transform((value) => new Secret(value));

export const flag = z.enum(['0', '1'], 'must be 1 or 0.').transform((value) => value === '1');

export const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone such as America/Chicago.');

/** Separated by commas or spaces. */
export function listOf(item: RegExp, message: string) {
  return z
    .string()
    .transform((value) =>
      value
        .toLowerCase()
        .split(/[\s,]+/)
        .filter(Boolean),
    )
    .refine((items) => items.length > 0 && items.every((one) => item.test(one)), message);
}

export function wholeNumber(min: number, max: number) {
  const message = `must be a whole number from ${min} to ${max}.`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
