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
 * Replaces every appearance of the secrets in a text: as they are, as JSON writes them inside a string,
 * and percent-encoded. An upstream that echoes a request must not carry the credential to the browser.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret === '') continue;
    for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) {
      clean = clean.replaceAll(form, redacted);
    }
  }
  return clean;
}
