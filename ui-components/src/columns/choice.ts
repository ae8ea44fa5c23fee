import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { view } from '../app/state.ts';
import { toast } from '../app/toasts.ts';
import { fillText } from '../core/expr.ts';
import { call, reason } from '../core/http.ts';
import type { TableView } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { inOrder } from '../nodes/table-view.ts';
import type { Column } from '../nodes/values.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { t } from './texts.ts';

/** The columns of a table with their order. Every change is kept at once, and shown behind the dialog. */
class Columns extends Element {
  static override properties = { table: {}, columns: { attribute: false }, context: { attribute: false }, close: { attribute: false }, said: { state: true } };
  declare table: string;
  declare columns: readonly Column[];
  declare context: Context;
  declare close: () => void;
  /** What has just been moved, for those who do not see it. */
  declare said: string;
  /** Changes are sent one after the other: the last one must win. */
  private sending: Promise<void> = Promise.resolve();

  constructor() {
    super();
    this.said = '';
    this.watch(view);
  }

  protected override render(): TemplateResult {
    const ordered = inOrder(this.columns, this.seen);
    const hidden = new Set(this.seen?.hidden);
    const left = ordered.filter((column) => !hidden.has(column.field)).length;
    return html`<div class="dialog-body columns-body"><p class="muted small">${t('columns.hint')}</p>
      <ul class="columns">${repeat(ordered, (column) => column.field, (column, at) => this.row(column, at, ordered, !hidden.has(column.field), left))}</ul>
      <p class="visually-hidden" role="status">${this.said}</p></div>
      <div class="dialog-foot">
        ${button({ label: t('columns.reset'), icon: 'rotate-ccw', kind: 'ghost', disabled: this.seen === undefined, click: () => this.reset() })}
        ${button({ label: t('columns.done'), kind: 'primary', click: () => this.close() })}
      </div>`;
  }

  private row(column: Column, at: number, ordered: readonly Column[], shown: boolean, left: number): TemplateResult {
    const label = this.label(column);
    return html`<li class="columns-row">
      <label><input type="checkbox" class="check" .checked=${shown} ?disabled=${shown && left === 1} @change=${() => this.toggle(column, shown)} /><span dir="auto">${label}</span></label>
      ${button({ label: t('columns.up'), icon: 'arrow-up', about: label, kind: 'ghost', size: 'small', iconOnly: true, disabled: at === 0, click: () => this.move(column, at, at - 1, ordered) })}
      ${button({ label: t('columns.down'), icon: 'arrow-down', about: label, kind: 'ghost', size: 'small', iconOnly: true, disabled: at === ordered.length - 1, click: () => this.move(column, at, at + 1, ordered) })}
    </li>`;
  }

  private get seen(): TableView | undefined {
    return view.value.kind === 'page' ? view.value.page.views?.[this.table] : undefined;
  }

  private label(column: Column): string {
    return fillText(column.label ?? column.field, this.context.scope);
  }

  private toggle({ field }: Column, shown: boolean): void {
    const hidden = (this.seen?.hidden ?? []).filter((one) => one !== field);
    this.change({ items: inOrder(this.columns, this.seen).map((column) => column.field), hidden: shown ? [...hidden, field] : hidden });
  }

  private move(column: Column, from: number, to: number, ordered: readonly Column[]): void {
    const items = ordered.map(({ field }) => field);
    items.splice(to, 0, ...items.splice(from, 1));
    const pressed = document.activeElement as HTMLElement | null;
    this.said = t('columns.moved', { name: this.label(column), at: to + 1, count: items.length });
    this.change({ items, hidden: this.seen?.hidden ?? [] });
    // At an end the pressed button can go no further; the focus stays in the row.
    void this.updateComplete.then(() => {
      if (pressed?.matches(':disabled')) pressed.closest('li')?.querySelector<HTMLElement>('button:not(:disabled)')?.focus();
      else pressed?.focus();
    });
  }

  private change(next: TableView): void {
    this.send('PUT', next);
  }

  private reset(): void {
    this.send('DELETE', undefined);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.dialog-foot button:last-child')?.focus());
  }

  /** At once on the screen, then on the server; what it refuses is taken back. */
  private send(method: 'PUT' | 'DELETE', next: TableView | undefined): void {
    const before = this.seen;
    const { plugin, id } = this.context.page;
    show(this.table, next);
    const href = `/api/me/views/${[plugin ?? 'core', id, this.table].map(encodeURIComponent).join('/')}`;
    this.sending = this.sending.then(() => call(method, href, next)).then(() => {}, (failure: unknown) => {
      if (this.seen === next) show(this.table, before);
      toast(reason(failure), { tone: 'danger' });
    });
  }
}

function show(table: string, next: TableView | undefined): void {
  const current = view.value;
  if (current.kind !== 'page') return;
  const { [table]: _, ...views } = current.page.views ?? {};
  view.value = { ...current, page: { ...current.page, views: next ? { ...views, [table]: next } : views } };
}

define('u-columns', Columns);
