import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import * as format from '../core/format.ts';
import { moreMenu } from '../nodes/action-buttons.ts';
import { VirtualRows } from '../nodes/virtual.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import type { MenuEntry } from '../ui/menu.ts';
import { name } from '../ui/name.ts';
import { FileKeys, type FileList as Keyed } from './file-keys.ts';
import { contentOf, iconOf, type FileEntry } from './files.ts';
import { t } from './texts.ts';

/** The row that the keyboard reached is not hidden behind what floats at the edges of the window. */
const MARGIN = 96;
/** Larger pictures are not loaded only to be shown small. */
const THUMB_BYTES = 8 << 20;

/** What a list of files is asked to do by whoever looks at it. */
export interface FileListener {
  open(entry: FileEntry): void;
  up(): void;
  rename(entry: FileEntry): void;
  throwAwayChosen(): void;
  /** What stands in the menu of an entry; none for no menu. */
  menu(entry: FileEntry): MenuEntry[];
}

/** Files as rows or as tiles: one grid for the keyboard and for those who listen, drawn in two ways. */
class Files extends Element implements Keyed {
  static override properties = { entries: { attribute: false }, tiles: { type: Boolean }, many: { type: Boolean }, selected: { attribute: false }, label: {}, activePath: { state: true } };
  declare entries: readonly FileEntry[];
  declare tiles: boolean;
  declare many: boolean;
  declare selected: ReadonlySet<string>;
  declare label: string;
  declare activePath: string | null;
  listener!: FileListener;
  /** Whether it stands in a dialog, which scrolls itself. */
  boxed = false;
  private anchor: string | null = null;
  private readonly keys = new FileKeys(this);
  private readonly virtual = new VirtualRows(this, () => this.querySelector('.file-grid'));
  private readonly base = `files-${Math.random().toString(36).slice(2, 8)}`;

  constructor() {
    super();
    this.entries = [];
    this.tiles = false;
    this.many = false;
    this.selected = new Set();
    this.label = '';
    this.activePath = null;
  }

  get shown(): readonly FileEntry[] {
    return this.entries;
  }

  get active(): FileEntry | undefined {
    return this.entries.find((entry) => entry.path === this.activePath);
  }

  get columns(): number {
    const grid = this.querySelector('.file-grid.tiles');
    return grid ? getComputedStyle(grid).gridTemplateColumns.split(' ').length : 1;
  }

  override focus(): void {
    this.querySelector<HTMLElement>('.file-grid')?.focus();
  }

  goTo(entry: FileEntry | undefined, extend: boolean): void {
    if (!entry) return;
    if (extend && this.many) {
      const from = this.entries.findIndex(({ path }) => path === (this.anchor ?? this.activePath ?? entry.path));
      const to = this.entries.indexOf(entry);
      this.select(new Set(this.entries.slice(Math.min(from, to), Math.max(from, to) + 1).map(({ path }) => path)));
    }
    if (!extend) this.anchor = entry.path;
    this.activePath = entry.path;
    void this.updateComplete.then(() => this.reveal(entry));
  }

  open(entry: FileEntry): void {
    this.listener.open(entry);
  }

  up(): void {
    this.listener.up();
  }

  rename(entry: FileEntry): void {
    this.listener.rename(entry);
  }

  throwAwayChosen(): void {
    this.listener.throwAwayChosen();
  }

  toggle(entry: FileEntry): void {
    const next = new Set(this.many ? this.selected : []);
    if (this.selected.has(entry.path)) next.delete(entry.path);
    else next.add(entry.path);
    this.anchor = entry.path;
    this.select(next);
  }

  selectAll(): void {
    if (this.many) this.select(new Set(this.entries.map(({ path }) => path)));
  }

  clear(): boolean {
    if (this.selected.size === 0) return false;
    this.select(new Set());
    return true;
  }

  private select(paths: Set<string>): void {
    this.selected = paths;
    this.dispatchEvent(new CustomEvent('files-selected', { detail: paths, bubbles: true }));
  }

  private reveal(entry: FileEntry): void {
    const row = this.querySelector(`#${CSS.escape(this.idOf(entry))}`);
    if (row) {
      row.scrollIntoView({ block: 'nearest' });
      const { top, bottom } = row.getBoundingClientRect();
      if (!this.boxed && top < MARGIN) scrollBy(0, top - MARGIN);
      else if (!this.boxed && bottom > innerHeight - MARGIN) scrollBy(0, bottom - innerHeight + MARGIN);
      return;
    }
    const grid = this.querySelector('.file-grid')!.getBoundingClientRect();
    scrollTo(0, grid.top + scrollY + this.entries.indexOf(entry) * this.rowSize - innerHeight / 2);
  }

  private get rowSize(): number {
    return parseFloat(getComputedStyle(this).getPropertyValue('--row')) || 44;
  }

  protected override render(): TemplateResult {
    const all = this.tiles || this.boxed;
    const { start, end, before, after } = all ? { start: 0, end: this.entries.length, before: 0, after: 0 } : this.virtual.range(this.entries.length, this.rowSize, false);
    const drawn = this.entries.slice(start, end);
    const active = this.active;
    return html`<div class="file-grid ${this.tiles ? 'tiles' : ''}" role="grid" tabindex="0" aria-label=${this.label} aria-rowcount=${this.entries.length} aria-multiselectable=${String(this.many)}
        aria-activedescendant=${active && drawn.includes(active) ? this.idOf(active) : nothing} ${vars({ '--before': `${before}px`, '--after': `${Math.max(0, after)}px` })}
        @keydown=${(event: KeyboardEvent) => this.keys.press(event)} @focus=${() => !this.active && (this.activePath = this.entries[0]?.path ?? null)}>
      ${repeat(drawn, (entry) => entry.path, (entry, index) => this.row(entry, start + index + 1, entry === active))}</div>`;
  }

  private row(entry: FileEntry, index: number, active: boolean): TemplateResult {
    const chosen = this.selected.has(entry.path);
    const entries = this.listener.menu(entry);
    const facts = entry.folder ? t('files.folder') : `${format.bytes(entry.size)}, ${format.date(entry.modified)}`;
    return html`<div class="file-row ${active ? 'active' : ''} ${chosen ? 'selected' : ''}" role="row" id=${this.idOf(entry)} aria-rowindex=${index} aria-selected=${String(chosen)} aria-label=${`${entry.name}, ${facts}`}
        @click=${(event: MouseEvent) => this.press(event, entry)} @dblclick=${(event: MouseEvent) => !this.outside(event) && this.listener.open(entry)}>
      <span class="file-name" role="gridcell">${this.picture(entry)}${this.many ? html`<span class="file-check" aria-hidden="true">${icon('check')}</span>` : nothing}${name(entry.name)}</span>
      <span class="file-size" role="gridcell">${entry.folder ? '' : format.bytes(entry.size)}</span>
      <span class="file-date" role="gridcell" title=${format.date(entry.modified)}>${format.relative(entry.modified)}</span>
      <span class="file-menu" role="gridcell">${entries.length > 0 ? moreMenu(entries, entry.name) : nothing}</span></div>`;
  }

  private picture(entry: FileEntry): TemplateResult {
    const picture = this.tiles && (entry.mime_type ?? '').startsWith('image/') && (entry.size ?? 0) < THUMB_BYTES;
    return html`<span class="file-icon ${entry.folder ? 'is-folder' : ''}">${picture ? html`<img src=${contentOf(entry.path)} alt="" loading="lazy" decoding="async" @error=${(event: Event) => (event.target as HTMLElement).remove()} />` : nothing}${icon(iconOf(entry))}</span>`;
  }

  private outside(event: MouseEvent): boolean {
    return (event.target as HTMLElement).closest('.file-menu') !== null;
  }

  /** A click opens a folder at once on touch screens, as a double click does with a mouse. */
  private press(event: MouseEvent, entry: FileEntry): void {
    if (this.outside(event)) return;
    this.focus();
    const checks = (event.target as HTMLElement).closest('.file-check') !== null;
    const touch = (event as PointerEvent).pointerType === 'touch';
    if (checks || event.ctrlKey || event.metaKey) this.toggle(entry);
    else if (touch && this.selected.size === 0) this.listener.open(entry);
    else if (touch) this.toggle(entry);
    else if (!event.shiftKey) this.select(new Set([entry.path]));
    this.goTo(entry, event.shiftKey);
  }

  private idOf(entry: FileEntry): string {
    return `${this.base}-${encodeURIComponent(entry.path.toWellFormed()).replace(/[^\w-]/g, '_')}`;
  }
}

export type FilesElement = Files;
define('u-files', Files);
