import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isDisabled, isShown, start } from '../app/actions.ts';
import { localAddress } from '../core/address.ts';
import { fillText, holds } from '../core/expr.ts';
import { t } from '../core/i18n.ts';
import type { Node, Row } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { menu } from '../ui/menu.ts';
import { actionEntries, applicable, moreMenu } from './action-buttons.ts';
import { option, withRow, type Context } from './context.ts';
import { draws } from './index.ts';
import { empty } from './show.ts';
import { searchBox } from './search-box.ts';
import { ask, askedOf, choices, clearQuery, filterBy, Follower, type Query } from './query.ts';
import { bulkBar, Selection } from './selection.ts';
import { failed, nothingMatches, onlyRows } from './states.ts';
import { fitting, select, tracks } from './table-model.ts';
import { cell, cellHint, isNumeric, labelOf, valueOf, wordOf, type Column } from './values.ts';
import { VirtualRows } from './virtual.ts';

const hovers = matchMedia('(hover: hover)');
const PHONE = 600;
const CARD_HEIGHT = 118;
const CARD_FACTS = 3;
/** So many actions stand in the row; more go into a menu. */
const INLINE_ACTIONS = 3;

draws('table', (node, context) => html`<u-table .node=${node} .context=${context}></u-table>`);

/** A table of a source: rows on a wide screen, cards on a narrow one, and only those near the window drawn. */
class Table extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, width: { state: true } };
  declare node: Node;
  declare context: Context;
  declare width: number;
  private readonly follower = new Follower(this, () => askedOf(this.context, this.context.sourceName(this.node['source'] as string)));
  private readonly selected = new Selection(() => this.requestUpdate());
  private shown: readonly Row[] = [];
  private memo: { rows: readonly Row[]; query: Query; result: readonly Row[] } | null = null;
  private readonly virtual = new VirtualRows(this, () => this.querySelector('.rows'));

  constructor() {
    super();
    this.width = document.body.clientWidth;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const observer = new ResizeObserver(([entry]) => (this.width = Math.round(entry!.contentRect.width)));
    observer.observe(this);
    this.until(() => observer.disconnect());
  }

  protected override render(): unknown {
    const { node, context } = this;
    const source = context.sourceName(node['source'] as string);
    const status = context.store.status(source);
    const rows = onlyRows(context.store.items(source));
    if (status === 'failed') return failed(context, source);
    if (status !== 'ready') return html`<div class="skeleton-list" aria-busy="true">${[1, 2, 3, 4, 5].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    if (rows.length === 0) return empty((node['empty'] ?? {}) as Node, context, t('table.empty'));
    const columns = (node['columns'] as Column[]).filter((column) => holds(column.when, context.scope));
    this.shown = this.select(rows, columns);
    this.follower.asked.found.value = this.shown.length;
    this.selected.keep(rows, context.store.key(source));
    return html`${this.toolbar(rows, columns, source)}
      ${this.shown.length === 0 ? nothingMatches(() => clearQuery(this.follower.asked)) : this.width < PHONE ? this.cards(columns, source) : this.rows(fitting(columns, this.width), source)}
      ${context.store.hasMore(source) ? html`<p class="table-more muted small" role="status">${t('table.more')}</p>` : nothing}`;
  }

  protected override updated(): void {
    if (this.width < PHONE) this.virtual.measure();
    const source = this.context.sourceName(this.node['source'] as string);
    const more = this.querySelector('.table-more');
    if (more && more.getBoundingClientRect().top < innerHeight + 600) void this.context.store.more(source);
  }

  private select(rows: readonly Row[], columns: readonly Column[]): readonly Row[] {
    const { query } = this;
    if (this.memo?.rows === rows && this.memo.query === query) return this.memo.result;
    const result = select(rows, columns, query, this.context);
    this.memo = { rows, query, result };
    return result;
  }

  private toolbar(rows: readonly Row[], columns: readonly Column[], source: string): TemplateResult | typeof nothing {
    if (this.selected.size > 0) return bulkBar(this.node, this.context, source, rows, this.selected);
    const search = this.node['search'] === true;
    const filters = option<string[]>(this.node, 'filters') ?? [];
    if (!search && filters.length === 0) return nothing;
    const narrowed = this.shown.length !== rows.length;
    return html`<div class="toolbar">
      ${search ? searchBox(t('table.search'), this.query.search, (value) => ask(this.follower.asked, { search: value })) : nothing}
      ${filters.map((field) => this.filter(field, rows, columns))}
      <span class="toolbar-count muted small" role="status">${narrowed ? t('table.found', { count: this.shown.length, total: rows.length }) : t('table.count', { count: rows.length })}</span>
    </div>`;
  }

  private filter(field: string, rows: readonly Row[], columns: readonly Column[]): TemplateResult {
    const column = columns.find((one) => one.field === field);
    const label = fillText(column?.label ?? field, this.context.scope);
    const current = this.query.filters[field]?.[0] ?? '';
    const name = (value: string) => labelOf(value, column?.labels, this.context);
    const set = (value: string) => filterBy(this.follower.asked, field, value ? [value] : []);
    return menu(
      html`<button slot="trigger" type="button" class="button secondary small filter ${current ? 'active' : ''}">${icon('list-filter')}<span>${label}${current ? `: ${name(current)}` : ''}</span></button>`,
      [
        { label: t('table.filter.all'), checked: current === '', detail: String(rows.length), run: () => set('') },
        ...choices(rows, field).map(([value, count]) => ({ label: name(value), checked: current === value, detail: String(count), run: () => set(value) })),
      ],
      'bottom-start',
    );
  }

  private rows(columns: readonly Column[], source: string): TemplateResult {
    const selectable = this.node['select'] === 'multi';
    const actions = (option<string[]>(this.node, 'row_actions') ?? []).length > 0;
    const size = document.documentElement.dataset['density'] === 'compact' ? 32 : 44;
    const { start: first, end, before, after } = this.virtual.range(this.shown.length, size, false);
    const key = this.context.store.key(source);
    const label = fillText(this.node.label, this.context.scope);
    const all = this.shown.length > 0 && this.selected.size === this.shown.length;
    return html`<div class="table" role="table" aria-label=${label || nothing} aria-rowcount=${this.shown.length + 1} ${vars({ '--cols': tracks(columns, selectable, actions && !hovers.matches) })}>
      <div role="rowgroup"><div role="row" class="table-row table-head" aria-rowindex="1">
        ${selectable ? html`<span role="columnheader" class="select-cell"><input type="checkbox" class="check" aria-label=${t('table.select.all')} .checked=${all}
          .indeterminate=${this.selected.size > 0 && !all} @change=${() => this.selected.choose(all ? [] : this.shown.map((row) => String(row[key])))} /></span>` : nothing}
        ${columns.map((column) => this.head(column))}
        ${actions ? html`<span role="columnheader"><span class="visually-hidden">${t('table.actions')}</span></span>` : nothing}
      </div></div>
      <div role="rowgroup" class="rows" ${vars({ '--before': `${before}px`, '--after': `${Math.max(0, after)}px` })}>
        ${repeat(this.shown.slice(first, end), (row) => row[key], (row, index) => this.row(row, first + index, columns, source, selectable, actions))}
      </div>
    </div>`;
  }

  private head(column: Column): TemplateResult {
    const label = fillText(column.label ?? column.field, this.context.scope);
    const { sort } = this.query;
    const on = sort?.field === column.field;
    const className = isNumeric(column) ? 'number' : '';
    if (!column.sort) return html`<span role="columnheader" class=${className}>${label}</span>`;
    return html`<span role="columnheader" class=${className} aria-sort=${on ? (sort!.down ? 'descending' : 'ascending') : 'none'}>
      <button type="button" class="sort ${on ? 'on' : ''}" @click=${() => ask(this.follower.asked, { sort: !on ? { field: column.field, down: false } : sort!.down ? null : { field: column.field, down: true } })}>
        ${label}${icon(on ? (sort!.down ? 'arrow-down' : 'arrow-up') : 'arrow-up-down')}</button></span>`;
  }

  private row(row: Row, index: number, columns: readonly Column[], source: string, selectable: boolean, actions: boolean): TemplateResult {
    const id = String(row[this.context.store.key(source)]);
    const inner = withRow(this.context, row);
    const title = this.rowTitle(columns, row);
    const to = localAddress(fillText(this.node['to'], inner.scope));
    return html`<div role="row" class="table-row ${this.selected.has(id) ? 'selected' : ''} ${to ? 'linked' : ''}" aria-rowindex=${index + 2} data-index=${index}>
      ${selectable ? html`<span role="cell" class="select-cell"><input type="checkbox" class="check" aria-label=${t('table.select.row', { name: title })}
        .checked=${this.selected.has(id)} @click=${(event: MouseEvent) => this.toggle(id, event.shiftKey, source)} /></span>` : nothing}
      ${columns.map((column, at) => html`<span role="cell" class="cell ${isNumeric(column) ? 'number' : ''} ${at === 0 ? 'first' : ''}">${at === 0 && to
        ? html`<a class="row-link" href=${to}>${cell(column, row, this.context)}</a>` : cell(column, row, this.context)}${cellHint(column, row, this.context)}</span>`)}
      ${actions ? html`<span role="cell" class="row-actions">${this.rowActions(inner, row, source, title)}</span>` : nothing}
    </div>`;
  }

  private rowActions(inner: Context, row: Row, source: string, title: string): unknown {
    const actions = applicable(option<string[]>(this.node, 'row_actions'), inner);
    if (actions.length > INLINE_ACTIONS) return moreMenu(actionEntries(actions, inner, { source, row }), title);
    // Each action has a button of its own: a press that began on one must not end on what took its place.
    return repeat(actions, (action) => action.name, (action) => button({
      label: fillText(action.label, inner.scope), icon: action.icon ?? 'zap', about: title, kind: 'ghost', size: 'small', iconOnly: true,
      className: action.tone === 'danger' ? 'dangerous' : '', disabled: isDisabled(action, inner.scope),
      click: () => void start(action, inner, inner.scope, { source, row }),
    }));
  }

  private cards(columns: readonly Column[], source: string): TemplateResult {
    const { start: first, end, before, after } = this.virtual.range(this.shown.length, CARD_HEIGHT, true);
    const key = this.context.store.key(source);
    const label = fillText(this.node.label, this.context.scope);
    return html`<ul class="rows row-cards" aria-label=${label || nothing} ${vars({ '--before': `${before}px`, '--after': `${Math.max(0, after)}px` })}>
      ${repeat(this.shown.slice(first, end), (row) => row[key], (row, index) => this.card(row, first + index, columns, source))}</ul>`;
  }

  private card(row: Row, index: number, columns: readonly Column[], source: string): TemplateResult {
    const inner = withRow(this.context, row);
    const id = String(row[this.context.store.key(source)]);
    const title = this.rowTitle(columns, row);
    const [first, ...rest] = columns as [Column, ...Column[]];
    const badges = rest.filter((column) => column.as === 'badge');
    const bars = rest.filter((column) => column.as === 'progress' && !['completed', 'error', 'cancelled'].includes(row['state']));
    const facts = telling(rest.filter((column) => !badges.includes(column) && column.as !== 'progress' && valueOf(column, row, this.context) != null));
    const actions = applicable(option<string[]>(this.node, 'row_actions'), inner).filter((action) => isShown(action, inner.scope));
    const to = localAddress(fillText(this.node['to'], inner.scope));
    const selectable = this.node['select'] === 'multi';
    return html`<li class="row-card ${this.selected.has(id) ? 'selected' : ''}" data-index=${index} aria-setsize=${this.shown.length} aria-posinset=${index + 1}>
      <div class="row-card-head">
        ${selectable ? html`<label class="check-area"><input type="checkbox" class="check" aria-label=${t('table.select.row', { name: title })} .checked=${this.selected.has(id)}
          @click=${(event: MouseEvent) => this.toggle(id, event.shiftKey, source)} /></label>` : nothing}
        <div class="row-card-title">${to ? html`<a class="row-link" href=${to}>${cell(first, row, this.context)}</a>` : cell(first, row, this.context)}</div>
        ${actions.length > 0 ? moreMenu(actionEntries(actions, inner, { source, row }), title) : nothing}
      </div>
      ${bars.map((column) => cell(column, row, this.context))}
      <div class="row-card-facts">${badges.map((column) => cell(column, row, this.context))}
        ${facts.map((column) => html`<span class="fact"><span class=${needsName(column, rest) ? 'faint' : 'visually-hidden'}>${fillText(column.label ?? '', this.context.scope)}<span class="visually-hidden">:</span> </span>${cell(column, row, this.context)}</span>`)}</div>
      ${cellHint(first, row, this.context)}
    </li>`;
  }

  private rowTitle(columns: readonly Column[], row: Row): string {
    return String(columns[0] ? (wordOf(columns[0], row, this.context) ?? '') : '');
  }

  private get query(): Query {
    return this.follower.asked.query.value;
  }

  private toggle(id: string, range: boolean, source: string): void {
    const key = this.context.store.key(source);
    this.selected.toggle(id, range, this.shown.map((row) => String(row[key])));
  }
}

define('u-table', Table);

/** The facts of a card, in their order: the most important ones. */
function telling(columns: readonly Column[]): readonly Column[] {
  const first = [...columns].sort((a, b) => (a.priority ?? 1) - (b.priority ?? 1)).slice(0, CARD_FACTS);
  return columns.filter((column) => first.includes(column));
}

/** Without a head above it, a bare number or time says nothing, and of two moments nobody knows which is which. */
function needsName(column: Column, others: readonly Column[]): boolean {
  return column.as === 'number' || column.as === 'duration' || (column.as === 'relative-time' && others.filter((one) => one.as === column.as).length > 1);
}
