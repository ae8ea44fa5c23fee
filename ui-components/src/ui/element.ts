import { LitElement } from 'lit';
import type { Cell } from '../core/cell.ts';

/**
 * Base of our elements. They draw into the document itself, not into a shadow root: one stylesheet styles everything,
 * labels reach their inputs, and links are plain links.
 */
export abstract class Element extends LitElement {
  private readonly cells: Cell<any>[] = [];
  private stops: (() => void)[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Draws again whenever one of these changes. To be called in the constructor. */
  protected watch(...cells: Cell<any>[]): void {
    this.cells.push(...cells);
  }

  /** Runs until the element leaves the document. To be called in `connectedCallback`. */
  protected until(stop: () => void): void {
    this.stops.push(stop);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const cell of this.cells) this.stops.push(cell.subscribe(() => this.requestUpdate()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
    this.stops = [];
  }
}

export function define(name: string, type: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, type);
}
