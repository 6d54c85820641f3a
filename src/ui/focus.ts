/** A ref that focuses its element when it appears; one function, so that re-rendering does not refocus. */
export function focusOnMount(element: HTMLElement | null) {
  element?.focus();
}
