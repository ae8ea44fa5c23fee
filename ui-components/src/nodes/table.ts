import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { fillText, holds } from '../core/expr.ts';
import { t } from '../core/i18n.ts';
import type { Node, Row } from '../core/model.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { menu } from '../ui/menu.ts';
import { toast } from '../app/toasts.ts';
import { reason } from '../core/http.ts';
import { laterScript } from './later.ts';
import { option, type Context } from './context.ts';
import { draws } from './index.ts';
import { empty } from './show.ts';
import { searchBox } from './search-box.ts';
import { ask, askedOf, choices, clearQuery, filterBy, Follower, isNarrowed, type Query } from './query.ts';
import { browserQuery, ServerQuery } from './server-query.ts';
import { bulkBar, Selection } from './selection.ts';
import { failed, nothingMatches, onlyRows } from './states.ts';
import { Slots } from './slots.ts';
import { tableKeys, type Keyed } from './table-keys.ts';
import { fitting, select, speaksOfOthers, tracks } from './table-model.ts';
import { rowCard, tableRow, type Drawn, type RowState } from './table-row.ts';
import { isNumeric, labelOf, type Column } from './values.ts';
import { viewed } from './table-view.ts';
import { VirtualRows } from './virtual.ts';

const hovers = matchMedia('(hover: hover)');
const PHONE = 600;
const CARD_HEIGHT = 118;
/** So often "3 minutes ago" is drawn again. */
const CLOCK = 30_000;
/** While rows pass by, their values are new this often. */
const PASSING = 1000;

draws('table', (node, context) => html`<u-table .node=${node} .context=${context}></u-table>`);

type Tools = typeof import('../columns/index.ts');

/** Loads what only those need who change or export a table. */
async function withColumns(use: (tools: Tools) => void): Promise<void> {
  try {
    use(await laterScript<Tools>('columns')!());
  } catch (failure) {
    toast(reason(failure), { tone: 'danger' });
  }
}

/** A table of a source: rows on a wide screen, cards on a narrow one, and only those near the window drawn. */
class Table extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, width: { state: true }, at: { state: true } };
  declare node: Node;
  declare context: Context;
  declare width: number;
  /** The place of the row that the tab key comes to. */
  declare at: number;
  private readonly follower = new Follower(this, () => askedOf(this.context, this.context.sourceName(this.node['source'] as string)));
  private readonly selected = new Selection(() => this.requestUpdate());
  private shown: readonly Row[] = [];
  private memo: { rows: readonly Row[]; query: Query; result: readonly Row[]; at: number } | null = null;
  private readonly virtual = new VirtualRows(this, () => this.querySelector('.rows'));
  private counted: { rows: readonly Row[] | null; of: Map<string, ReturnType<typeof choices>> } = { rows: null, of: new Map() };
  private readonly slots = new Slots();
  private readonly server = new ServerQuery();
  /** The row that last had the focus. */
  private held: string | null = null;

  constructor() {
    super();
    this.width = document.body.clientWidth;
    this.at = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const observer = new ResizeObserver(([entry]) => (this.width = Math.round(entry!.contentRect.width)));
    observer.observe(this);
    this.until(() => observer.disconnect());
    this.until(() => this.server.close());
  }

  protected override render(): unknown {
    const { node, context } = this;
    const source = context.sourceName(node['source'] as string);
    const status = context.store.status(source);
    const rows = onlyRows(context.store.items(source));
    if (status === 'failed') return failed(context, source);
    if (status !== 'ready') return html`<div class="skeleton-list" aria-busy="true">${[1, 2, 3, 4, 5].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    this.server.follow(context.store, source, this.query);
    if (rows.length === 0 && !isNarrowed(this.query)) return empty((node['empty'] ?? {}) as Node, context, t('table.empty'));
    const described = (node['columns'] as Column[]).filter((column) => holds(column.when, context.scope));
    const columns = viewed(described, context.page.views?.[this.name]);
    this.shown = this.found(rows, described);
    this.follower.asked.found.value = this.shown.length;
    this.selected.keep(rows, context.store.key(source));
    return html`${this.toolbar(rows, described, source)}
      ${this.shown.length === 0 ? nothingMatches(() => clearQuery(this.follower.asked)) : this.width < PHONE ? this.cards(columns, source) : this.rows(fitting(columns, this.width), source)}
      ${context.store.hasMore(source) ? html`<p class="table-more muted small" role="status">${t('table.more')}</p>` : nothing}`;
  }

  protected override updated(): void {
    if (this.width < PHONE) this.virtual.measure();
    const source = this.context.sourceName(this.node['source'] as string);
    const more = this.context.store.hasMore(source) ? this.querySelector('.table-more') : null;
    if (more && more.getBoundingClientRect().top < innerHeight + 600) void this.context.store.more(source);
  }

  private found(rows: readonly Row[], columns: readonly Column[]): readonly Row[] {
    const { query } = this;
    const { store } = this.context;
    const { memo } = this;
    if (memo?.query === query && (memo.rows === rows || (this.virtual.moving && performance.now() - memo.at < PASSING))) return memo.result;
    const result = select(rows, columns, browserQuery(query, store.asks(this.context.sourceName(this.node['source'] as string))), this.context);
    this.memo = { rows, query, result, at: performance.now() };
    return result;
  }

  private toolbar(rows: readonly Row[], columns: readonly Column[], source: string): TemplateResult | typeof nothing {
    if (this.selected.size > 0) return bulkBar(this.node, this.context, source, rows, this.selected, this.everything(source));
    const search = this.node['search'] === true;
    const filters = option<string[]>(this.node, 'filters') ?? [];
    if (!search && filters.length === 0) return nothing;
    const narrowed = this.shown.length !== rows.length;
    return html`<div class="toolbar">
      ${search ? searchBox(t('table.search'), this.query.search, (value) => ask(this.follower.asked, { search: value })) : nothing}
      ${filters.map((field) => this.filter(field, rows, columns))}
      <span class="toolbar-count muted small" role="status">${narrowed ? t('table.found', { count: this.shown.length, total: rows.length }) : t('table.count', { count: rows.length })}</span>
      ${this.options(columns, source)}
    </div>`;
  }

  private options(columns: readonly Column[], source: string): TemplateResult {
    return menu(
      html`<button slot="trigger" type="button" class="button ghost small icon-only" aria-label=${t('table.options')} data-tip=${t('table.options')}>${icon('sliders-horizontal')}</button>`,
      () => [
        { label: t('table.columns'), icon: 'table', run: () => void withColumns(({ chooseColumns }) => chooseColumns(this.name, columns, this.context)) },
        { label: t('table.export'), icon: 'download', run: () => void withColumns(({ exportCsv }) => this.export(exportCsv, columns, source)) },
      ],
    );
  }

  private export(write: Tools['exportCsv'], columns: readonly Column[], source: string): void {
    const { page, store, scope } = this.context;
    const name = fillText(this.node.label, scope) || fillText(page.title, scope);
    write(name, viewed(columns, page.views?.[this.name]), this.shown, this.context, store.hasMore(source));
  }

  /** The name of this table among those of its page. */
  private get name(): string {
    return this.context.prefix + String(this.node['id'] ?? this.node['source']);
  }

  /** Chooses also what the server has not sent yet; null when all of it is here, or not all that is here is chosen. */
  private everything(source: string): (() => void) | null {
    const { store } = this.context;
    if (!store.hasMore(source) || this.selected.size < this.shown.length) return null;
    return () => void store.everything(source).then(() => this.updateComplete).then(() => this.chooseAll(), (failure) => toast(reason(failure), { tone: 'danger' }));
  }

  private filter(field: string, rows: readonly Row[], columns: readonly Column[]): TemplateResult {
    const column = columns.find((one) => one.field === field);
    const label = fillText(column?.label ?? field, this.context.scope);
    const current = this.query.filters[field]?.[0] ?? '';
    const name = (value: string) => labelOf(value, column?.labels, this.context);
    const set = (value: string) => filterBy(this.follower.asked, field, value ? [value] : []);
    return menu(
      html`<button slot="trigger" type="button" class="button secondary small filter ${current ? 'active' : ''}">${icon('list-filter')}<span>${label}${current ? `: ${name(current)}` : ''}</span></button>`,
      () => [
        { label: t('table.filter.all'), checked: current === '', detail: String(rows.length), run: () => set('') },
        ...this.choices(rows, field).map(([value, count]) => ({ label: name(value), checked: current === value, detail: String(count), run: () => set(value) })),
      ],
      'bottom-start',
    );
  }

  /** Counting is for when the rows have changed, not for every time that others pass by. */
  private choices(rows: readonly Row[], field: string): ReturnType<typeof choices> {
    if (this.counted.rows !== rows) this.counted = { rows, of: new Map() };
    const known = this.counted.of.get(field) ?? choices(rows, field);
    this.counted.of.set(field, known);
    return known;
  }

  private rows(columns: readonly Column[], source: string): TemplateResult {
    const { select } = this;
    const actions = (option<string[]>(this.node, 'row_actions') ?? []).length > 0;
    const size = document.documentElement.dataset['density'] === 'compact' ? 32 : 44;
    const { start: first, end, before, after } = this.virtual.range(this.shown.length, size, false);
    const label = fillText(this.node.label, this.context.scope);
    const all = this.shown.length > 0 && this.selected.size === this.shown.length;
    return html`<div class="table" role="table" aria-label=${label || nothing} aria-rowcount=${this.shown.length + 1} ${vars({ '--cols': tracks(columns, select !== null, actions && !hovers.matches) })}>
      <div role="rowgroup" class="table-top"><div role="row" class="table-row table-head" aria-rowindex="1">
        ${select === 'multi' ? html`<span role="columnheader" class="select-cell"><input type="checkbox" class="check" aria-label=${t('table.select.all')} .checked=${all}
          .indeterminate=${this.selected.size > 0 && !all} @change=${() => (all ? this.selected.choose([]) : this.chooseAll())} /></span>` : select ? html`<span role="columnheader"><span class="visually-hidden">${t('table.select')}</span></span>` : nothing}
        ${columns.map((column) => this.head(column))}
        ${actions ? html`<span role="columnheader" class="actions-head"><span class="visually-hidden">${t('table.actions')}</span></span>` : nothing}
      </div></div>
      <div role="rowgroup" class="rows" ${vars({ '--before': `${before}px`, '--after': `${Math.max(0, after)}px` })} @keydown=${this.pressed} @focusin=${this.focused} @click=${this.clicked}>
        ${this.window(first, end, this.drawn(columns, source, actions), tableRow)}
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

  private cards(columns: readonly Column[], source: string): TemplateResult {
    const { start: first, end, before, after } = this.virtual.range(this.shown.length, CARD_HEIGHT, true);
    const label = fillText(this.node.label, this.context.scope);
    return html`<ul class="rows row-cards" aria-label=${label || nothing} ${vars({ '--before': `${before}px`, '--after': `${Math.max(0, after)}px` })} @keydown=${this.pressed} @focusin=${this.focused}>
      ${this.window(first, end, this.drawn(columns, source, true), rowCard)}</ul>`;
  }

  /** The rows of the window; one is drawn again only when something that it shows has changed. */
  private window(first: number, end: number, table: Drawn, draw: (table: Drawn, row: Row, state: RowState) => TemplateResult): unknown {
    const rows = this.shown.slice(first, end);
    const ids = rows.map((row) => this.idOf(row));
    const slots = this.slots.assign(ids, this.holdsFocus() ? this.held : null);
    const others = speaksOfOthers(this.node, this.context) ? this.context : this.context.page;
    const clock = Math.floor(Date.now() / CLOCK);
    // The row that the keys were on last may have been scrolled away; the tab key still has to come in.
    const stop = this.current >= first && this.current < end ? this.current : first;
    const shape = `${table.columns.map((column) => column.field).join()} ${table.select}`;
    return repeat(rows, (_, at) => slots[at], (row, at) => {
      const state = { id: ids[at]!, index: first + at, selected: this.selected.has(ids[at]!), current: first + at === stop };
      return guard([row, state.index, state.selected, state.current, table.moving, table.count, shape, others, clock], () => draw(table, row, state));
    });
  }

  private holdsFocus(): boolean {
    const row = document.activeElement?.closest('.rows [data-index]');
    return row != null && this.contains(row);
  }

  private drawn(columns: readonly Column[], source: string, actions: boolean): Drawn {
    return { node: this.node, context: this.context, source, columns, actions, count: this.shown.length, select: this.select !== null, moving: this.virtual.moving, choose: (id, range) => this.choose(id, range) };
  }

  private get select(): 'single' | 'multi' | null {
    const select = this.node['select'];
    return select === 'multi' || select === 'single' ? select : null;
  }

  private get query(): Query {
    return this.follower.asked.query.value;
  }

  private get current(): number {
    return Math.max(0, Math.min(this.at, this.shown.length - 1));
  }

  private get keyed(): Keyed {
    return {
      count: this.shown.length, current: this.current, selectable: this.select !== null,
      goTo: (index) => this.goTo(index),
      choose: (index, range) => this.choose(this.idOf(this.shown[index]!), range),
      chooseAll: () => this.select === 'multi' && this.chooseAll(),
      chooseNone: () => this.selected.size > 0 && (this.selected.choose([]), true),
    };
  }

  private idOf(row: Row): string {
    return String(row[this.context.store.key(this.context.sourceName(this.node['source'] as string))]);
  }

  private choose(id: string, range: boolean): void {
    if (this.select === 'single') this.selected.choose(this.selected.has(id) ? [] : [id]);
    else this.selected.toggle(id, range, this.shown.map((row) => this.idOf(row)));
  }

  private chooseAll(): void {
    this.selected.choose(this.shown.map((row) => this.idOf(row)));
  }

  private goTo(index: number): void {
    this.at = index;
    this.virtual.reveal(index);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`.rows [data-index="${index}"]`)?.focus({ preventScroll: true }));
  }

  private readonly pressed = (event: KeyboardEvent): void => tableKeys(event, this.keyed);

  private readonly focused = (event: FocusEvent): void => {
    const index = Number((event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset['index'] ?? -1);
    const row = this.shown[index];
    if (!row) return;
    this.at = index;
    this.held = this.idOf(row);
  };

  /** With Ctrl, Cmd or Shift a click anywhere on a row chooses it. */
  private readonly clicked = (event: MouseEvent): void => {
    const target = event.target as HTMLElement;
    if (!this.select || !(event.ctrlKey || event.metaKey || event.shiftKey) || target.closest('a, button, input, u-menu')) return;
    const index = Number(target.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? -1);
    const row = this.shown[index];
    if (row) this.choose(this.idOf(row), event.shiftKey);
  };
}

define('u-table', Table);
