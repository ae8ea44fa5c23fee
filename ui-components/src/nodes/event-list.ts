import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import * as format from '../core/format.ts';
import { t } from '../core/i18n.ts';
import type { Node, Row } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { menu } from '../ui/menu.ts';
import type { Context } from './context.ts';
import { draws } from './index.ts';
import { searchBox } from './search-box.ts';
import { choices } from './table-model.ts';

/** So many events are drawn; older ones are drawn when they are asked for. */
const DRAWN = 300;

draws('event-list', (node, context) => {
  const source = context.sourceName((node['source'] as string) ?? 'core.events');
  context.store.ensure(source, { href: '/api/events?limit=200', key: 'id', live: 'event' });
  return html`<u-event-list .node=${node} .context=${context} .source=${source}></u-event-list>`;
});

/** The journal: what was announced, by whom and when, with its data behind each row. */
class EventList extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, source: {}, kind: { state: true }, search: { state: true }, drawn: { state: true } };
  declare node: Node;
  declare context: Context;
  declare source: string;
  declare kind: string;
  declare search: string;
  declare drawn: number;

  constructor() {
    super();
    this.kind = '';
    this.search = '';
    this.drawn = DRAWN;
  }

  protected override render(): TemplateResult {
    const all = this.context.store.items(this.source);
    if (this.context.store.status(this.source) !== 'ready') return html`<div class="skeleton-list" aria-busy="true">${[1, 2, 3, 4].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    if (all.length === 0) return html`<div class="empty">${icon('radio')}<p class="empty-title">${t('events.empty')}</p><p class="empty-hint">${t('events.empty.hint')}</p></div>`;
    const wanted = this.search.trim().toLowerCase();
    const found = all.filter((event) => (!this.kind || event['type'] === this.kind) && (!wanted || JSON.stringify(event).toLowerCase().includes(wanted)));
    const ordered = [...found].sort((a, b) => (format.instant(b['time']) ?? 0) - (format.instant(a['time']) ?? 0)).slice(0, this.drawn);
    return html`<div class="toolbar">
        ${searchBox(t('table.search'), this.search, (value) => (this.search = value))}
        ${menu(html`<button slot="trigger" type="button" class="button secondary small filter ${this.kind ? 'active' : ''}">${icon('list-filter')}<span>${this.kind || t('events.type')}</span></button>`, [
          { label: t('events.type'), checked: this.kind === '', detail: String(all.length), run: () => (this.kind = '') },
          ...choices(all, 'type').map(([type, count]) => ({ label: type, checked: this.kind === type, detail: String(count), run: () => (this.kind = type) })),
        ], 'bottom-start')}
        <span class="toolbar-count muted small" role="status">${t('table.count', { count: found.length })}</span>
      </div>
      ${ordered.length === 0 ? html`<div class="empty compact">${icon('search')}<p class="empty-title">${t('table.none')}</p></div>`
        : html`<ul class="panel-list event-rows">${repeat(ordered, (event) => event['id'], (event) => this.row(event))}</ul>`}
      ${found.length > this.drawn || this.context.store.hasMore(this.source) ? html`<p class="table-more">${button({ label: t('events.older'), size: 'small', click: () => this.older() })}</p>` : nothing}`;
  }

  private older(): void {
    this.drawn += DRAWN;
    void this.context.store.more(this.source);
  }

  private row(event: Row): TemplateResult {
    const gist = summary(event['data']);
    return html`<li><details class="event"><summary>
        ${icon('chevron-right', 'faint')}
        <code class="event-type">${event['type']}</code>
        <span class="event-gist muted">${gist}</span>
        <span class="event-source muted small">${String(event['source'] ?? '').replace('/module/', '')}</span>
        <time class="muted small" datetime=${String(event['time'])} title=${format.date(event['time'])}>${format.relative(event['time'])}</time>
      </summary><pre class="code" tabindex="0" aria-label=${event['type']}>${JSON.stringify(event, null, 2)}</pre></details></li>`;
  }
}

define('u-event-list', EventList);

/** The first telling values of an event's data. */
function summary(data: unknown): string | typeof nothing {
  if (!data || typeof data !== 'object') return data == null ? nothing : String(data);
  return Object.entries(data)
    .filter(([key, value]) => ['string', 'number', 'boolean'].includes(typeof value) && !/_id$/.test(key))
    .slice(0, 2)
    .map(([key, value]) => `${key}: ${/size|bytes/.test(key) ? format.bytes(value) : value}`)
    .join('  ·  ');
}
