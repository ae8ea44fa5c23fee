import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { toast } from '../app/toasts.ts';
import { call, reason } from '../core/http.ts';
import { searchBox } from '../nodes/search-box.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { fields, type EventType } from './data.ts';
import { emptyBlock, sourceName } from './parts.ts';
import { t } from './texts.ts';
import { eventTypes } from './types.ts';

/** The catalogue of event types: what each says, how long it is kept. */
class TypeList extends Element {
  static override properties = { types: { attribute: false }, show: { attribute: false }, search: { state: true } };
  declare types: readonly EventType[];
  declare show: (type: string) => void;
  declare search: string;

  constructor() {
    super();
    this.types = [];
    this.search = '';
  }

  protected override render(): TemplateResult {
    if (this.types.length === 0) return emptyBlock('radio', t('types.empty'), t('types.empty.hint'));
    const wanted = this.search.trim().toLowerCase();
    const found = this.types.filter((type) => !wanted || `${type.name} ${type.description ?? ''}`.toLowerCase().includes(wanted));
    return html`<div class="toolbar">${searchBox(t('types.search'), this.search, (text) => (this.search = text))}<span class="toolbar-count muted small" role="status">${t('types.count', { count: found.length })}</span></div>
      ${found.length === 0 ? emptyBlock('search', t('types.none'), '', nothing, true) : html`<ul class="panel-list">${repeat(found, (type) => type.name, (type) => this.row(type))}</ul>`}`;
  }

  private row(type: EventType): TemplateResult {
    const all = fields(type.schema);
    return html`<li><details class="event-type-row"><summary>${icon('chevron-right', 'faint')}
        <span class="type-head"><code class="event-type">${type.name}</code><span class="muted small">${type.description}</span></span>
        <span class="muted small type-count">${t('types.recorded', { count: type.count ?? 0 })} · ${this.kept(type)}</span></summary>
      <div class="type-body">
        <p class="muted small">${sourceName(`/module/${type.owner}`)} · ${t('types.version', { version: type.version ?? 1 })}${type.outside ? html` · ${t('types.outside')}` : nothing}</p>
        ${all.length === 0 ? html`<p class="muted small">${t('types.free')}</p>` : html`<table class="type-fields"><thead><tr><th scope="col">${t('types.field')}</th><th scope="col">${t('types.kind')}</th><th scope="col">${t('types.meaning')}</th></tr></thead>
          <tbody>${all.map((field) => html`<tr><td><code>${field.path}</code></td><td>${field.type}${field.required ? html`<span class="muted small"> · ${t('types.required')}</span>` : nothing}</td><td>${field.description}</td></tr>`)}</tbody></table>`}
        <form class="type-keep" @submit=${(event: SubmitEvent) => void this.keep(event, type)}>
          <span class="strong">${t('types.keep')}</span>
          ${this.bound(type, 'days')}${this.bound(type, 'megabytes')}
          ${button({ label: t('types.keep.save'), size: 'small', submit: true, about: type.name })}
          ${button({ label: t('types.show'), size: 'small', kind: 'ghost', about: type.name, click: () => this.show(type.name) })}
          <span class="muted small">${t('types.keep.hint')}</span>
        </form>
      </div></details></li>`;
  }

  private bound(type: EventType, name: 'days' | 'megabytes'): TemplateResult {
    return html`<label class="bound"><span>${t(`types.keep.${name}`)}</span><input class="input small" type="number" min="1" max="1000000" name=${name} .value=${String(type.retention?.[name] ?? '')} /></label>`;
  }

  private kept(type: EventType): string {
    const { days, megabytes } = type.retention ?? {};
    const parts = [days ? t('types.kept.days', { count: days }) : '', megabytes ? t('types.kept.size', { count: megabytes }) : ''].filter(Boolean);
    return parts.length > 0 ? parts.join(', ') : t('types.kept.all');
  }

  private async keep(event: SubmitEvent, type: EventType): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const number = (name: string) => (given.get(name) ? Number(given.get(name)) : null);
    try {
      await call('PUT', `/api/events/types/${encodeURIComponent(type.name)}/retention`, { days: number('days'), megabytes: number('megabytes') });
      toast(t('types.keep.saved', { name: type.name }), { tone: 'success' });
      this.types = await eventTypes(true);
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
  }
}

define('u-type-list', TypeList);
