import { html, nothing, type TemplateResult } from 'lit';
import { openLayer } from '../app/layers.ts';
import { call, reason } from '../core/http.ts';
import * as format from '../core/format.ts';
import { define, Element } from '../ui/element.ts';
import { copyButton } from '../ui/copy.ts';
import { icon } from '../ui/icon.ts';
import type { CloudEvent, Delivery } from './data.ts';
import { jsonView } from './json-view.ts';
import { deliveryState, receiver, receiverIcon, sourceName, took } from './parts.ts';
import { t } from './texts.ts';

/** Shows an event beside the page: its data, who got it, and where to go from here. */
export async function openEvent(given: CloudEvent | string): Promise<void> {
  let event: CloudEvent | null = typeof given === 'string' ? null : given;
  let problem: string | null = null;
  try {
    event ??= (await call('GET', `/api/events/${encodeURIComponent(String(given))}`)).body as CloudEvent;
  } catch {
    problem = t('event.gone');
  }
  openLayer({
    kind: 'drawer',
    heading: event?.type ?? t('trace.event'),
    body: (close) => (event ? html`<u-event-detail .event=${event} .shut=${close}></u-event-detail>` : html`<div class="dialog-body"><p>${problem}</p></div>`),
  });
}

class EventDetail extends Element {
  static override properties = { event: { attribute: false }, deliveries: { state: true }, problem: { state: true } };
  declare event: CloudEvent;
  declare deliveries: readonly Delivery[] | null;
  declare problem: string | null;
  shut: () => void = () => {};

  constructor() {
    super();
    this.deliveries = null;
    this.problem = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    call('GET', '/api/deliveries', { event: this.event.id, limit: 50 }).then(
      ({ body }) => (this.deliveries = body.items),
      (failure) => (this.problem = reason(failure)),
    );
  }

  protected override render(): TemplateResult {
    const { event } = this;
    const fact = (label: string, value: unknown) => (value === undefined || value === null || value === '' ? nothing : html`<div><dt>${label}</dt><dd>${value}</dd></div>`);
    return html`<div class="dialog-body event-detail">
      <div class="event-actions">
        <a class="button secondary small" href=${`/trace?event=${encodeURIComponent(event.id)}`} @click=${this.shut}>${icon('route')}<span>${t('event.chain')}</span></a>
        <a class="button secondary small" href=${`/flows/new?event=${encodeURIComponent(event.type)}`} @click=${this.shut}>${icon('workflow')}<span>${t('event.flow')}</span></a>
        ${copyButton(t('event.copy'), () => JSON.stringify(event, null, 2))}
      </div>
      <dl class="facts-list">
        ${fact(t('event.time'), format.date(event.time))}
        ${fact(t('event.source'), sourceName(event.source))}
        ${fact(t('event.subject'), event.subject)}
        ${fact(t('event.cause'), event.causationid ? html`<code>${event.causationid}</code>` : null)}
        ${fact(t('event.hops'), event.hops || null)}
        ${fact(t('event.id'), html`<code>${event.id}</code>`)}
      </dl>
      <h3 class="overline">${t('event.data')}</h3>
      ${jsonView(event.data ?? {}, t('event.data'))}
      <h3 class="overline">${t('event.deliveries')}</h3>
      ${this.problem ? html`<p class="tone-text-danger small">${this.problem}</p>` : !this.deliveries ? html`<div class="skeleton row"></div>`
        : this.deliveries.length === 0 ? html`<p class="muted small">${t('event.deliveries.none')}. ${t('event.deliveries.hint')}</p>`
        : html`<ul class="panel-list">${this.deliveries.map((one) => html`<li class="delivery-line">${icon(receiverIcon(one), 'faint')}<span class="strong">${receiver(one)}</span>${deliveryState(one)}<span class="muted small">${took(one.duration)}</span>
            ${one.error ? html`<p class="delivery-error">${one.error}</p>` : nothing}</li>`)}</ul>`}
    </div>`;
  }
}

define('u-event-detail', EventDetail);
