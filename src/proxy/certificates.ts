import { X509Certificate } from 'node:crypto';

/** Whether each certificate of a PEM file can be read; what stands between them does not matter. */
export function canReadCertificates(pem: string): boolean {
  const begin = '-----BEGIN CERTIFICATE-----';
  return pem
    .split(begin)
    .slice(1)
    .every((rest) => isCertificate(begin + rest));
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).serialNumber !== '';
  } catch {
    return false;
  }
}
