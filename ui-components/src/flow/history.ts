import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { stream } from '../app/state.ts';
import { call, reason } from '../core/http.ts';
import * as format from '../core/format.ts';
import type { Tone } from '../core/model.ts';
import { applyPatches } from '../live/patch.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import type { Delivery } from './model.ts';
import { ft } from './texts.ts';

const PAGE = 30;
export const OUTCOMES: Record<string, Tone> = { done: 'success', retrying: 'warning', dead: 'danger', discarded: 'neutral' };

/** What came of the newest events that a flow acted on, followed live. */
class FlowHistory extends Element {
  static override properties = { flowId: {}, items: { state: true }, next: { state: true }, problem: { state: true } };
  declare flowId: string;
  declare items: readonly Delivery[] | null;
  declare next: string | null;
  declare problem: string | null;

  constructor() {
    super();
    this.items = null;
    this.next = null;
    this.problem = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load(null);
    const stop = stream?.on('delivery', (row: Delivery) => {
      if (row['flow']?.id === this.flowId && this.items) this.items = applyPatches(this.items, new Map([[row.id, row]]), 'id') as Delivery[];
    });
    if (stop) this.until(stop);
  }

  protected override render(): TemplateResult {
    if (this.problem) return html`<div class="empty compact">${icon('cloud-off')}<p class="empty-title">${this.problem}</p></div>`;
    if (!this.items) return html`<div class="skeleton-list" aria-busy="true">${[1, 2, 3].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    if (this.items.length === 0) return html`<div class="empty compact">${icon('history')}<p class="empty-title">${ft('history.none')}</p><p class="empty-hint">${ft('history.none.hint')}</p></div>`;
    return html`<ul class="panel-list history">${repeat(this.items, (one) => one.id, (one) => this.row(one))}</ul>
      ${this.next ? html`<p class="table-more">${button({ label: ft('history.older'), size: 'small', click: () => void this.load(this.next) })}</p>` : nothing}`;
  }

  private row(one: Delivery): TemplateResult {
    const parameters = one.detail?.parameters ?? {};
    return html`<li class="history-row">
      <span class="flow-state tone-${OUTCOMES[one.state] ?? 'neutral'}"><span class="dot" aria-hidden="true"></span><span>${ft(`outcome.${one.state}`)}</span></span>
      <div class="history-main"><dl class="history-params">${Object.entries(parameters).slice(0, 4).map(([name, value]) => html`<div><dt>${name}</dt><dd>${typeof value === 'string' ? value : JSON.stringify(value)}</dd></div>`)}</dl>
        ${one.error ? html`<p class="history-error">${one.error}${one.attempts > 1 ? html` <span class="muted">${ft('history.attempts', { count: one.attempts })}</span>` : nothing}</p>` : nothing}</div>
      <span class="history-took muted small">${typeof one.duration === 'number' ? format.duration(one.duration / 1000) : nothing}</span>
      <time class="muted small" datetime=${one.updated} title=${format.date(one.updated)}>${format.relative(one.updated, undefined, 'short')}</time>
      <span class="history-links">${one.task_id ? html`<a class="link small" href=${`/tasks/${encodeURIComponent(one.task_id)}`}>${ft('task')}</a>` : nothing}<a class="link small" href=${`/trace?event=${encodeURIComponent(one.event_id)}`}>${ft('trace')}</a></span>
    </li>`;
  }

  private async load(cursor: string | null): Promise<void> {
    try {
      const { body } = await call('GET', '/api/deliveries', { flow: this.flowId, limit: PAGE, cursor });
      this.items = [...(cursor ? (this.items ?? []) : []), ...body.items];
      this.next = body.next ?? null;
    } catch (failure) {
      this.problem = reason(failure);
    }
  }
}

define('u-flow-history', FlowHistory);
