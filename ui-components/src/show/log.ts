import { html, type TemplateResult } from 'lit';
import { fillText } from '../core/expr.ts';
import type { Node } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import type { Drawer } from '../nodes/index.ts';
import { rowsOf, staleNote } from '../nodes/states.ts';
import './log-view.ts';
import { t } from './texts.ts';

/** The lines of a source; a log may be plain lines, which are no rows. */
export function log(node: Node, context: Context): ReturnType<Drawer> {
  const { rows, instead } = rowsOf({ ...node, empty: { icon: 'scroll-text', label: t('log.empty'), ...(node['empty'] as object) } }, context);
  const lines = context.store.items(context.sourceName(node['source'] as string));
  if (!rows && !lines.some((line) => typeof line === 'string')) return instead!;
  return html`${staleNote(node, context)}${logView(lines, fillText(node.label, context.scope) || t('log.label'))}`;
}

/** Lines as `{time, level, message, error}` or texts, oldest or newest first. */
export function logView(rows: readonly unknown[], label: string): TemplateResult {
  return html`<u-log-view .rows=${rows} .label=${label}></u-log-view>`;
}
