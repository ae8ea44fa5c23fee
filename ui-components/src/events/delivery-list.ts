import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { openLayer } from '../app/layers.ts';
import { stream } from '../app/state.ts';
import { toast } from '../app/toasts.ts';
import { call, reason } from '../core/http.ts';
import { button } from '../ui/button.ts';
import { confirm } from '../ui/confirm.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import type { Delivery, EventType } from './data.ts';
import './delivery-detail.ts';
import { emptyBlock, failedBlock, filterMenu, moment, receiver, receiverIcon, skeleton } from './parts.ts';
import { t } from './texts.ts';
import { eventTypes } from './types.ts';

type Tab = 'dead' | 'retrying' | 'done';
const PAGE = 50;
const AGAIN = 1000;

/** What could not be delivered, what is tried again, and what was delivered. */
class DeliveryList extends Element {
  static override properties = { tab: { state: true }, items: { state: true }, next: { state: true }, problem: { state: true }, subscriber: { state: true }, type: { state: true }, selected: { state: true }, types: { state: true }, receivers: { state: true } };
  declare tab: Tab;
  declare items: readonly Delivery[] | null;
  declare next: string | null;
  declare problem: string | null;
  declare subscriber: string;
  declare type: string;
  declare selected: ReadonlySet<string>;
  declare types: readonly EventType[];
  declare receivers: readonly { value: string; label: string; detail: string }[];
  private timer = 0;

  constructor() {
    super();
    const given = new URLSearchParams(location.search);
    this.tab = 'dead';
    this.items = null;
    this.next = null;
    this.problem = null;
    this.subscriber = given.get('subscriber') ?? '';
    this.type = '';
    this.selected = new Set();
    this.types = [];
    this.receivers = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    void eventTypes().then((types) => (this.types = types), () => {});
    const stop = stream?.on('delivery', (row: Delivery) => row.state !== 'done' || this.tab === 'done' ? (this.timer ||= window.setTimeout(() => void this.load(), AGAIN)) : 0);
    if (stop) this.until(stop);
    this.until(() => clearTimeout(this.timer));
  }

  private query(): Record<string, string | number | null> {
    return { state: this.tab, subscriber: this.subscriber || null, type: this.type || null };
  }

  private async load(cursor: string | null = null): Promise<void> {
    clearTimeout(this.timer);
    this.timer = 0;
    try {
      const { body } = await call('GET', '/api/deliveries', { ...this.query(), limit: PAGE, cursor });
      this.items = cursor ? [...(this.items ?? []), ...body.items] : body.items;
      this.next = body.next ?? null;
      this.problem = null;
      const there = new Set(this.items!.map((one) => one.id));
      this.selected = new Set([...this.selected].filter((id) => there.has(id)));
      const known = new Map([...this.receivers].map((one) => [one.value, one]));
      for (const one of this.items!) known.set(one.subscriber, { value: one.subscriber, label: receiver(one), detail: '' });
      this.receivers = [...known.values()].sort((a, b) => a.label.localeCompare(b.label));
    } catch (failure) {
      this.problem = reason(failure);
    }
  }

  private show(change: Partial<Pick<DeliveryList, 'tab' | 'subscriber' | 'type'>>): void {
    Object.assign(this, change);
    this.items = null;
    this.selected = new Set();
    void this.load();
  }

  protected override render(): TemplateResult {
    const tab = (tab: Tab, label: string) => html`<button type="button" aria-pressed=${String(this.tab === tab)} @click=${() => this.show({ tab })}>${label}</button>`;
    return html`<div class="toolbar">
        <div class="segmented" role="group" aria-label=${t('dead.tabs')}>${tab('dead', t('dead.dead'))}${tab('retrying', t('dead.retrying'))}${tab('done', t('dead.history'))}</div>
        <div class="filters">
        ${filterMenu({ label: t('dead.subscriber.all'), icon: 'workflow', value: this.subscriber, all: t('dead.subscriber.all'), choices: [...this.receivers], choose: (subscriber) => this.show({ subscriber }) })}
        ${filterMenu({ label: t('dead.type.all'), icon: 'list-filter', value: this.type, all: t('dead.type.all'), choices: this.types.map(({ name }) => ({ value: name, label: name })), choose: (type) => this.show({ type }) })}
        </div>
      </div>${this.body()}`;
  }

  private body(): TemplateResult {
    if (this.problem) return failedBlock(t('dead.failed'), this.problem, () => void this.load());
    if (!this.items) return skeleton();
    if (this.items.length === 0) return this.empty();
    return html`${this.tab === 'dead' ? this.bulk() : nothing}
      <ul class="panel-list delivery-rows" aria-label=${t('dead.list')}>${repeat(this.items, (one) => one.id, (one) => this.row(one))}</ul>
      ${this.next ? html`<p class="table-more">${button({ label: t('events.older'), size: 'small', click: () => void this.load(this.next) })}</p>` : nothing}`;
  }

  private empty(): TemplateResult {
    if (this.subscriber || this.type) return emptyBlock('search', t('dead.none'), '', nothing, true);
    if (this.tab === 'retrying') return emptyBlock('rotate-cw', t('dead.retrying.empty'), t('dead.retrying.empty.hint'));
    return this.tab === 'done' ? emptyBlock('history', t('dead.history.empty'), t('dead.history.empty.hint')) : emptyBlock('circle-check', t('dead.empty'), t('dead.empty.hint'));
  }

  private bulk(): TemplateResult {
    const all = this.items!.length > 0 && this.selected.size === this.items!.length;
    const some = this.selected.size > 0;
    return html`<div class="bulk-bar"><label class="check-line"><input type="checkbox" .checked=${all} .indeterminate=${some && !all} @change=${() => (this.selected = all ? new Set() : new Set(this.items!.map(({ id }) => id)))} /><span>${t('dead.select.all')}</span></label>
      <span class="grow"></span>
      ${button({ label: t('dead.redrive'), icon: 'rotate-cw', size: 'small', disabled: !some, click: () => void this.many('redrive') })}
      ${button({ label: t('dead.discard'), icon: 'trash-2', size: 'small', kind: 'ghost', disabled: !some, click: () => void this.many('discard') })}</div>`;
  }

  private row(one: Delivery): TemplateResult {
    const name = `${receiver(one)} ${one.type}`;
    return html`<li class="delivery-row">
      ${this.tab === 'dead' ? html`<input type="checkbox" aria-label=${t('dead.select', { name })} .checked=${this.selected.has(one.id)} @change=${() => this.toggle(one.id)} />` : nothing}
      <button type="button" class="delivery-open" @click=${() => this.open(one)}>
        ${icon(receiverIcon(one), 'faint')}
        <span class="delivery-main"><span class="strong">${receiver(one)}</span><code class="event-type">${one.type}</code>
          ${one.error ? html`<span class="delivery-error">${one.error}</span>` : nothing}</span>
        <span class="muted small delivery-tries">${t('delivery.attempts', { count: one.attempts })}${one.next ? html` · ${t('dead.next', { time: '' })}` : nothing}${one.next ? moment(one.next) : nothing}</span>
        ${moment(one.updated)}
      </button></li>`;
  }

  private toggle(id: string): void {
    const next = new Set(this.selected);
    if (!next.delete(id)) next.add(id);
    this.selected = next;
  }

  private open(one: Delivery): void {
    openLayer({ kind: 'drawer', heading: receiver(one), body: (close) => html`<u-delivery-detail .deliveryId=${one.id} .shut=${close} .done=${() => void this.load()}></u-delivery-detail>` });
  }

  private async many(verb: 'redrive' | 'discard'): Promise<void> {
    const ids = [...this.selected];
    if (verb === 'discard' && !(await confirm({ heading: t('dead.discard'), text: t('dead.discard.text'), submit: t('dead.discard'), tone: 'danger' }))) return;
    try {
      const { body } = await call('POST', `/api/deliveries/${verb}`, { state: 'dead', ids });
      const count = body.redriven ?? body.discarded ?? ids.length;
      toast(verb === 'redrive' ? t('dead.redriven', { count }) : t('dead.discarded', { count }), { tone: 'success' });
      this.selected = new Set();
      void this.load();
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
  }
}

define('u-delivery-list', DeliveryList);
