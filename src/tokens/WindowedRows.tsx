import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
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
// Rather too high than too low: the end of the page then never moves away from who scrolls to it.
const CARD_PX = 260;

/**
 * The rows around the window only, between two spacers of the height of the others. The row that has the
 * focus is always among them, with its neighbours: scrolling never loses it, and Tab goes on from it.
 */
export function WindowedRows({ tokens, wanted, className, children }: WindowedRowsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const [focusedName, setFocusedName] = useState<string | null>(null);
  const focused = useMemo(
    () => (focusedName === null ? -1 : tokens.findIndex(({ name }) => name === focusedName)),
    [tokens, focusedName],
  );
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
      if (focused < 0) return indexes;
      const kept = [focused - 1, focused, focused + 1].filter((index) => index >= 0 && index < count);
      return [...new Set([...indexes, ...kept])].sort((a, b) => a - b);
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
      onFocus={(event) => setFocusedName(tokens[indexOf(event.target)]?.name ?? null)}
      onBlur={(event) => {
        // Between two rows both stay. Nor does it leave when another window has it now: it comes back.
        const stays = event.currentTarget.contains(event.relatedTarget);
        if (!stays && event.target !== document.activeElement) setFocusedName(null);
      }}
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

function indexOf(element: Element): number {
  const row = element.closest('tr');
  return Number(row?.dataset.index ?? -1);
}
