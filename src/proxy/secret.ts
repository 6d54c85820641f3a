const redacted = '[redacted]';

/**
 * A value that must not be printed. It shows itself as `[redacted]` in templates, JSON and Node's
 * `console.log`/`inspect`; only `reveal()` gives it out.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return redacted;
  }

  toJSON(): string {
    return redacted;
  }

  // The registered symbol Node's inspect looks for: nodejs.org/api/util.html#utilinspectcustom
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return redacted;
  }
}

/**
 * Replaces every appearance of the secrets in a text: as they are, as JSON writes them inside a string (with
 * the slash escaped or not, RFC 8259, section 7), and percent-encoded. An upstream that echoes a request must
 * not carry the credential to the browser.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret === '') continue;
    if (isCode(secret)) {
      clean = clean.replaceAll(new RegExp(`(?<!\\w)${secret}(?!\\w)`, 'g'), redacted);
      continue;
    }
    const inJson = JSON.stringify(secret).slice(1, -1);
    for (const form of [secret, inJson, inJson.replaceAll('/', '\\/'), encodeURIComponent(secret)]) {
      clean = clean.replaceAll(form, redacted);
    }
  }
  return clean;
}

/** A few digits stand in longer numbers by chance, such as in a time: only where they stand alone are they it. */
function isCode(secret: string): boolean {
  return /^\d{1,8}$/.test(secret);
}
