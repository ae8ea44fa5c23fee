import { numeric } from '../core/format.ts';
import type { Node, Row } from '../core/model.ts';
import type { Context } from './context.ts';
import { matching, type Query } from './query.ts';
import { wordOf, type Column } from './values.ts';

/** The rows that fit, in the order asked for. */
export function select(rows: readonly Row[], columns: readonly Column[], query: Query, context: Context): readonly Row[] {
  const texts = columns.filter((column) => !column.as || ['text', 'link', 'plugin'].includes(column.as));
  const found = matching(rows, query, (row) => texts.map((column) => wordOf(column, row, context)));
  const { sort } = query;
  const column = sort && columns.find((one) => one.field === sort.field);
  return column ? ordered(found, column, sort.down, context) : found;
}

const speaking = new WeakMap<Node, boolean>();

/** Whether the rows of a table show something of other sources or of what is chosen, and so change when their own row does not. */
export function speaksOfOthers(node: Node, context: Context): boolean {
  let speaks = speaking.get(node);
  if (speaks === undefined) {
    const actions = ['row_actions', 'rowActions'].flatMap((name) => ((node[name] as string[] | undefined) ?? []).map((one) => context.action(one)));
    // The table itself looks at the columns' conditions; an address is no expression.
    const columns = (node['columns'] as Column[]).map(({ when: _, ...column }) => column);
    const text = JSON.stringify([columns, node['to'], actions], (key, value) => (key === 'href' || key === 'schema' ? undefined : value));
    const own = new Set(['row', 'user']);
    const names: string[] = [];
    for (const name in context.scope) if (!own.has(name)) names.push(name);
    speaks = names.some((name) => new RegExp(`\\b${name.replace(/[^\w]/g, '.')}\\b`).test(text));
    speaking.set(node, speaks);
  }
  return speaks;
}

const WIDTHS = { s: 96, m: 120, l: 176 };
/** Hours with minutes, or minutes with seconds. */
const DURATION = 112;
/** What is left for the column that grows; with less of it the least important column goes. */
const GROW_LEAST = 260;
const SELECT = 40;
const ACTIONS = 112;

/** Columns that fit a width: of the lowest priority the last one goes first; those of priority 1 stay. */
export function fitting(columns: readonly Column[], width: number): readonly Column[] {
  const kept = [...columns];
  const need = () => SELECT + GROW_LEAST + kept.reduce((sum, column, index) => sum + (grows(kept, index) ? 0 : size(column)), 0);
  for (const priority of [3, 2]) {
    for (let i = kept.length - 1; i > 0 && need() > width; i--) if ((kept[i]!.priority ?? 1) === priority) kept.splice(i, 1);
  }
  return kept;
}

/** The columns of the grid. Where a pointer hovers, the actions lie over the end of the row and need no room. */
export function tracks(columns: readonly Column[], selectable: boolean, actions: boolean): string {
  const middle = columns.map((column, index) => (grows(columns, index) ? 'minmax(140px, 1fr)' : `${size(column)}px`));
  return [selectable ? `${SELECT}px` : '', ...middle, actions ? `${ACTIONS}px` : ''].filter(Boolean).join(' ');
}

function grows(columns: readonly Column[], index: number): boolean {
  const chosen = columns.findIndex((column) => column.width === 'grow');
  return index === Math.max(0, chosen);
}

function size(column: Column): number {
  if (column.width && column.width !== 'grow') return column.as === 'duration' ? Math.max(DURATION, WIDTHS[column.width]) : WIDTHS[column.width];
  return column.as === 'progress' ? WIDTHS.l : column.as === 'date' ? 168 : WIDTHS.m;
}

function ordered(rows: readonly Row[], column: Column, down: boolean, context: Context): readonly Row[] {
  const sign = down ? -1 : 1;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: 'base' });
  return rows
    .map((row) => ({ row, value: wordOf(column, row, context) }))
    .sort((a, b) => {
      // What has no value comes last either way.
      if (a.value == null || b.value == null) return a.value == null ? (b.value == null ? 0 : 1) : -1;
      const x = numeric(a.value);
      const y = numeric(b.value);
      return sign * (x !== null && y !== null ? x - y : collator.compare(String(a.value), String(b.value)));
    })
    .map(({ row }) => row);
}
