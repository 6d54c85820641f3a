/** A ref that focuses its element when it appears; one function, so that re-rendering does not refocus. */
export function focusOnMount(element: HTMLElement | null) {
  element?.focus();
}

/** For after something that may take away what has the focus: once that is drawn, the heir has it. */
export function passFocusTo(heir: () => HTMLElement | null | undefined) {
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) heir()?.focus();
  });
}
