/*
 * SHA-256 (FIPS 180-4) in plain code: `crypto.subtle` exists in secure contexts only, and the static demo
 * may be served from a host without https. For simulated secrets, nothing else.
 */

const primes = [2];
for (let candidate = 3; primes.length < 64; candidate += 2) {
  if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
}

/** The first 32 bits of the fractional part. */
const fractionBits = (value: number) => ((value % 1) * 2 ** 32) | 0;
const initialHash = primes.slice(0, 8).map((prime) => fractionBits(Math.sqrt(prime)));
const roundConstants = primes.map((prime) => fractionBits(Math.cbrt(prime)));

const rotate = (word: number, by: number) => (word >>> by) | (word << (32 - by));

/** The digest of a text in UTF-8, in lower-case hexadecimal. */
export function sha256(text: string): string {
  const message = padded(new TextEncoder().encode(text));
  let hash = initialHash;
  for (let start = 0; start < message.byteLength; start += 64) {
    hash = compress(hash, schedule(message, start));
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function padded(bytes: Uint8Array): DataView {
  const length = Math.ceil((bytes.length + 9) / 64) * 64;
  const message = new Uint8Array(length);
  message.set(bytes);
  message[bytes.length] = 0x80;
  const view = new DataView(message.buffer);
  view.setBigUint64(length - 8, BigInt(bytes.length) * 8n);
  return view;
}

function schedule(message: DataView, start: number): readonly number[] {
  const words = Array.from({ length: 16 }, (_, index) => message.getInt32(start + index * 4));
  const word = (index: number) => words[index] ?? 0;
  for (let index = 16; index < 64; index++) {
    const [a, b] = [word(index - 15), word(index - 2)];
    const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
    const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
    words.push((word(index - 16) + s0 + word(index - 7) + s1) | 0);
  }
  return words;
}

function compress(hash: readonly number[], words: readonly number[]): number[] {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (const [index, word] of words.entries()) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + s1 + choice + (roundConstants[index] ?? 0) + word) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + s0 + majority) | 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, index) => (word + (hash[index] ?? 0)) | 0);
}
