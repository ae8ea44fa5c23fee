import type { Row } from '../core/model.ts';
import { fillText } from '../core/expr.ts';
import type { Context } from '../nodes/context.ts';
import { labelOf, wordOf, type Column } from '../nodes/values.ts';
import { csvCell } from './csv-cell.ts';

/** Rows as CSV (RFC 4180): words where the table shows words, else the values themselves, so that sums and dates can be computed with. */
export function toCsv(columns: readonly Column[], rows: readonly Row[], context: Context): string {
  const head = columns.map((column) => fillText(column.label ?? column.field, context.scope));
  const lines = [head, ...rows.map((row) => columns.map((column) => wordIn(column, row, context)))];
  return lines.map((line) => line.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

function wordIn(column: Column, row: Row, context: Context): unknown {
  const value = wordOf(column, row, context);
  return column.labels && value !== null ? labelOf(value, column.labels, context) : value;
}
