import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { isDisabled, isShown, start } from '../app/actions.ts';
import { localAddress } from '../core/address.ts';
import { fillText } from '../core/expr.ts';
import { t } from '../core/i18n.ts';
import type { Node, Row } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { actionEntries, applicable, moreMenu } from './action-buttons.ts';
import { option, withRow, type Context } from './context.ts';
import { cell, cellHint, isNumeric, valueOf, wordOf, type Column } from './values.ts';

const CARD_FACTS = 3;
/** So many actions stand in the row; more go into a menu. */
const INLINE_ACTIONS = 3;

/** What all rows of a table share. */
export interface Drawn {
  readonly node: Node;
  readonly context: Context;
  readonly source: string;
  readonly columns: readonly Column[];
  readonly count: number;
  readonly select: boolean;
  readonly actions: boolean;
  /** Rows pass by: what only a reader at rest needs is left out. */
  readonly moving: boolean;
  /** Chooses a row, or with `range` all from the one before. */
  readonly choose: (id: string, range: boolean) => void;
}

export interface RowState {
  readonly id: string;
  readonly index: number;
  readonly selected: boolean;
  /** Whether the tab key comes to this row and what is in it: of very many rows only one, so that it also comes out again. */
  readonly current: boolean;
}

export function tableRow(table: Drawn, row: Row, { id, index, selected, current }: RowState): TemplateResult {
  const { columns, context } = table;
  const inner = withRow(context, row);
  const title = rowTitle(columns, row, context);
  const to = localAddress(fillText(table.node['to'], inner.scope));
  return html`<div role="row" class="table-row ${selected ? 'selected' : ''} ${to ? 'linked' : ''}" tabindex=${current ? 0 : -1} aria-rowindex=${index + 2} data-index=${index}
    aria-selected=${table.select ? selected : nothing}>
    ${table.select ? html`<span role="cell" class="select-cell">${box(table, title, { id, index, selected, current })}</span>` : nothing}
    ${columns.map((column, at) => html`<span role="cell" class="cell ${isNumeric(column) ? 'number' : ''} ${at === 0 ? 'first' : ''}">${at === 0 && to
      ? html`<a class="row-link" href=${to} tabindex=${current ? nothing : -1}>${cell(column, row, context, current)}</a>` : cell(column, row, context, current)}${cellHint(column, row, context)}</span>`)}
    ${table.actions ? html`<span role="cell" class="row-actions">${table.moving ? nothing : rowActions(table, inner, row, title, current)}</span>` : nothing}
  </div>`;
}

function rowActions({ node, source }: Drawn, inner: Context, row: Row, title: string, tabStop: boolean): unknown {
  const actions = applicable(option<string[]>(node, 'row_actions'), inner);
  if (actions.length > INLINE_ACTIONS) return moreMenu(actionEntries(actions, inner, { source, row }), title, tabStop);
  // Each action has a button of its own: a press that began on one must not end on what took its place.
  return repeat(actions, (action) => action.name, (action) => button({
    label: fillText(action.label, inner.scope), icon: action.icon ?? 'zap', about: title, kind: 'ghost', size: 'small', iconOnly: true, tabStop,
    className: action.tone === 'danger' ? 'dangerous' : '', disabled: isDisabled(action, inner.scope),
    click: () => void start(action, inner, inner.scope, { source, row }),
  }));
}

/** A row on a phone. */
export function rowCard(table: Drawn, row: Row, { id, index, selected, current }: RowState): TemplateResult {
  const { columns, context, node, source } = table;
  const inner = withRow(context, row);
  const title = rowTitle(columns, row, context);
  const [first, ...rest] = columns as [Column, ...Column[]];
  const badges = rest.filter((column) => column.as === 'badge');
  const bars = rest.filter((column) => column.as === 'progress' && !['completed', 'error', 'cancelled'].includes(row['state']));
  const facts = telling(rest.filter((column) => !badges.includes(column) && column.as !== 'progress' && valueOf(column, row, context) != null));
  const actions = applicable(option<string[]>(node, 'row_actions'), inner).filter((action) => isShown(action, inner.scope));
  const to = localAddress(fillText(node['to'], inner.scope));
  return html`<li class="row-card ${selected ? 'selected' : ''}" tabindex=${current ? 0 : -1} data-index=${index} aria-setsize=${table.count} aria-posinset=${index + 1}>
    <div class="row-card-head">
      ${table.select ? html`<label class="check-area">${box(table, title, { id, index, selected, current })}</label>` : nothing}
      <div class="row-card-title">${to ? html`<a class="row-link" href=${to} tabindex=${current ? nothing : -1}>${cell(first, row, context, current)}</a>` : cell(first, row, context, current)}</div>
      ${actions.length > 0 ? moreMenu(actionEntries(actions, inner, { source, row }), title, current) : nothing}
    </div>
    ${bars.map((column) => cell(column, row, context))}
    <div class="row-card-facts">${badges.map((column) => cell(column, row, context))}
      ${facts.map((column) => html`<span class="fact"><span class=${needsName(column, rest) ? 'faint' : 'visually-hidden'}>${fillText(column.label ?? '', context.scope)}<span class="visually-hidden">:</span> </span>${cell(column, row, context)}</span>`)}</div>
    ${cellHint(first, row, context)}
  </li>`;
}

function box(table: Drawn, title: string, { id, selected, current }: RowState): TemplateResult {
  return html`<input type="checkbox" class="check" tabindex=${current ? nothing : -1} aria-label=${t('table.select.row', { name: title })} .checked=${selected}
    @click=${(event: MouseEvent) => table.choose(id, event.shiftKey)} />`;
}

function rowTitle(columns: readonly Column[], row: Row, context: Context): string {
  return String(columns[0] ? (wordOf(columns[0], row, context) ?? '') : '');
}

/** The facts of a card, in their order: the most important ones. */
function telling(columns: readonly Column[]): readonly Column[] {
  const first = [...columns].sort((a, b) => (a.priority ?? 1) - (b.priority ?? 1)).slice(0, CARD_FACTS);
  return columns.filter((column) => first.includes(column));
}

/** Without a head above it, a bare number or time says nothing, and of two moments nobody knows which is which. */
function needsName(column: Column, others: readonly Column[]): boolean {
  return column.as === 'number' || column.as === 'duration' || (column.as === 'relative-time' && others.filter((one) => one.as === column.as).length > 1);
}
