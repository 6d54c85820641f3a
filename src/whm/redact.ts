const HIDDEN = '[redacted]';

/**
 * Value of a field called `token`, in JSON (nested JSON included, hence the backslashes) or in a form,
 * also when the text breaks off inside it.
 */
const tokenField = /(\\*["']token\\*["']\s*:\s*\\*["']?|\btoken=)(?!\s)[^"'&,}\s\\]+/gi;

/** WHM's secrets are runs of 32 capitals and digits in every documented example. */
const secretRun = /[A-Z0-9]{32,}/g;

/** The text without anything that looks like a token's secret, and without `secrets`, which were sent. */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) {
    if (secret === '') continue;
    for (const written of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
      clean = clean.replaceAll(written, HIDDEN);
    }
  }
  return clean.replace(tokenField, `$1${HIDDEN}`).replace(secretRun, HIDDEN);
}
