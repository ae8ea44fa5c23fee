import { openLayer } from '../app/layers.ts';
import { toast } from '../app/toasts.ts';
import { html } from 'lit';
import type { Row } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import type { Column } from '../nodes/values.ts';
import { saveAs } from '../ui/save-as.ts';
import { toCsv } from './csv.ts';
import './choice.ts';
import { t } from './texts.ts';

/** This draws no nodes; tables load it when somebody asks for it. */
export const drawers = {};

/** Lets the person choose the columns of a table and their order. */
export function chooseColumns(table: string, columns: readonly Column[], context: Context): void {
  openLayer({ kind: 'dialog', heading: t('columns.title'), body: (close) => html`<u-columns .table=${table} .columns=${columns} .context=${context} .close=${close}></u-columns>` });
}

/** Gives the rows to the browser as a file; `more` when the server has others. */
export function exportCsv(name: string, columns: readonly Column[], rows: readonly Row[], context: Context, more: boolean): void {
  // The mark at the beginning tells spreadsheets that this is UTF-8.
  saveAs(`${name || 'table'}.csv`, `\uFEFF${toCsv(columns, rows, context)}`, 'text/csv;charset=utf-8');
  toast(t(more ? 'csv.part' : 'csv.done', { count: rows.length }));
}
