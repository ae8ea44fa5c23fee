import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll, measureElement } from '@tanstack/virtual-core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Below this many rows all of them are drawn: nothing is won by leaving some out. */
const ALWAYS_DRAWN = 60;
/** So many rows are drawn beyond each edge of the window, and the window moves by so many at a time. */
const BEYOND = 5;
const STEP = 4;
/** After this long without a scroll event nothing moves any more. */
const SETTLED = 120;

interface Range {
  start: number;
  end: number;
  before: number;
  after: number;
}

/**
 * Draws only the rows near the window; their host is a list in the document's own scroll. Rows of one height are found by
 * division, whatever their number; for the others each height is kept.
 */
export class VirtualRows implements ReactiveController {
  private virtualizer: Virtualizer<Window, Element> | null = null;
  private stop: (() => void) | void = undefined;
  private count = 0;
  private size = 44;
  private margin = 0;
  private fixed: Range | null = null;
  private settling = 0;
  /** Where the window is, as the last scroll event told: asking for it anew may lay the page out. */
  private top = 0;
  private height = 0;
  /** The window jumps further than it is high: what lies beyond its edges would be thrown away unseen. */
  private leaping = false;
  /** Until the first rows are painted, only what is seen is drawn. */
  private painted = false;
  private learning = 0;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly anchor: () => HTMLElement | null,
  ) {
    host.addController(this);
  }

  /** Whether rows pass by right now. What only a reader at rest needs can then wait; the host is drawn again at the end. */
  get moving(): boolean {
    return this.settling !== 0 || (this.fixed !== null && !this.painted);
  }

  /** The window of rows to draw, and the space that the others take before and after it. */
  range(count: number, size: number, measured: boolean): Range {
    this.count = count;
    this.size = size;
    this.fixed = null;
    if (count <= ALWAYS_DRAWN) return { start: 0, end: count, before: 0, after: 0 };
    if (!measured) return (this.fixed = this.divide());
    const virtualizer = this.prepare();
    const items = virtualizer.getVirtualItems();
    const total = virtualizer.getTotalSize();
    const margin = virtualizer.options.scrollMargin;
    if (items.length === 0) return { start: 0, end: Math.min(count, 40), before: 0, after: Math.max(0, total - 40 * size) };
    return { start: items[0]!.index, end: items.at(-1)!.index + 1, before: items[0]!.start - margin, after: total - (items.at(-1)!.end - margin) };
  }

  /** Learns the real height of a drawn row; it must carry `data-index`. */
  measure(): void {
    if (!this.virtualizer || this.count <= ALWAYS_DRAWN) return;
    for (const row of this.host.querySelectorAll('[data-index]')) this.virtualizer.measureElement(row);
  }

  /** Brings a row of a table with rows of one height into the window. */
  reveal(index: number): void {
    const top = this.margin + index * this.size;
    const head = 2 * this.size;
    if (top < scrollY + head) scrollTo(0, top - head);
    else if (top + this.size > scrollY + innerHeight - head) scrollTo(0, top + this.size - innerHeight + head);
    this.top = scrollY;
    this.host.requestUpdate();
  }

  hostConnected(): void {
    this.look();
    addEventListener('scroll', this.scrolled, { passive: true });
    addEventListener('resize', this.scrolled, { passive: true });
  }

  hostUpdated(): void {
    // Where the list begins is read when nothing moves, right before a frame: reading it at another time would lay the page out once more.
    if (this.count > 0) this.learning ||= requestAnimationFrame(() => {
      this.learning = 0;
      // Nor does the first frame wait for it: at the top of the page the rows are the same.
      if (!this.painted) this.paintSoon();
      else if (this.settling === 0 && !this.virtualizer?.isScrolling) this.learnMargin();
    });
    if (this.stop || !this.virtualizer) return;
    this.stop = this.virtualizer._didMount();
    this.virtualizer._willUpdate();
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    removeEventListener('scroll', this.scrolled);
    removeEventListener('resize', this.scrolled);
    clearTimeout(this.settling);
    this.settling = 0;
    cancelAnimationFrame(this.learning);
    this.learning = 0;
    this.stop?.();
    this.stop = undefined;
    this.virtualizer = null;
  }

  private readonly scrolled = (): void => {
    if (!this.fixed) return;
    clearTimeout(this.settling);
    this.settling = window.setTimeout(() => {
      this.settling = 0;
      this.leaping = false;
      this.host.requestUpdate();
    }, SETTLED);
    const before = this.top;
    this.look();
    this.leaping = Math.abs(this.top - before) > this.height;
    const { start, end } = this.divide();
    if (start !== this.fixed.start || end !== this.fixed.end) this.host.requestUpdate();
  };

  private look(): void {
    this.top = scrollY;
    this.height = innerHeight;
  }

  /** After the first frame what lies beyond the edges is drawn as well. */
  private paintSoon(): void {
    requestAnimationFrame(() => {
      this.painted = true;
      this.host.requestUpdate();
    });
  }

  private divide(): Range {
    const { count, size } = this;
    const beyond = this.leaping || !this.painted ? 0 : BEYOND;
    const drawn = Math.ceil(this.height / size) + 2 * beyond;
    const first = Math.floor((this.top - this.margin) / size) - beyond;
    const start = Math.max(0, Math.min(Math.floor(first / STEP) * STEP, count - drawn));
    const end = Math.min(count, start + drawn + STEP);
    return { start, end, before: start * size, after: (count - end) * size };
  }

  private learnMargin(): void {
    const anchor = this.anchor();
    const margin = anchor ? Math.round(anchor.getBoundingClientRect().top + scrollY) : 0;
    if (Math.abs(margin - this.margin) <= 1) return;
    this.margin = margin;
    this.host.requestUpdate();
  }

  private prepare(): Virtualizer<Window, Element> {
    const options = {
      count: this.count,
      estimateSize: () => this.size,
      overscan: BEYOND,
      scrollMargin: this.margin,
      getScrollElement: () => window,
      initialOffset: () => scrollY,
      observeElementRect: observeWindowRect,
      observeElementOffset: observeWindowOffset,
      scrollToFn: windowScroll,
      measureElement,
      onChange: () => this.host.requestUpdate(),
    };
    if (!this.virtualizer) this.virtualizer = new Virtualizer<Window, Element>(options);
    else {
      if (this.virtualizer.options.estimateSize(0) !== this.size) this.virtualizer.measure();
      this.virtualizer.setOptions(options);
    }
    return this.virtualizer;
  }
}
