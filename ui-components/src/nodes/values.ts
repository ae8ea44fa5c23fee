import { html, nothing, type TemplateResult } from 'lit';
import { localAddress } from '../core/address.ts';
import * as format from '../core/format.ts';
import { fill, fillText } from '../core/expr.ts';
import { t, tOr } from '../core/i18n.ts';
import type { Row, Tone } from '../core/model.ts';
import { icon } from '../ui/icon.ts';
import { name } from '../ui/name.ts';
import { progressBar } from '../ui/progress.ts';
import { option, withRow, type Context } from './context.ts';
import { pluginLabel, pluginMark } from './plugin-text.ts';
import { badge } from './show.ts';

export interface Column {
  field: string;
  label?: string;
  as?: string;
  value?: unknown;
  labels?: string | Record<string, string>;
  tones?: Record<string, Tone>;
  sort?: boolean;
  priority?: number;
  width?: 's' | 'm' | 'l' | 'grow';
  when?: string;
  to?: string;
  hint?: string;
  /** The tone of the hint, or an expression for it. */
  hintTone?: string;
}

const NUMERIC = new Set(['bytes', 'speed', 'duration', 'number', 'percent']);

export function isNumeric(column: Column): boolean {
  return NUMERIC.has(column.as ?? '');
}

/** The word for a value: by `labels: "t:state.*"` from the page's texts, then from the core's, else the value. */
export function labelOf(value: unknown, labels: Column['labels'], context: Context): string {
  const key = String(value ?? '');
  if (typeof labels === 'object') return labels[key] ?? key;
  if (!labels) return value === null || value === undefined ? format.DASH : key;
  const path = labels.replace(/^t:/, '').replace('*', key);
  return context.texts[path] ?? tOr(path, key || format.DASH);
}

/** The value of a column in a row, by its expression or its field. */
export function valueOf(column: Column, row: Row, context: Context): unknown {
  if (column.value !== undefined) return fill(column.value, withRow(context, row).scope);
  return column.field.split('.').reduce<any>((at, part) => at?.[part], row) ?? null;
}

/** What a row's value is called where only words fit: in searching, in sorting, in the names of its buttons. */
export function wordOf(column: Column, row: Row, context: Context): unknown {
  const value = valueOf(column, row, context);
  return column.as === 'plugin' && value !== null ? pluginLabel(String(value)) : value;
}

/** The muted line below a cell, or one in a tone of its own; what made a task fail is said in its tone. */
export function cellHint(column: Column, row: Row, context: Context): TemplateResult | typeof nothing {
  if (!column.hint) return nothing;
  const { scope } = withRow(context, row);
  const hint = fillText(column.hint, scope);
  if (!hint || hint === format.DASH) return nothing;
  const tone = fill(option(column, 'hint_tone'), scope) ?? (stateOf(row) === 'error' ? 'danger' : 'neutral');
  return html`<span class="cell-hint small ${tone === 'neutral' ? 'muted' : `tone-text-${tone}`}" title=${hint}>${hint}</span>`;
}

/** What a cell shows; `tabStop` is false where the tab key passes it by. */
export function cell(column: Column, row: Row, context: Context, tabStop = true): TemplateResult | string {
  const value = valueOf(column, row, context);
  switch (column.as) {
    case 'progress':
      // A task that failed before it began got nowhere; an empty bar would say that it still may.
      return stateOf(row) === 'error' && !value ? format.DASH : progressBar({ value: format.numeric(value), label: column.label ?? column.field, state: stateOf(row) });
    case 'badge':
      if (value === '') return '';
      return value === null ? format.DASH : badge(labelOf(value, column.labels, context), column.tones?.[String(value)] ?? 'neutral');
    case 'bytes':
      return format.bytes(value);
    case 'speed':
      return format.speed(value);
    case 'duration':
      return format.duration(value);
    case 'number':
      return format.number(value);
    case 'percent':
      return format.percent(value);
    case 'date':
      return format.date(value);
    case 'relative-time':
      return html`<time datetime=${String(value ?? '')} title=${format.date(value)}>${format.relative(value, undefined, 'short')}</time>`;
    case 'bool':
      return html`<span class="bool">${icon(value === true ? 'check' : 'minus', value === true ? '' : 'faint')}<span class="visually-hidden">${t(value === true ? 'bool.yes' : 'bool.no')}</span></span>`;
    case 'link':
      return link(localAddress(fillText(column.to, withRow(context, row).scope) || value), name(format.text(value)), tabStop);
    case 'plugin':
      return value === null ? format.DASH : pluginMark(String(value));
    case 'image':
      return picture(localAddress(value));
    default:
      return column.width === 'grow' && typeof value === 'string' ? name(value) : labelOrText(column, value, context);
  }
}

/** Text that leads to a place on this server; what leads anywhere else stays text. */
function link(href: string | null, text: TemplateResult, tabStop: boolean): TemplateResult {
  return href === null ? text : html`<a class="link" href=${href} tabindex=${tabStop ? nothing : -1}>${text}</a>`;
}

function picture(src: string | null): TemplateResult | string {
  return src === null ? format.DASH : html`<img class="thumb" src=${src} alt="" loading="lazy" />`;
}

function labelOrText(column: Column, value: unknown, context: Context): string {
  return column.labels ? labelOf(value, column.labels, context) : format.text(value);
}

/** The state of a row that is a task; other rows have none. */
function stateOf(row: Row): string | undefined {
  return typeof row['state'] === 'string' && 'task_id' in row ? row['state'] : undefined;
}
