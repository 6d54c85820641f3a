import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { ApiToken } from '../whm/model.ts';

type WindowedRowsProps = {
  tokens: readonly ApiToken[];
  /** Rows by name that must be brought into view. */
  wanted: string | null;
  className: string;
  children: (
    token: ApiToken,
    place: { index: number; ref: (row: HTMLTableRowElement | null) => void },
  ) => ReactNode;
};

const ROW_PX = 44;
const CARD_PX = 196;

/**
 * The rows around the window only, between two spacers of the height of the others. The row that has the
 * focus is always among them, so that focus is never lost by scrolling.
 */
export function WindowedRows({ tokens, wanted, className, children }: WindowedRowsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const [focused, setFocused] = useState<number | null>(null);
  // What stands above the rows may change (a notice comes or goes): measured after every drawing.
  useLayoutEffect(() => {
    setTop(Math.round((body.current?.getBoundingClientRect().top ?? 0) + scrollY));
  });
  const cards = matchMedia('(max-width: 639px)').matches;
  const virtualizer = useWindowVirtualizer({
    count: tokens.length,
    estimateSize: () => (cards ? CARD_PX : ROW_PX),
    getItemKey: (index) => tokens[index]?.name ?? index,
    scrollMargin: top,
    overscan: 12,
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const [first, last] = [Math.max(0, startIndex - overscan), Math.min(count - 1, endIndex + overscan)];
      const indexes = Array.from({ length: last - first + 1 }, (_, offset) => first + offset);
      if (focused !== null && focused < count && (focused < first || focused > last)) indexes.push(focused);
      return indexes.sort((a, b) => a - b);
    },
  });
  useEffect(() => {
    const index = wanted === null ? -1 : tokens.findIndex(({ name }) => name === wanted);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'center' });
  }, [wanted, tokens, virtualizer]);
  const items = virtualizer.getVirtualItems();
  let drawnTo = top;
  return (
    <tbody
      ref={body}
      className={className}
      onFocus={(event) => setFocused(indexOf(event.target))}
      onBlur={() => setFocused(null)}
    >
      {items.map(({ index, start, end }) => {
        const gap = start - drawnTo;
        drawnTo = end;
        const token = tokens[index];
        return (
          token && (
            <RowAfterGap key={token.name} gap={gap}>
              {children(token, { index, ref: virtualizer.measureElement })}
            </RowAfterGap>
          )
        );
      })}
      <Gap height={top + virtualizer.getTotalSize() - drawnTo} />
    </tbody>
  );
}

function RowAfterGap({ gap, children }: { gap: number; children: ReactNode }) {
  return (
    <>
      <Gap height={gap} />
      {children}
    </>
  );
}

function Gap({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}

function indexOf(element: EventTarget): number | null {
  const row = element instanceof HTMLElement ? element.closest('tr') : null;
  return row?.dataset.index === undefined ? null : Number(row.dataset.index);
}
