import { type RefObject, useEffect } from 'react';

// Marks without touching the text nodes, so that a name stays one piece for copying and reading out
// (CSS Custom Highlight API); a browser without it marks nothing. The look is in styles.css.
const marks = typeof Highlight === 'undefined' ? null : new Highlight();
if (marks !== null) CSS.highlights.set('search', marks);

/** Marks where the element's text contains the search. */
export function useSearchHighlight(element: RefObject<HTMLElement | null>, text: string, search: string) {
  useEffect(() => {
    const node = element.current?.firstChild;
    const wanted = search.trim().toLowerCase();
    const start = text.toLowerCase().indexOf(wanted);
    if (marks === null || !(node instanceof Text) || wanted === '' || start < 0) return;
    const range = new Range();
    range.setStart(node, start);
    range.setEnd(node, Math.min(start + wanted.length, node.length));
    marks.add(range);
    return () => {
      marks.delete(range);
    };
  }, [element, text, search]);
}
