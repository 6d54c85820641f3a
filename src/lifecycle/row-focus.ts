import { revokeButtonId } from '../tokens/row-ids.ts';

/** Some seconds: rows of a long list on a slow machine are drawn by then. */
const MOST_FRAMES = 300;

/**
 * The row's menu takes the focus as soon as it can have it: what had it may be gone, the row may still have to be
 * drawn, a dialog to close. Unless the person has gone on by then.
 */
export function focusMenuOf(name: string) {
  const goneOn = new AbortController();
  for (const event of ['keydown', 'pointerdown'])
    addEventListener(event, () => goneOn.abort(), { signal: goneOn.signal });
  let frames = 0;
  const focus = () => {
    const menu = document.querySelector<HTMLElement>(`[aria-label="${CSS.escape(`More for ${name}`)}"]`);
    if (goneOn.signal.aborted) return;
    menu?.focus();
    frames += 1;
    if (menu?.matches(':focus') || frames === MOST_FRAMES) goneOn.abort();
    else requestAnimationFrame(focus);
  };
  requestAnimationFrame(focus);
}

/** The row's second button takes the focus, which is *Revoke*, *Undo* or *End old now*. */
export function focusRow(name: string) {
  document.getElementById(revokeButtonId(name))?.focus();
}

/** The same, once the page is drawn anew and only if the focus was lost with what had it. */
export function keepFocusInRow(name: string) {
  requestAnimationFrame(() => document.activeElement === document.body && focusRow(name));
}
