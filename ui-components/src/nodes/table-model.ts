import { numeric } from '../core/format.ts';
import type { Row } from '../core/model.ts';
import type { Context } from './context.ts';
import { valueOf, type Column } from './values.ts';

export interface Sort {
  field: string;
  down: boolean;
}

/** What the person has asked a table to show. */
export interface Query {
  search: string;
  filters: Record<string, string>;
  sort: Sort | null;
}

/** The rows that fit, in the order asked for. */
export function select(rows: readonly Row[], columns: readonly Column[], query: Query, context: Context): readonly Row[] {
  const wanted = query.search.trim().toLowerCase();
  const filters = Object.entries(query.filters).filter(([, value]) => value !== '');
  let found = rows;
  if (wanted) {
    const texts = columns.filter((column) => !column.as || column.as === 'text' || column.as === 'link');
    found = found.filter((row) => texts.some((column) => String(valueOf(column, row, context) ?? '').toLowerCase().includes(wanted)));
  }
  if (filters.length > 0) found = found.filter((row) => filters.every(([field, value]) => String(row[field] ?? '') === value));
  const { sort } = query;
  const column = sort && columns.find((one) => one.field === sort.field);
  return column ? ordered(found, column, sort.down, context) : found;
}

/** The values of a field and how many rows have each, in the order they first appear. */
export function choices(rows: readonly Row[], field: string): [value: string, count: number][] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = String(row[field] ?? '');
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts];
}

/** Columns that fit a width: first those of low priority go. */
export function fitting(columns: readonly Column[], width: number): readonly Column[] {
  const most = width < 560 ? 1 : width < 900 ? 2 : 3;
  return columns.filter((column) => (column.priority ?? 1) <= most);
}

const WIDTHS = { s: '104px', m: '136px', l: '200px', grow: 'minmax(160px, 1fr)' };

export function tracks(columns: readonly Column[], selectable: boolean, actions: boolean): string {
  const grows = columns.some((column) => column.width === 'grow');
  const middle = columns.map((column, index) => {
    if (column.width) return WIDTHS[column.width];
    if (column.as === 'progress') return '180px';
    return !grows && index === 0 ? WIDTHS.grow : 'minmax(88px, 150px)';
  });
  return [selectable ? '40px' : '', ...middle, actions ? '112px' : ''].filter(Boolean).join(' ');
}

function ordered(rows: readonly Row[], column: Column, down: boolean, context: Context): readonly Row[] {
  const sign = down ? -1 : 1;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: 'base' });
  return rows
    .map((row) => ({ row, value: valueOf(column, row, context) }))
    .sort((a, b) => {
      // What has no value comes last either way.
      if (a.value == null || b.value == null) return a.value == null ? (b.value == null ? 0 : 1) : -1;
      const x = numeric(a.value);
      const y = numeric(b.value);
      return sign * (x !== null && y !== null ? x - y : collator.compare(String(a.value), String(b.value)));
    })
    .map(({ row }) => row);
}
