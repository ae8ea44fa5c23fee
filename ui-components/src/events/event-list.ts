import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { stream, view } from '../app/state.ts';
import * as format from '../core/format.ts';
import { locale } from '../core/i18n.ts';
import type { Drawer } from '../nodes/index.ts';
import { searchBox } from '../nodes/search-box.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { gist, NO_QUERY, TIMES, toneOf, type CloudEvent, type EventQuery, type EventType } from './data.ts';
import { openEvent } from './event-detail.ts';
import { EventFeed } from './feed.ts';
import { dot, emptyBlock, failedBlock, filterMenu, skeleton, sourceName } from './parts.ts';
import { t } from './texts.ts';
import { eventTypes } from './types.ts';
import './type-list.ts';

export const eventList: Drawer = (node, context) => html`<u-event-list .node=${node} .context=${context}></u-event-list>`;

const TYPING = 250;
/** Nearer than this to the top, new events come in by themselves. */
const TOP = 200;

/** The journal: what was announced, by whom and when; searched by the server, followed live. */
class EventList extends Element {
  static override properties = { follow: { state: true }, types: { state: true }, showTypes: { state: true } };
  declare follow: boolean;
  declare types: readonly EventType[];
  declare showTypes: boolean;
  private query: EventQuery = NO_QUERY;
  private feed: EventFeed | null = null;
  private typing = 0;
  private address = '';
  private readonly sentinel = new IntersectionObserver(([entry]) => entry?.isIntersecting && this.reachEnd(), { rootMargin: '600px' });

  constructor() {
    super();
    this.follow = true;
    this.types = [];
    this.showTypes = false;
    this.watch(view);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.feed = new EventFeed(stream, () => this.follow && scrollY < TOP, () => this.requestUpdate());
    void eventTypes().then((types) => (this.types = types), () => {});
    this.until(() => {
      clearTimeout(this.typing);
      this.sentinel.disconnect();
      this.feed?.close();
      this.feed = null;
      this.address = '';
    });
    // What is shown follows the address, also when the browser goes back.
    const tick = window.setInterval(() => this.feed?.items.length && this.requestUpdate(), 30_000);
    this.until(() => clearInterval(tick));
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (this.address === location.search && this.address !== '' || !this.feed || location.pathname !== view.value.path) return;
    const first = this.address === '';
    this.address = location.search || '?';
    const given = new URLSearchParams(location.search);
    const query = Object.fromEntries(Object.keys(NO_QUERY).map((name) => [name, given.get(name) ?? ''])) as unknown as EventQuery;
    this.showTypes = given.get('view') === 'types';
    if (!first && JSON.stringify(query) === JSON.stringify(this.query)) return;
    this.query = query;
    void this.feed.load(query);
    const id = given.get('event');
    if (id) void openEvent(id);
  }

  protected override render(): TemplateResult {
    return html`${this.head()}${this.showTypes ? html`<u-type-list .types=${this.types} .show=${(type: string) => this.go({ ...NO_QUERY, type }, false)}></u-type-list>` : this.journal()}`;
  }

  protected override updated(): void {
    this.sentinel.disconnect();
    const end = this.querySelector('.feed-end');
    if (end) this.sentinel.observe(end);
  }

  private head(): TemplateResult {
    const tab = (types: boolean, label: string) => html`<button type="button" aria-pressed=${String(this.showTypes === types)} @click=${() => this.go(this.query, types)}>${label}</button>`;
    const segments = html`<div class="segmented" role="group" aria-label=${t('events.view')}>${tab(false, t('events.journal'))}${tab(true, t('events.types'))}</div>`;
    if (this.showTypes) return html`<div class="toolbar event-tools">${segments}</div>`;
    const { query } = this;
    return html`<div class="toolbar event-tools">
        ${segments}
        ${searchBox(t('events.search'), query.text, (text) => this.search(text))}
        <div class="filters">
        ${filterMenu({ label: t('events.type'), icon: 'list-filter', value: query.type, all: t('events.type'), choices: this.types.map(({ name }) => ({ value: name, label: name })), choose: (type) => this.go({ ...query, type }) })}
        ${filterMenu({ label: t('event.source'), icon: 'puzzle', value: query.source, all: t('events.source.all'), choices: this.sources(), choose: (source) => this.go({ ...query, source }) })}
        ${filterMenu({ label: t('event.time'), icon: 'clock', value: query.time, all: t('events.time.all'), choices: TIMES.map((time) => ({ value: time, label: t(`events.time.${time}`) })), choose: (time) => this.go({ ...query, time }) })}
        </div>
        <label class="follow"><span>${t('events.follow')}</span><input type="checkbox" role="switch" class="switch" .checked=${this.follow} @change=${this.toggleFollow} /></label>
      </div>
      ${query.cause || query.subject ? html`<div class="chips">${query.cause ? this.chip(t('events.caused', { cause: query.cause }), { ...query, cause: '' }) : nothing}
        ${query.subject ? this.chip(t('events.subject', { subject: query.subject }), { ...query, subject: '' }) : nothing}</div>` : nothing}`;
  }

  private chip(text: string, without: EventQuery): TemplateResult {
    return html`<span class="chip"><span class="chip-text">${text}</span><button type="button" aria-label=${`${t('events.drop')}: ${text}`} @click=${() => this.go(without)}>${icon('x')}</button></span>`;
  }

  private sources(): { value: string; label: string }[] {
    const owners = new Set(this.types.map(({ owner }) => owner));
    return [...owners].sort().map((owner) => (owner === 'core' ? '/core' : `/module/${owner}`)).map((value) => ({ value, label: sourceName(value) }));
  }

  private journal(): TemplateResult {
    const { feed } = this;
    // Asked to draw while the page was left: it is drawn once more after it has gone.
    if (!feed) return skeleton();
    if (feed.status === 'failed' && feed.items.length === 0) return failedBlock(t('events.failed'), feed.problem, () => void feed.load(this.query));
    if (feed.status === 'loading') return skeleton();
    const narrowed = JSON.stringify(this.query) !== JSON.stringify(NO_QUERY);
    const { items } = feed;
    return html`<div class="feed ${feed.busy ? 'busy' : ''}" aria-busy=${String(feed.busy)}>
      ${feed.waitingCount > 0 ? this.pill(feed) : nothing}
      ${items.length > 0 ? html`<ul class="event-rows" aria-label=${t('events.list')}>${repeat(this.withDays(items), (row) => (typeof row === 'string' ? row : row.id), (row) => (typeof row === 'string' ? html`<li class="day"><span>${row}</span></li>` : this.row(row)))}</ul>`
        : feed.next !== null ? nothing
        : narrowed ? emptyBlock('search', t('events.none'), t('events.none.hint'), button({ label: t('events.clear'), size: 'small', click: () => this.go(NO_QUERY) }))
        : emptyBlock('radio', t('events.empty'), t('events.empty.hint'))}
      ${this.foot(feed)}</div>`;
  }

  private pill(feed: EventFeed): TemplateResult {
    return html`<div class="pill-place"><button type="button" class="pill" aria-label=${t('events.new.label', { count: feed.waitingCount })} @click=${this.takeNew}>${icon('arrow-up')}<span>${t('events.new', { count: feed.waitingCount })}</span></button></div>
      <span class="visually-hidden" role="status">${t('events.new', { count: feed.waitingCount })}</span>`;
  }

  /** The rows with a heading before the first of each day. */
  private withDays(items: readonly CloudEvent[]): (CloudEvent | string)[] {
    const rows: (CloudEvent | string)[] = [];
    const days = new Intl.DateTimeFormat(locale(), { weekday: 'long', month: 'long', day: 'numeric' });
    const relative = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' });
    const midnight = new Date().setHours(0, 0, 0, 0);
    let last = '';
    for (const item of items) {
      const time = format.instant(item.time) ?? 0;
      const back = Math.round((midnight - new Date(time).setHours(0, 0, 0, 0)) / 86400e3);
      const day = back === 0 || back === 1 ? relative.format(-back, 'day') : days.format(time);
      if (day !== last) rows.push((last = day));
      rows.push(item);
    }
    // Events of one moment may lie on both sides of midnight; a day stands once.
    return rows.filter((row, at) => typeof row !== 'string' || rows.indexOf(row) === at);
  }

  private row(event: CloudEvent): TemplateResult {
    const text = gist(event.data, (key, value) => (/size|bytes/.test(key) ? format.bytes(value) : String(value)));
    return html`<li class=${this.feed?.fresh.has(event.id) ? 'fresh' : ''}><button type="button" class="event-row" @click=${() => void openEvent(event)}>
      ${dot(toneOf(event.type))}
      <code class="event-type">${event.type}</code>
      <span class="event-gist">${text}</span>
      <span class="event-source">${sourceName(event.source)}</span>
      <time class="event-time" datetime=${event.time} title=${format.date(event.time)}>${format.clock(event.time)}</time>
    </button></li>`;
  }

  private foot(feed: EventFeed): TemplateResult | typeof nothing {
    if (feed.busy && (feed.next !== null || feed.items.length === 0)) return html`<div class="feed-foot"><p class="muted small" role="status">${t('events.searching')}</p></div>`;
    if (feed.next === null) return feed.items.length > 20 ? html`<div class="feed-foot"><p class="muted small">${t('events.end')}</p></div>` : nothing;
    if (feed.short || feed.problem) {
      return html`<div class="feed-foot"><p class=${feed.problem ? 'tone-text-danger small' : 'muted small'} role="status">${feed.problem ?? (feed.searchedTo ? t('events.searched', { time: format.date(feed.searchedTo) }) : '')}</p>
        ${button({ label: t('events.on'), icon: 'history', size: 'small', click: () => void feed.more() })}</div>`;
    }
    return html`<div class="feed-foot feed-end">${button({ label: t('events.older'), size: 'small', kind: 'ghost', click: () => void feed.more() })}</div>`;
  }

  private reachEnd(): void {
    if (this.feed && !this.feed.short && !this.feed.problem) void this.feed.more();
  }

  private search(text: string): void {
    this.query = { ...this.query, text };
    this.requestUpdate();
    clearTimeout(this.typing);
    this.typing = window.setTimeout(() => this.go(this.query), TYPING);
  }

  /** Shows a query, and says so in the address, so that it can be kept and sent. */
  private go(query: EventQuery, types = false): void {
    const changed = JSON.stringify(query) !== JSON.stringify(this.feed?.query);
    this.query = query;
    this.showTypes = types;
    const words = new URLSearchParams(Object.entries(query).filter(([, value]) => value.trim() !== ''));
    if (types) words.set('view', 'types');
    const text = words.toString();
    history.replaceState(history.state, '', location.pathname + (text ? `?${text}` : ''));
    this.address = location.search || '?';
    if (changed) void this.feed?.load(query);
    this.requestUpdate();
  }

  private toggleFollow(event: Event): void {
    this.follow = (event.target as HTMLInputElement).checked;
    if (this.follow && this.feed?.waitingCount) this.takeNew();
  }

  private takeNew(): void {
    scrollTo({ top: 0 });
    void this.feed?.take();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.event-row')?.focus({ preventScroll: true }));
  }
}

define('u-event-list', EventList);
