import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { localAddress } from '../core/address.ts';
import { fill, fillText } from '../core/expr.ts';
import * as format from '../core/format.ts';
import type { Node, Row } from '../core/model.ts';
import { actionEntries, applicable, moreMenu } from '../nodes/action-buttons.ts';
import { option, withRow, type Context } from '../nodes/context.ts';
import { ask, askedOf, clearQuery, Follower, matching } from '../nodes/query.ts';
import { searchBox } from '../nodes/search-box.ts';
import { bulkBar, Selection } from '../nodes/selection.ts';
import { badge } from '../nodes/show.ts';
import { nothingMatches, rowsOf, staleNote } from '../nodes/states.ts';
import { VirtualRows } from '../nodes/virtual.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { GridPlace } from './grid-place.ts';
import { openLightbox } from './lightbox.ts';
import './picture.ts';
import { t } from './texts.ts';

/** The least width of a tile; the rest of the width is shared out. */
const LEAST = { s: 112, m: 168, l: 256 };
const LEAST_ON_PHONE = { s: 92, m: 136, l: 240 };
const PHONE = 600;
const GAP = 12;
/** Name and hint below a picture. */
const TEXT = 52;
const MARGIN = 80;

const hovers = matchMedia('(hover: hover)');

interface Tile {
  id: string;
  row: Row;
  inner: Context;
  src: string | null;
  title: string;
  hint: string;
  badge: string;
  to: string | null;
}

/** Pictures side by side, as many as fit; only the rows near the window are drawn. */
class Gallery extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, width: { state: true }, pointed: { state: true } };
  declare node: Node;
  declare context: Context;
  declare width: number;
  /** The tile under the pointer; only it and the one that the keyboard is at have a menu where one can hover: menus are heavy. */
  declare pointed: number | null;
  private readonly follower = new Follower(this, () => askedOf(this.context, this.source));
  private readonly virtual = new VirtualRows(this, () => this.querySelector('.gallery'));
  private readonly selected = new Selection(() => this.requestUpdate());
  private readonly place = new GridPlace(this, () => this.shown.length, () => this.columns, (at) => this.reveal(at));
  private readonly base = `gallery-${Math.random().toString(36).slice(2, 8)}`;
  private shown: readonly Row[] = [];
  /** The key of the row that the keyboard is at. */
  private here: string | null = null;
  private memo: { rows: readonly Row[]; query: unknown; result: readonly Row[] } | null = null;

  constructor() {
    super();
    this.width = document.body.clientWidth;
    this.pointed = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const observer = new ResizeObserver(([entry]) => (this.width = Math.floor(entry!.contentRect.width)));
    observer.observe(this);
    this.until(() => observer.disconnect());
  }

  protected override render(): unknown {
    const { node, context } = this;
    const { rows, instead } = rowsOf(node, context);
    if (instead) return context.store.status(this.source) === 'failed' || context.store.status(this.source) === 'ready' ? instead : this.skeleton();
    const { asked } = this.follower;
    this.shown = this.select(rows);
    asked.found.value = this.shown.length;
    this.selected.keep(rows, this.key);
    return html`${this.toolbar(rows)}${staleNote(node, context)}
      ${this.shown.length === 0 ? nothingMatches(() => clearQuery(asked)) : this.grid()}
      ${context.store.hasMore(this.source) ? html`<p class="table-more muted small" role="status">${t('table.more')}</p>` : nothing}`;
  }

  protected override updated(): void {
    this.place.settle();
    const row = this.shown[this.place.at];
    this.here = row ? String(row[this.key]) : null;
    const more = this.querySelector('.table-more');
    if (more && more.getBoundingClientRect().top < innerHeight + 600) void this.context.store.more(this.source);
  }

  private get source(): string {
    return this.context.sourceName(this.node['source'] as string);
  }

  private get key(): string {
    return this.context.store.key(this.source);
  }

  private get item(): Node {
    return (this.node['item'] ?? {}) as Node;
  }

  private get selectable(): boolean {
    return this.node['select'] === 'multi';
  }

  private get columns(): number {
    const least = (this.width < PHONE ? LEAST_ON_PHONE : LEAST)[(this.node['size'] as keyof typeof LEAST) ?? 'm'];
    return Math.max(1, Math.floor((this.width + GAP) / (least + GAP)));
  }

  private get ratio(): string {
    return (this.node['ratio'] as string) ?? '1/1';
  }

  /** The height of a row of tiles with the gap below it. */
  private get rowSize(): number {
    const [across = 1, down = 1] = this.ratio.split('/').map(Number);
    return Math.round(((this.width - GAP * (this.columns - 1)) / this.columns) * (down / across)) + TEXT + GAP;
  }

  private select(rows: readonly Row[]): readonly Row[] {
    const query = this.follower.asked.query.value;
    if (this.memo?.rows === rows && this.memo.query === query) return this.memo.result;
    const { item } = this;
    const result = matching(rows, query, (row) => {
      const { scope } = withRow(this.context, row);
      return [fillText(item['title'], scope), fillText(item['hint'], scope)];
    });
    this.memo = { rows, query, result };
    // The keyboard stays with the picture that it was at, wherever that is now.
    const at = this.here === null ? -1 : result.findIndex((row) => String(row[this.key]) === this.here);
    if (at >= 0) this.place.moved(at);
    return result;
  }

  private toolbar(rows: readonly Row[]): TemplateResult | typeof nothing {
    if (this.selected.size > 0) return bulkBar(this.node, this.context, this.source, rows, this.selected);
    if (this.node['search'] !== true) return nothing;
    const { asked } = this.follower;
    const narrowed = this.shown.length !== rows.length;
    return html`<div class="toolbar">${searchBox(t('table.search'), asked.query.value.search, (search) => ask(asked, { search }))}
      <span class="toolbar-count muted small" role="status">${narrowed ? t('table.found', { count: this.shown.length, total: rows.length }) : t('table.count', { count: rows.length })}</span></div>`;
  }

  private skeleton(): TemplateResult {
    return html`<div class="gallery-row loading" aria-busy="true" ${vars({ '--columns': String(this.columns), '--ratio': this.ratio })}>
      ${Array.from({ length: this.columns * 2 }, () => html`<span class="skeleton gallery-blank"></span>`)}</div>`;
  }

  private grid(): TemplateResult {
    const { columns, shown } = this;
    const rows = Math.ceil(shown.length / columns);
    const { start, end, before, after } = this.virtual.range(rows, this.rowSize, false);
    const indices = Array.from({ length: end - start }, (_, at) => start + at);
    return html`<div class="gallery ${this.selected.size > 0 ? 'choosing' : ''}" role="grid" tabindex="-1" aria-label=${fillText(this.node.label, this.context.scope) || this.context.page.title} aria-rowcount=${rows} aria-colcount=${columns}
        aria-multiselectable=${this.selectable ? 'true' : nothing} @keydown=${this.press} @focusin=${this.place.follow}
        ${vars({ '--before': `${before}px`, '--after': `${Math.max(0, after)}px`, '--columns': String(columns), '--tile-row': `${this.rowSize - GAP}px` })}>
      ${repeat(indices, (index) => index, (index) => html`<div class="gallery-row" role="row" aria-rowindex=${index + 1}>
        ${repeat(shown.slice(index * columns, (index + 1) * columns), (row, at) => row[this.key] ?? at, (row, at) => this.tile(this.describe(row), index * columns + at, at))}</div>`)}
    </div>`;
  }

  private describe(row: Row): Tile {
    const { item } = this;
    const inner = withRow(this.context, row);
    const text = (value: unknown) => {
      const shown = fillText(value, inner.scope);
      return shown === format.DASH ? '' : shown;
    };
    return { id: String(row[this.key]), row, inner, src: localAddress(fill(item['image'], inner.scope)), title: text(item['title']) || format.DASH, hint: text(item['hint']), badge: text(item['badge']), to: localAddress(fill(item['to'], inner.scope)) };
  }

  /** Only the tile that the keyboard is at can be reached with Tab, and then what is in it. */
  private tile(tile: Tile, at: number, column: number): TemplateResult {
    const here = at === this.place.at;
    const chosen = this.selected.has(tile.id);
    const actions = here || this.pointed === at || !hovers.matches ? applicable(option<string[]>(this.node, 'row_actions'), tile.inner) : [];
    const picture = html`<u-picture .src=${tile.src} .label=${tile.title} .ratio=${this.ratio} .fit=${(this.node['fit'] as 'cover') ?? 'cover'} .bare=${true}></u-picture>`;
    const name = `${this.base}-${at}`;
    return html`<div class="gallery-tile ${chosen ? 'chosen' : ''}" role="gridcell" data-at=${at} @pointerenter=${() => this.point(at)} tabindex=${here ? 0 : -1} aria-colindex=${column + 1} aria-labelledby=${[`${name}-title`, tile.hint ? `${name}-hint` : '', tile.badge ? `${name}-badge` : ''].filter(Boolean).join(' ')} aria-selected=${this.selectable ? String(chosen) : nothing}>
      ${tile.to ? html`<a class="gallery-picture" href=${tile.to} tabindex="-1" aria-label=${tile.title}>${picture}</a>`
        : html`<div class="gallery-picture ${tile.src ? 'opens' : ''}" @click=${(event: MouseEvent) => this.pressPicture(event, tile, at)}>${picture}</div>`}
      ${this.selectable ? html`<span class="gallery-check"><input type="checkbox" class="check" tabindex=${here ? 0 : -1} aria-label=${t('table.select.row', { name: tile.title })} .checked=${chosen} @click=${(event: MouseEvent) => this.toggle(tile.id, event.shiftKey)} /></span>` : nothing}
      <div class="gallery-text"><div class="gallery-words"><span class="gallery-title" id=${`${name}-title`} dir="auto" title=${tile.title}>${tile.title}</span> ${tile.hint ? html`<span class="muted small" id=${`${name}-hint`} dir="auto" title=${tile.hint}>${tile.hint}</span>` : nothing}</div>
        ${actions.length > 0 ? html`<span class="gallery-actions">${moreMenu(actionEntries(actions, tile.inner, { source: this.source, row: tile.row }), tile.title)}</span>` : nothing}</div>
      ${tile.badge ? html`<span class="gallery-badge" id=${`${name}-badge`}>${badge(tile.badge, 'neutral')}</span>` : nothing}
    </div>`;
  }

  private point(at: number): void {
    // The way to an open menu may lead across other tiles.
    if (!this.querySelector('[aria-expanded="true"]')) this.pointed = at;
  }

  private pressPicture(event: MouseEvent, tile: Tile, at: number): void {
    // While some are chosen, or with a key held, a press chooses: nobody aims at a box in a grid of pictures.
    if (this.selectable && (this.selected.size > 0 || event.shiftKey || event.ctrlKey || event.metaKey)) this.toggle(tile.id, event.shiftKey);
    else this.enlarge(at);
  }

  private toggle(id: string, range: boolean): void {
    this.selected.toggle(id, range, this.shown.map((row) => String(row[this.key])));
  }

  private enlarge(at: number): void {
    const tiles = this.shown.map((row) => this.describe(row));
    const plain = tiles.map((tile, index) => ({ ...tile, index })).filter((tile) => tile.src !== null && tile.to === null);
    const first = plain.findIndex((tile) => tile.index === at);
    if (first < 0) return;
    openLightbox(plain.map(({ src, title, hint }) => ({ src: src!, label: title, ...(hint ? { hint } : {}) })), first, (last) => this.place.go(plain[last]!.index));
  }

  private press(event: KeyboardEvent): void {
    const cell = event.target as HTMLElement;
    if (!cell.matches('.gallery-tile, .gallery')) return;
    const row = this.shown[this.place.at];
    if (this.place.key(event)) return;
    if (!row) return;
    if (event.key === ' ' && this.selectable) this.toggle(String(row[this.key]), event.shiftKey);
    else if (event.key === 'Enter') this.enter(row);
    else if (event.key === 'Escape' && this.selected.size > 0) this.selected.choose([]);
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey) && this.selectable) this.selected.choose(this.shown.map((one) => String(one[this.key])));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private enter(row: Row): void {
    const link = this.querySelector<HTMLElement>(`[data-at="${this.place.at}"] a.gallery-picture`);
    if (link) link.click();
    else if (this.describe(row).src) this.enlarge(this.place.at);
  }

  private reveal(at: number): void {
    const box = this.querySelector('.gallery');
    if (!box) return;
    const top = box.getBoundingClientRect().top + Math.floor(at / this.columns) * this.rowSize;
    if (top < MARGIN) scrollBy(0, top - MARGIN);
    else if (top + this.rowSize > innerHeight - MARGIN) scrollBy(0, top + this.rowSize - innerHeight + MARGIN);
  }
}

define('u-gallery', Gallery);

export function gallery(node: Node, context: Context): TemplateResult {
  return html`<u-gallery .node=${node} .context=${context}></u-gallery>`;
}
