import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { perform } from '../app/actions.ts';
import { go } from '../app/router.ts';
import { toast } from '../app/toasts.ts';
import { localAddress } from '../core/address.ts';
import { fill, fillText } from '../core/expr.ts';
import { reason } from '../core/http.ts';
import type { Action, Node, Row } from '../core/model.ts';
import { withRow, type Context } from '../nodes/context.ts';
import { searchBox } from '../nodes/search-box.ts';
import { Selection } from '../nodes/selection.ts';
import { nothingMatches, rowsOf, staleNote } from '../nodes/states.ts';
import { GridPlace } from '../show/grid-place.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { askPerson } from './ask-person.ts';
import { t } from './texts.ts';

type Deed = 'rename' | 'merge' | 'split' | 'hide';

/** Groups of faces, each of which is one person: named, joined, taken apart and hidden through the plugin's actions. */
class FaceGallery extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, search: { state: true } };
  declare node: Node;
  declare context: Context;
  declare search: string;
  private shown: readonly Row[] = [];
  private readonly selected = new Selection(() => this.requestUpdate());
  private readonly place = new GridPlace(this, () => this.shown.length, () => this.columns, (at) => this.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' }));

  constructor() {
    super();
    this.search = '';
  }

  private get source(): string {
    return this.context.sourceName(this.node['source'] as string);
  }

  private get columns(): number {
    const grid = this.querySelector('.faces');
    return grid ? getComputedStyle(grid).gridTemplateColumns.split(' ').length : 1;
  }

  private idOf(row: Row): string {
    return String(row[this.context.store.key(this.source)]);
  }

  private action(deed: Deed): Action | null {
    return this.context.action(this.node[deed] as string);
  }

  protected override render(): TemplateResult {
    const { rows, instead } = rowsOf(this.node, this.context);
    if (instead) return instead;
    const wanted = this.search.trim().toLocaleLowerCase();
    this.shown = rows.filter((row) => row['hidden'] !== true && String(row['name'] ?? '').toLocaleLowerCase().includes(wanted));
    this.selected.keep(this.shown, this.context.store.key(this.source));
    return html`${this.selected.size > 0 ? this.bulk(rows) : html`<div class="toolbar">${searchBox(t('faces.search'), this.search, (text) => (this.search = text))}<span class="toolbar-count muted small" role="status">${t('faces.count', { count: this.shown.length })}</span></div>`}
      ${staleNote(this.node, this.context)}
      ${this.shown.length === 0 ? nothingMatches(() => (this.search = '')) : html`<div class="faces" role="listbox" tabindex="-1" aria-multiselectable="true" aria-label=${fillText(this.node.label, this.context.scope)} @keydown=${this.press} @focusin=${this.place.follow}>
        ${repeat(this.shown, (row) => this.idOf(row), (row, at) => this.face(row, at))}</div>`}`;
  }

  protected override updated(): void {
    this.place.settle();
  }

  private face(row: Row, at: number): TemplateResult {
    const chosen = this.selected.has(this.idOf(row));
    const src = localAddress(row['image']);
    const count = Number(row['count'] ?? 0);
    return html`<div class="face ${chosen ? 'chosen' : ''}" role="option" data-at=${at} tabindex=${at === this.place.at ? 0 : -1} aria-selected=${String(chosen)} aria-setsize=${this.shown.length} aria-posinset=${at + 1} @click=${(event: MouseEvent) => this.toggle(row, event.shiftKey)} @dblclick=${() => this.open(row)}>
      <span class="face-picture">${icon('user')}${src ? html`<img src=${src} alt="" loading="lazy" decoding="async" @error=${(event: Event) => (event.target as HTMLElement).remove()} />` : nothing}${chosen ? html`<span class="face-check" aria-hidden="true">${icon('check')}</span>` : nothing}</span>
      <span class="face-name ${row['name'] ? '' : 'muted'}" dir="auto" title=${String(row['name'] ?? '')}>${row['name'] || t('faces.unnamed')}</span>
      <span class="muted small">${t('faces.pictures', { count })}</span></div>`;
  }

  private bulk(rows: readonly Row[]): TemplateResult {
    const chosen = this.shown.filter((row) => this.selected.has(this.idOf(row)));
    const ids = chosen.map((row) => this.idOf(row));
    const small = { size: 'small', kind: 'ghost' } as const;
    const one = chosen.length === 1;
    const opens = one && this.node['to'] !== undefined;
    return html`<div class="toolbar bulk" role="toolbar" aria-label=${t('bulk.selected', { count: ids.length })}>${button({ label: t('bulk.clear'), icon: 'x', iconOnly: true, ...small, click: () => this.clear() })}
      <span class="bulk-count" role="status">${t('bulk.selected', { count: ids.length })}</span>
      ${opens ? button({ label: t('faces.open'), icon: 'images', ...small, click: () => this.open(chosen[0]!) }) : nothing}
      ${this.action('rename') ? button({ label: t('faces.rename'), icon: 'pencil', ...small, click: () => this.rename(chosen, rows) }) : nothing}
      ${this.action('merge') && !one ? button({ label: t('faces.merge'), icon: 'users', ...small, click: () => void this.merge(chosen) }) : nothing}
      ${this.action('split') ? button({ label: t('faces.split'), icon: 'scissors', ...small, click: () => void this.each('split', ids) }) : nothing}
      ${this.action('hide') ? button({ label: t('faces.hide'), icon: 'eye-off', ...small, click: () => void this.each('hide', ids) }) : nothing}</div>`;
  }

  private toggle(row: Row, range: boolean): void {
    this.selected.toggle(this.idOf(row), range, this.shown.map((one) => this.idOf(one)));
  }

  private clear(): void {
    this.selected.choose([]);
    this.place.go(this.place.at);
  }

  private open(row: Row): void {
    const to = localAddress(fill(this.node['to'], withRow(this.context, row).scope));
    if (to !== null) void go(to);
  }

  /** Each of the chosen groups gets the name; that they are one person is said by joining them. */
  private rename(chosen: readonly Row[], rows: readonly Row[]): void {
    const names = [...new Set(rows.map((row) => row['name']).filter((name): name is string => typeof name === 'string' && name !== ''))].sort();
    askPerson(t('faces.rename'), String(chosen.find((row) => row['name'])?.['name'] ?? ''), names, async (name) => {
      for (const row of chosen) await this.call('rename', { id: this.idOf(row), name }, row);
      await this.done(t('faces.renamed', { name }));
    });
  }

  /** All become the one with a name, or else the largest. */
  private async merge(chosen: readonly Row[]): Promise<void> {
    const [into] = [...chosen].sort((one, other) => Number(!!other['name']) - Number(!!one['name']) || Number(other['count'] ?? 0) - Number(one['count'] ?? 0));
    const ids = chosen.filter((row) => row !== into).map((row) => this.idOf(row));
    await this.tell(async () => {
      await this.call('merge', { into: this.idOf(into!), ids }, into!);
      await this.done(t('faces.merged', { count: chosen.length }));
    });
  }

  private async each(deed: 'split' | 'hide', ids: readonly string[]): Promise<void> {
    await this.tell(async () => {
      for (const id of ids) await this.call(deed, { id }, this.shown.find((row) => this.idOf(row) === id) ?? {});
      await this.done(t(deed === 'hide' ? 'faces.hidden' : 'faces.apart', { count: ids.length }));
    });
  }

  private async call(deed: Deed, values: Row, row: Row): Promise<void> {
    await perform(this.action(deed)!, this.context, withRow(this.context, row).scope, values, undefined, true);
  }

  private async tell(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
  }

  private async done(said: string): Promise<void> {
    toast(said, { tone: 'success' });
    this.clear();
    await this.context.store.refresh(this.source);
  }

  private readonly press = (event: KeyboardEvent): void => {
    const row = this.shown[this.place.at];
    if (this.place.key(event) || !row) return;
    const command = event.ctrlKey || event.metaKey;
    if (event.key === ' ') this.toggle(row, event.shiftKey);
    else if (event.key === 'Enter' && this.node['to'] !== undefined) this.open(row);
    else if (event.key === 'F2' && this.action('rename')) this.rename(this.selected.size > 0 ? this.shown.filter((one) => this.selected.has(this.idOf(one))) : [row], this.shown);
    else if (event.key === 'Escape' && this.selected.size > 0) this.clear();
    else if (command && event.key.toLowerCase() === 'a') this.selected.choose(this.shown.map((one) => this.idOf(one)));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

define('u-face-gallery', FaceGallery);
