import { observeWindowOffset, observeWindowRect, Virtualizer, windowScroll, measureElement } from '@tanstack/virtual-core';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Below this many rows all of them are drawn: nothing is won by leaving some out. */
const ALWAYS_DRAWN = 60;

/** Draws only the rows near the window; their host is a list in the document's own scroll. */
export class VirtualRows implements ReactiveController {
  private virtualizer: Virtualizer<Window, Element> | null = null;
  private stop: (() => void) | void = undefined;
  private count = 0;
  private size = 44;
  private margin = 0;

  constructor(
    private readonly host: ReactiveControllerHost & HTMLElement,
    private readonly anchor: () => HTMLElement | null,
  ) {
    host.addController(this);
  }

  /** The window of rows to draw, and the space that the others take before and after it. */
  range(count: number, size: number, measured: boolean): { start: number; end: number; before: number; after: number } {
    this.count = count;
    this.size = size;
    if (count <= ALWAYS_DRAWN) return { start: 0, end: count, before: 0, after: 0 };
    const virtualizer = this.prepare(measured);
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

  hostUpdated(): void {
    if (!this.virtualizer) return;
    // Where the list begins is read when nothing moves: reading it while scrolling would lay the page out every time.
    if (!this.virtualizer.isScrolling) this.learnMargin();
    if (this.stop) return;
    this.stop = this.virtualizer._didMount();
    this.virtualizer._willUpdate();
    this.host.requestUpdate();
  }

  hostDisconnected(): void {
    this.stop?.();
    this.stop = undefined;
    this.virtualizer = null;
  }

  private learnMargin(): void {
    const anchor = this.anchor();
    const margin = anchor ? Math.round(anchor.getBoundingClientRect().top + scrollY) : 0;
    if (Math.abs(margin - this.margin) <= 1) return;
    this.margin = margin;
    this.host.requestUpdate();
  }

  private prepare(measured: boolean): Virtualizer<Window, Element> {
    const options = {
      count: this.count,
      estimateSize: () => this.size,
      overscan: 8,
      scrollMargin: this.margin,
      getScrollElement: () => window,
      initialOffset: () => scrollY,
      observeElementRect: observeWindowRect,
      observeElementOffset: observeWindowOffset,
      scrollToFn: windowScroll,
      measureElement: measured ? measureElement : () => this.size,
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
