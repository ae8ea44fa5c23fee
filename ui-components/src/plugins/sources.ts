import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { openLayer } from '../app/layers.ts';
import { toast } from '../app/toasts.ts';
import * as format from '../core/format.ts';
import { call, reason } from '../core/http.ts';
import { button } from '../ui/button.ts';
import { confirm } from '../ui/confirm.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import type { CatalogueSource } from './data.ts';
import { t } from './texts.ts';

/** Opens where the catalogue comes from. */
export function openSources(): void {
  openLayer({ kind: 'drawer', heading: t('sources.title'), body: (close) => html`<u-catalogue-sources .close=${close}></u-catalogue-sources>` });
}

class CatalogueSources extends Element {
  static override properties = { items: { state: true }, problem: { state: true }, address: { state: true }, wrong: { state: true }, busy: { state: true } };
  declare items: readonly CatalogueSource[] | null;
  declare problem: string | null;
  declare address: string;
  declare wrong: string | null;
  /** The source that is being read; empty for a new one, null for none. */
  declare busy: string | null;
  close: () => void = () => {};

  constructor() {
    super();
    this.items = this.problem = this.wrong = this.busy = null;
    this.address = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  protected override render(): TemplateResult {
    return html`<div class="dialog-body stack">
        <p class="dialog-text">${t('sources.text')}</p>${this.form()}
        ${this.problem ? html`<p class="review-note tone-danger" role="alert">${icon('circle-x')}<span>${this.problem}</span></p>` : nothing}
        ${this.items?.length ? html`<ul class="panel-list">${repeat(this.items, (source) => source.id, (source) => this.row(source))}</ul>` : nothing}
      </div>
      <footer class="dialog-foot">${button({ label: t('close'), click: this.close })}</footer>`;
  }

  private form(): TemplateResult {
    return html`<form novalidate @submit=${(event: Event) => (event.preventDefault(), void this.add())}>
      <div class="field ${this.wrong ? 'invalid' : ''}"><label for="source-address">${t('sources.address')}</label>
        <div class="install-line"><div class="input-box">${icon('link')}<input id="source-address" type="text" inputmode="url" autofocus autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="https://" .value=${this.address}
          aria-invalid=${this.wrong ? 'true' : nothing} aria-describedby="source-hint" @input=${(event: InputEvent) => ((this.address = (event.target as HTMLInputElement).value), (this.wrong = null))} /></div>
        ${button({ label: t('sources.add'), submit: true, busy: this.busy === '', disabled: this.busy !== null || this.address.trim() === '' })}</div>
        <p class=${this.wrong ? 'error' : 'hint'} id="source-hint" role=${this.wrong ? 'alert' : nothing}>${this.wrong ? html`${icon('circle-alert')}<span lang="en">${this.wrong}</span>` : t('sources.address.hint')}</p></div></form>`;
  }

  private row(source: CatalogueSource): TemplateResult {
    return html`<li class="source-row" data-source=${source.id}><div class="plugin-text">
        <h3>${source.name}</h3><p class="muted small">${source.address}</p>
        <p class="muted small">${t('sources.plugins', { count: source.plugins })} · <time title=${format.date(source.read)}>${t('sources.read', { time: format.relative(source.read) })}</time></p>
        ${source.problem ? html`<p class="review-note tone-danger">${icon('circle-x')}<span>${t('sources.problem')} <span lang="en">${source.problem}</span></span></p>` : nothing}
        ${source.faulty > 0 ? html`<details class="details"><summary>${icon('chevron-right')}<span class="tone-text-warning">${t('sources.faulty', { count: source.faulty })}</span></summary>
          <ul class="review-places" lang="en">${source.faults.map((fault) => html`<li><code>${fault.place}</code> ${fault.message}</li>`)}</ul></details>` : nothing}
      </div>
      <div class="plugin-actions">${button({ label: t('sources.refresh'), icon: 'refresh-cw', kind: 'ghost', size: 'small', iconOnly: true, about: source.name, busy: this.busy === source.id, disabled: this.busy !== null, click: () => void this.refresh(source) })}
        ${button({ label: t('sources.remove'), icon: 'trash-2', kind: 'ghost', size: 'small', iconOnly: true, about: source.name, click: () => void this.drop(source) })}</div></li>`;
  }

  private async load(): Promise<void> {
    try {
      this.items = (await call('GET', '/api/catalogue/sources')).body.items;
      this.problem = null;
    } catch (failure) {
      this.problem = reason(failure);
    }
  }

  private async add(): Promise<void> {
    this.busy = '';
    try {
      const { body } = await call('POST', '/api/catalogue/sources', { address: this.address.trim() });
      this.address = '';
      toast(t('sources.added', { name: body.name, count: body.plugins }), { tone: 'success' });
    } catch (failure) {
      this.wrong = reason(failure);
    }
    await this.load();
    this.busy = null;
  }

  private async refresh(source: CatalogueSource): Promise<void> {
    this.busy = source.id;
    try {
      const { body } = await call('POST', `/api/catalogue/sources/${encodeURIComponent(source.id)}/refresh`);
      if (!body.problem) toast(t('sources.refreshed', { name: body.name }), { tone: 'success' });
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
    await this.load();
    this.busy = null;
  }

  private async drop(source: CatalogueSource): Promise<void> {
    if (!(await confirm({ heading: t('sources.remove.title', { name: source.name }), text: t('sources.remove.text'), submit: t('sources.remove'), tone: 'danger' }))) return;
    try {
      await call('DELETE', `/api/catalogue/sources/${encodeURIComponent(source.id)}`);
      toast(t('sources.removed', { name: source.name }));
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
    await this.load();
  }
}

define('u-catalogue-sources', CatalogueSources);
