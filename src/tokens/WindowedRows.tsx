import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ApiToken } from '../whm/model.ts';
import { placeRows, rowsToDraw } from './row-window.ts';
import { usePrinting } from './use-printing.ts';

type WindowedRowsProps = {
  tokens: readonly ApiToken[];
  /** Row by name that must be brought into view. */
  wanted: string | null;
  className: string;
  children: (token: ApiToken, place: { index: number }) => ReactNode;
};

const ROW_PX = 44;
// Rather too high than too low: the end of the page then never moves away from who scrolls to it.
const CARD_PX = 260;
const usualPx = (cards: boolean) => (cards ? CARD_PX : ROW_PX);
/** So far the page is scrolled before other rows are drawn. */
const STEP_PX = 200;

/** What the browser has said of the rows and the window, in pixels. */
type Look = {
  /** Where the window begins, from the top of the rows, in whole steps; and its height. */
  from: number;
  size: number;
  cards: boolean;
  gap: number;
  /** By name, of rows that were drawn. */
  heights: ReadonlyMap<string, number>;
};

/**
 * The rows around the window only, between spaces of the height of the others. Rows that were not drawn yet are
 * taken to be as high as most are; they are measured when they come. The row that has the focus is always
 * among those drawn, with its neighbours: scrolling never loses it, and Tab goes on from it.
 */
export function WindowedRows({ tokens, wanted, className, children }: WindowedRowsProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const anchor = useRef<{ row: Element; top: number; of: readonly ApiToken[] } | null>(null);
  const [look, setLook] = useState<Look>(firstLook);
  const printing = usePrinting();
  const [focusedName, setFocusedName] = useState<string | null>(null);
  const { cards, gap, heights } = look;
  const places = useMemo(() => {
    const heightOf = (index: number) => heights.get(tokens[index]?.name ?? '') ?? usualPx(cards);
    return placeRows(tokens.length, heightOf, gap);
  }, [tokens, cards, gap, heights]);
  const kept = useMemo(() => {
    const index = focusedName === null ? -1 : tokens.findIndex(({ name }) => name === focusedName);
    return index < 0 ? null : index;
  }, [tokens, focusedName]);

  const lookAgain = useEffectEvent((slack = 0) => {
    if (body.current !== null) setLook(lookAt(body.current, { tokens, before: look, slack }));
  });
  useLayoutEffect(() => {
    if (anchorsByItself || body.current === null) return;
    if (anchor.current?.of === tokens) holdInPlace(anchor.current);
    const row = firstInView(body.current);
    anchor.current = row && { row, top: topInPage(row), of: tokens };
  });
  useEffect(() => {
    if (body.current === null) return;
    // At once: else the browser would show the space first.
    const follow = () => flushSync(() => lookAgain());
    // Rows that were not drawn before may be higher than was thought. Measured once the browser has laid them out,
    // for asked any earlier it would do that twice; and not for every pixel, for what is drawn moves the page.
    let frame = 0;
    const measured = new ResizeObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => lookAgain(2 * STEP_PX));
    });
    measured.observe(body.current);
    addEventListener('scroll', follow, { passive: true });
    addEventListener('resize', follow);
    return () => {
      cancelAnimationFrame(frame);
      measured.disconnect();
      removeEventListener('scroll', follow);
      removeEventListener('resize', follow);
    };
  }, []);
  useLayoutEffect(() => {
    const jump = (event: KeyboardEvent) => {
      const to = endOfPage(event);
      if (to === null) return;
      event.preventDefault();
      // Twice: the rows that are there may turn out to be higher once they are drawn.
      for (let time = 0; time < 2; time += 1) {
        scrollTo({ top: to, behavior: 'instant' });
        flushSync(() => lookAgain());
      }
    };
    document.addEventListener('keydown', jump);
    return () => document.removeEventListener('keydown', jump);
  }, []);
  const goTo = useEffectEvent((name: string) => {
    const index = tokens.findIndex((token) => token.name === name);
    if (index < 0 || body.current === null) return;
    const middle = places.top(index) + places.height(index) / 2;
    scrollTo({ top: topInPage(body.current) + middle - innerHeight / 2 });
  });
  useEffect(() => {
    if (wanted !== null) goTo(wanted);
  }, [wanted]);

  const view = { from: look.from, to: look.from + STEP_PX + look.size, kept };
  let next = 0;
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
      {(printing ? tokens.map((_, index) => index) : rowsToDraw(places, view)).map((index) => {
        const space = places.space(next, index);
        next = index + 1;
        const token = tokens[index];
        return (
          token && (
            <RowAfterSpace key={token.name} space={space}>
              {children(token, placeOf(index))}
            </RowAfterSpace>
          )
        );
      })}
      <Space height={places.space(next, tokens.length)} />
    </tbody>
  );
}

function RowAfterSpace({ space, children }: { space: number; children: ReactNode }) {
  return (
    <>
      <Space height={space} />
      {children}
    </>
  );
}

function Space({ height }: { height: number }) {
  return height > 0 ? <tr aria-hidden style={{ height }} /> : null;
}

const placesByIndex: { index: number }[] = [];

/** The same object each time, so that a row that stays is not drawn again. */
function placeOf(index: number): { index: number } {
  placesByIndex[index] ??= { index };
  return placesByIndex[index];
}

function indexOf(element: Element): number {
  return Number(element.closest('tr')?.dataset.index ?? -1);
}

function topInPage(element: Element): number {
  return element.getBoundingClientRect().top + scrollY;
}

/**
 * How far a key asks the page to scroll, if it does. The browser would glide to where the end was when the key was
 * pressed, past rows drawn for nothing on the way, and stop short of it when they are higher than was thought.
 */
function endOfPage(event: KeyboardEvent): number | null {
  const { target, key, defaultPrevented } = event;
  const other = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  if (defaultPrevented || other || document.querySelector('dialog[open]')) return null;
  if (target instanceof Element && target.closest('input:not([type=checkbox]), textarea, select, [popover]'))
    return null;
  if (key === 'Home') return 0;
  return key === 'End' ? document.documentElement.scrollHeight : null;
}

type LookOptions = {
  tokens: readonly ApiToken[];
  before: Look;
  /** So far the window may have moved without other rows being drawn, in pixels. */
  slack: number;
};

/** Before anything was measured. */
function firstLook(): Look {
  return { from: 0, size: innerHeight, cards: areCards(), gap: 0, heights: new Map() };
}

function areCards(): boolean {
  return matchMedia('(max-width: 639px)').matches;
}

/** The same look when nothing changed. */
function lookAt(body: HTMLTableSectionElement, { tokens, before, slack }: LookOptions): Look {
  const cards = areCards();
  const gap = Number.parseFloat(getComputedStyle(body).rowGap) || 0;
  const hidden = Math.max(0, -body.getBoundingClientRect().top);
  const step = Math.floor(hidden / STEP_PX) * STEP_PX;
  const from = Math.abs(step - before.from) > slack ? step : before.from;
  const known = cards === before.cards ? before.heights : new Map<string, number>();
  const found = new Map<string, number>();
  for (const row of body.rows) {
    const name = tokens[indexOf(row)]?.name;
    const { height } = row.getBoundingClientRect();
    if (name !== undefined && Math.abs(height - (known.get(name) ?? usualPx(cards))) > 0.5)
      found.set(name, height);
  }
  const heights = found.size === 0 ? known : new Map([...known, ...found]);
  const size = innerHeight;
  const isSame =
    from === before.from && size === before.size && gap === before.gap && heights === before.heights;
  return isSame ? before : { from, size, cards, gap, heights };
}

// What is in view stays where it is when a row above turns out to be higher or lower than was thought: CSS
// Scroll Anchoring 1. Browsers without it get it here.
const anchorsByItself = CSS.supports('overflow-anchor', 'auto');

function firstInView(body: HTMLTableSectionElement): Element | null {
  // At the top there is nothing above that could move the rest.
  if (body.getBoundingClientRect().top >= 0) return null;
  for (const row of body.rows) {
    if (indexOf(row) >= 0 && row.getBoundingClientRect().bottom > 0) return row;
  }
  return null;
}

function holdInPlace({ row, top }: { row: Element; top: number }): void {
  const moved = row.isConnected ? topInPage(row) - top : 0;
  if (Math.abs(moved) > 0.5) scrollBy({ top: moved });
}
