import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../core/i18n.ts';
import type { Node, Row } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icon.ts';
import type { Context } from './context.ts';
import { empty } from './show.ts';

/** Rows of a source, or what stands where they would be. */
export type Rows = { rows: readonly Row[]; instead: null } | { rows: null; instead: TemplateResult };

/** The rows of the node's source; until there are some: a skeleton, what failed and how to try again, or the node's `empty`. */
export function rowsOf(node: Node, context: Context, skeletonRows = 4): Rows {
  const source = context.sourceName(node['source'] as string);
  const { store } = context;
  // Looking at it is what starts a lazy source.
  const rows = onlyRows(store.items(source));
  const status = store.status(source);
  if (status === 'failed') return { rows: null, instead: failed(context, source) };
  if (status !== 'ready') return { rows: null, instead: skeleton(skeletonRows) };
  if (rows.length === 0) return { rows: null, instead: empty((node['empty'] ?? {}) as Node, context, t('table.empty')) };
  return { rows, instead: null };
}

const cleaned = new WeakMap<readonly unknown[], readonly Row[]>();

/** The items that are rows at all; the list itself when all are, so that whoever compares lists sees the same one. */
export function onlyRows(items: readonly unknown[]): readonly Row[] {
  let rows = cleaned.get(items);
  if (!rows) {
    const isRow = (item: unknown): item is Row => typeof item === 'object' && item !== null && !Array.isArray(item);
    cleaned.set(items, (rows = items.every(isRow) ? (items as readonly Row[]) : items.filter(isRow)));
  }
  return rows;
}

export function skeleton(rows: number): TemplateResult {
  return html`<div class="skeleton-list" aria-busy="true">${Array.from({ length: rows }, () => html`<div class="skeleton row"></div>`)}</div>`;
}

/** What failed, and the way to try it again. */
export function failed(context: Context, source: string): TemplateResult {
  return html`<div class="empty compact">${icon('cloud-off')}<p class="empty-title">${t('table.failed')}</p><p class="empty-hint">${context.store.problem(source)}</p>
    ${button({ label: t('retry'), icon: 'rotate-cw', click: () => void context.store.fetch(source) })}</div>`;
}

/** Says that what is shown is from before the source began to fail; nothing while it answers. */
export function staleNote(node: Node, context: Context): TemplateResult | typeof nothing {
  const source = context.sourceName(node['source'] as string);
  const problem = context.store.status(source) === 'ready' ? context.store.problem(source) : null;
  if (problem === null) return nothing;
  return html`<p class="stale-note" role="status">${icon('cloud-off')}<span>${t('source.stale', { problem })}</span>
    ${button({ label: t('retry'), kind: 'ghost', size: 'small', click: () => void context.store.fetch(source) })}</p>`;
}

/** There are rows, but none that the search and the filters leave. */
export function nothingMatches(clear: () => void): TemplateResult {
  return html`<div class="empty compact">${icon('search-x')}<p class="empty-title">${t('table.none')}</p><p class="empty-hint">${t('table.none.hint')}</p>
    ${button({ label: t('table.clear'), click: clear })}</div>`;
}
