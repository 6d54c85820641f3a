import { type ClipboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';

/** For a box that holds a secret: when it goes, the browser must not go on holding what was in it. */
export function useSecretBox(): RefObject<HTMLTextAreaElement | null> {
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const box = field.current;
    return () => {
      // The browser remembers an element that had the focus or a selection, and with it what it held.
      box?.blur();
      if (box) box.value = '';
    };
  }, []);
  return field;
}

/** Whether what is being copied by hand is all that the box holds. */
export function copiesAll({ currentTarget: box }: ClipboardEvent<HTMLTextAreaElement>): boolean {
  return box.selectionStart === 0 && box.selectionEnd === box.value.length;
}
