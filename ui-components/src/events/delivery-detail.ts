import { html, nothing, type TemplateResult } from 'lit';
import { toast } from '../app/toasts.ts';
import { call, Problem, reason } from '../core/http.ts';
import * as format from '../core/format.ts';
import type { FieldError } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import type { Delivery } from './data.ts';
import { jsonView } from './json-view.ts';
import { deliveryState, moment, took } from './parts.ts';
import { t } from './texts.ts';

/** One delivery: what it was, why it failed, and the ways on. */
class DeliveryDetail extends Element {
  static override properties = { deliveryId: {}, one: { state: true }, problem: { state: true }, text: { state: true }, errors: { state: true }, busy: { state: true } };
  declare deliveryId: string;
  declare one: Delivery | null;
  declare problem: string | null;
  declare text: string | null;
  declare errors: readonly FieldError[];
  declare busy: boolean;
  shut: () => void = () => {};
  done: () => void = () => {};

  constructor() {
    super();
    this.one = null;
    this.problem = null;
    this.text = null;
    this.errors = [];
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    call('GET', `/api/deliveries/${encodeURIComponent(this.deliveryId)}`).then(
      ({ body }) => (this.one = body),
      (failure) => (this.problem = failure instanceof Problem && failure.status === 404 ? t('dead.gone') : reason(failure)),
    );
  }

  protected override render(): TemplateResult {
    if (this.problem) return html`<div class="dialog-body"><p>${this.problem}</p></div>`;
    const { one } = this;
    if (!one) return html`<div class="dialog-body"><div class="skeleton row"></div></div>`;
    const fact = (label: string, value: unknown) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
    return html`<div class="dialog-body event-detail">
        <p>${deliveryState(one)} <code class="event-type">${one.type}</code> <span class="muted small">${t('delivery.attempts', { count: one.attempts })}</span></p>
        ${one.error ? html`<h3 class="overline">${t('dead.error')}</h3><p class="delivery-error" role="note">${one.error}</p>` : nothing}
        <dl class="facts-list">
          ${fact(t('dead.first'), format.date(one.created))}${fact(t('dead.last'), moment(one.updated, ''))}${fact(t('dead.took'), took(one.duration))}
          ${one.task_id ? fact(t('dead.task'), html`<a class="link" href=${`/tasks/${encodeURIComponent(one.task_id)}`} @click=${this.shut}>${one.task_id}</a>`) : nothing}
        </dl>
        <div class="event-actions"><a class="button secondary small" href=${`/trace?delivery=${encodeURIComponent(one.id)}`} @click=${this.shut}>${icon('route')}<span>${t('event.chain')}</span></a></div>
        ${one.detail?.parameters ? html`<h3 class="overline">${t('dead.parameters')}</h3>${jsonView(one.detail.parameters, t('dead.parameters'))}` : nothing}
        ${this.text === null ? html`<h3 class="overline">${t('dead.payload')}</h3>${jsonView(one.event?.data ?? {}, t('dead.payload'))}` : this.editor(this.text)}
      </div>
      ${one.state === 'dead' ? this.foot() : nothing}`;
  }

  private editor(text: string): TemplateResult {
    return html`<div class="field"><label for="dead-edit">${t('dead.edit.label')}</label>
      <div class="input-box mono"><textarea id="dead-edit" rows="12" spellcheck="false" autocapitalize="none" aria-describedby="dead-edit-hint dead-edit-errors" .value=${text} @input=${(event: InputEvent) => (this.text = (event.target as HTMLTextAreaElement).value)}></textarea></div>
      <p class="hint" id="dead-edit-hint">${t('dead.edit.hint')}</p>
      <ul class="field-error" id="dead-edit-errors" role="alert">${this.errors.map((error) => html`<li>${error.pointer ? html`<code>${error.pointer}</code> ` : nothing}${error.detail}</li>`)}</ul></div>`;
  }

  private foot(): TemplateResult {
    if (this.text !== null) {
      return html`<footer class="dialog-foot">${button({ label: t('dead.edit.reset'), click: () => ((this.text = null), (this.errors = [])) })}
        ${button({ label: t('dead.edit.submit'), kind: 'primary', busy: this.busy, click: () => void this.corrected() })}</footer>`;
    }
    return html`<footer class="dialog-foot">${button({ label: t('dead.discard'), kind: 'ghost', busy: this.busy, click: () => void this.act('discard', {}) })}
      ${button({ label: t('dead.edit'), click: () => (this.text = JSON.stringify(this.one!.event?.data ?? {}, null, 2)) })}
      ${button({ label: t('dead.redrive'), kind: 'primary', icon: 'rotate-cw', busy: this.busy, click: () => void this.act('redrive', {}) })}</footer>`;
  }

  private async corrected(): Promise<void> {
    let data: unknown;
    try {
      data = JSON.parse(this.text!);
    } catch (failure) {
      const at = Number(/position (\d+)/.exec(String(failure))?.[1] ?? this.text!.length);
      const before = this.text!.slice(0, at).split('\n');
      this.errors = [{ pointer: '', detail: t('dead.edit.syntax', { line: before.length, column: before.at(-1)!.length + 1 }) }];
      return;
    }
    if (typeof data !== 'object' || data === null || Array.isArray(data)) this.errors = [{ pointer: '', detail: t('dead.edit.object') }];
    else await this.act('redrive', { data });
  }

  private async act(verb: 'redrive' | 'discard', body: object): Promise<void> {
    this.busy = true;
    try {
      await call('POST', `/api/deliveries/${encodeURIComponent(this.deliveryId)}/${verb}`, body);
      toast(verb === 'redrive' ? t('dead.redriven', { count: 1 }) : t('dead.discarded', { count: 1 }), { tone: 'success' });
      this.done();
      this.shut();
    } catch (failure) {
      const errors = failure instanceof Problem ? failure.errors : [];
      this.errors = errors.length > 0 ? errors : [{ pointer: '', detail: reason(failure) }];
      if (this.text === null) toast(reason(failure), { tone: 'danger' });
    } finally {
      this.busy = false;
    }
  }
}

define('u-delivery-detail', DeliveryDetail);
