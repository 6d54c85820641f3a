/**
 * Copies text. False when the browser refused or has no clipboard (plain http, permissions): the caller
 * then selects the text and says which keys to press. Never throws.
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
