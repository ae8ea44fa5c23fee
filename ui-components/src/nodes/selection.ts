import { html, nothing, type TemplateResult } from 'lit';
import { startBulk } from '../app/actions.ts';
import { fillText } from '../core/expr.ts';
import { t } from '../core/i18n.ts';
import type { Action, Node, Row } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { option, type Context } from './context.ts';

/** The rows that the person has chosen, by key; for everything whose rows can be chosen. */
export class Selection {
  private readonly ids = new Set<string>();
  private last: string | null = null;

  constructor(private readonly changed: () => void) {}

  get size(): number {
    return this.ids.size;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** Chooses exactly these. */
  choose(ids: Iterable<string>): void {
    this.ids.clear();
    for (const id of ids) this.ids.add(id);
    this.changed();
  }

  /** One row, or with `range` all from the one that was toggled before, in the order that is shown. */
  toggle(id: string, range: boolean, order: readonly string[]): void {
    const on = !this.ids.has(id);
    const from = range && this.last !== null ? order.indexOf(this.last) : -1;
    const to = order.indexOf(id);
    for (const one of from < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1)) {
      if (on) this.ids.add(one);
      else this.ids.delete(one);
    }
    this.last = id;
    this.changed();
  }

  /** Lets go of what is not there any more. */
  keep(rows: readonly Row[], key: string): void {
    if (this.ids.size === 0) return;
    const known = new Set(rows.map((row) => String(row[key])));
    for (const id of this.ids) if (!known.has(id)) this.ids.delete(id);
  }
}

/** What can be done with all that is chosen; it stands where the search and the filters are otherwise. */
export function bulkBar(node: Node, context: Context, source: string, rows: readonly Row[], selection: Selection, everything: (() => void) | null = null): TemplateResult {
  const key = context.store.key(source);
  const chosen = rows.filter((row) => selection.has(String(row[key])));
  const actions = (option<string[]>(node, 'bulk_actions') ?? []).map((name) => context.action(name)).filter((one): one is Action => one !== null);
  return html`<div class="toolbar bulk" role="toolbar" aria-label=${t('bulk.selected', { count: chosen.length })}>
    ${button({ label: t('bulk.clear'), icon: 'x', kind: 'ghost', size: 'small', iconOnly: true, click: () => selection.choose([]) })}
    <span class="bulk-count" role="status">${t('bulk.selected', { count: chosen.length })}</span>
    ${everything ? button({ label: t('bulk.everything'), kind: 'ghost', size: 'small', click: everything }) : nothing}
    ${actions.map((action) => button({
      label: fillText(action.label, context.scope), icon: action.icon, size: 'small', kind: action.tone === 'danger' ? 'danger' : 'secondary',
      click: () => void startBulk(action, context, source, chosen).then(() => selection.choose([])),
    }))}
  </div>`;
}
