import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { shell } from '../app/state.ts';
import { toast } from '../app/toasts.ts';
import { call, reason } from '../core/http.ts';
import type { Plugin } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { node } from '../nodes/index.ts';
import { moreMenu } from '../nodes/action-buttons.ts';
import { pluginAbout, pluginName } from '../nodes/plugin-text.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon, tile } from '../ui/icon.ts';
import { control, entries, restore, type Shown } from './control.ts';
import type { Capabilities, Detail } from './data.ts';
import { health } from './health.ts';
import './logs.ts';
import { offers } from './offers.ts';
import './limits.ts';
import { overview } from './overview.ts';
import { pagesOf } from './pages.ts';
import { badges, help, updateBadge } from './row.ts';
import { places } from './review.ts';
import { exactOf, isAdmin, isLibrary, nextOf, pageOf, shortVersion, stateOf, stateWord, TONES, whyOf } from './state.ts';
import { t, type PluginText } from './texts.ts';
import { wiring } from './wiring.ts';

const TABS = ['overview', 'health', 'pages', 'offers', 'tasks', 'logs', 'settings', 'problems', 'wiring'] as const;
type Tab = (typeof TABS)[number];
/** What is asked for again when the plugin changes, at most this often. */
const SOON = 300;

/** Everything about one plugin. It follows the stream; a plugin that goes is told, and its page returns with it. */
class PluginDetail extends Element {
  static override properties = {
    plugin: {}, context: { attribute: false }, source: {}, updates: {}, tab: { state: true }, detail: { state: true }, offered: { state: true }, problem: { state: true },
  };
  declare plugin: string;
  declare context: Context;
  declare source: string;
  declare updates: string;
  declare tab: Tab;
  declare detail: Detail | null;
  declare offered: Capabilities | null;
  declare problem: string | null;
  private stamp = '';
  private timer = 0;
  /** As it was last seen. */
  private last: Plugin | null = null;

  constructor() {
    super();
    this.detail = this.offered = this.problem = null;
    const asked = new URLSearchParams(location.search).get('tab');
    this.tab = TABS.find((tab) => tab === asked) ?? 'overview';
    this.watch(shell);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private get row(): Plugin | null {
    return (this.context.store.items(this.source) as readonly Plugin[]).find((one) => one.id === this.plugin) ?? null;
  }

  private get shown(): Shown {
    return { store: this.context.store, source: this.source, updates: this.updates };
  }

  /** Another state or version is other components, services and offers. */
  protected override updated(): void {
    const row = this.row;
    if (row) this.last = row;
    const stamp = row ? `${row.version} ${row.state} ${row['leaks']}` : '';
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    clearTimeout(this.timer);
    if (row) this.timer = window.setTimeout(() => void this.load(), this.detail ? SOON : 0);
  }

  async load(): Promise<void> {
    const id = encodeURIComponent(this.plugin);
    try {
      const live = this.row?.state === 'live' && !isLibrary(this.row);
      const [detail, offered] = await Promise.all([call('GET', `/api/plugins/${id}/detail`), live ? call('GET', `/module/${id}/plugin/capabilities`) : null]);
      this.detail = detail.body;
      this.offered = offered?.body ?? null;
      this.problem = null;
    } catch (failure) {
      this.problem = reason(failure);
    }
  }

  protected override render(): TemplateResult {
    const status = this.context.store.status(this.source);
    if (status !== 'ready' && status !== 'failed') return html`<div class="skeleton-list" aria-busy="true">${[1, 2, 3, 4].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    const row = this.row;
    if (!row) return this.gone();
    return html`${this.head(row)}
      <div class="tabs">${this.tabList(row)}
        <div role="tabpanel" id="plugin-panel" aria-labelledby=${`plugin-tab-${this.tab}`} tabindex="0" class="stack">${keyed(this.tab, this.panel(row))}</div></div>`;
  }

  /** Looks in the heap of the server for what holds former versions. */
  private async explain(row: Plugin): Promise<void> {
    try {
      await call('POST', `/api/plugins/${encodeURIComponent(row.id)}/leaks`);
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
    await this.load();
  }

  private gone(): TemplateResult {
    const name = this.last ? pluginName(this.last) : this.plugin;
    return html`<div class="empty tall" role="status">${icon('package-x')}<p class="empty-title">${t('detail.gone', { name })}</p><p class="empty-hint">${t('detail.gone.hint')}</p>
      <div class="button-row">${isAdmin() && this.last ? button({ label: t('plugin.restore'), icon: 'archive-restore', click: () => void restore(this.shown, this.plugin, name) }) : nothing}<a class="button secondary" href="/plugins">${t('detail.all')}</a></div></div>`;
  }

  private head(row: Plugin): TemplateResult {
    const name = pluginName(row);
    const to = pageOf(row);
    const why = whyOf(row);
    const next = nextOf(row);
    const tone = TONES[stateOf(row)] ?? 'neutral';
    return html`<header class="plugin-head">${tile(row.id, isLibrary(row) ? 'library' : row.icon)}
      <div class="plugin-text"><div class="plugin-line"><span class="plugin-version" title=${row.version}>${shortVersion(row.version)}</span>${badges(row)}${updateBadge(this.shown, row)}${stateWord(row)}</div>
        ${pluginAbout(row) ? html`<p class="plugin-about">${pluginAbout(row)}</p>` : nothing}
        ${why && !isLibrary(row) ? html`<p class="plugin-why tone-text-${tone}">${why}</p>${exactOf(row)}` : nothing}
        ${next ? html`<p class="plugin-next">${icon('arrow-right')}<span>${next}</span></p>` : nothing}</div>
      <div class="plugin-actions">${help(this.shown, row, name)}
        ${to && row.state === 'live' ? html`<a class="button secondary small" href=${to}>${icon('arrow-up-right')}<span>${t('plugin.page')}</span></a>` : nothing}
        ${isAdmin() ? moreMenu(entries(this.shown, row), name) : nothing}</div></header>`;
  }

  private tabList(row: Plugin): TemplateResult {
    const counts: Partial<Record<Tab, number>> = { problems: row.problems?.length ?? 0, health: this.detail?.checks.filter((check) => check.state === 'error').length ?? 0 };
    const tabs = this.tabsOf(row);
    return html`<div class="tab-list" role="tablist" aria-label=${t('detail.tabs')} @keydown=${(event: KeyboardEvent) => this.key(event, tabs)}>${tabs.map((tab) => html`<button type="button" role="tab" id=${`plugin-tab-${tab}`} aria-controls="plugin-panel"
      aria-selected=${String(tab === this.tab)} tabindex=${tab === this.tab ? 0 : -1} @click=${() => this.choose(tab)}>${t(`detail.tab.${tab}` as PluginText)}${counts[tab] ? html`<span class="count">${counts[tab]}</span>` : nothing}</button>`)}</div>`;
  }

  private tabsOf(row: Plugin): readonly Tab[] {
    const library: readonly Tab[] = ['overview', 'wiring'];
    return isLibrary(row) ? library : TABS.filter((tab) => isAdmin() || !['logs', 'settings'].includes(tab));
  }

  private choose(tab: Tab): void {
    this.tab = tab;
    // Kept in the address, so that a reload and a link lead to the same tab.
    history.replaceState(history.state, '', `${location.pathname}${tab === 'overview' ? '' : `?tab=${tab}`}`);
  }

  private key(event: KeyboardEvent, tabs: readonly Tab[]): void {
    const at = tabs.indexOf(this.tab);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.choose(tabs[to % tabs.length]!);
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('[aria-selected="true"]')?.focus());
  }

  private panel(row: Plugin): unknown {
    switch (this.tabsOf(row).includes(this.tab) ? this.tab : 'overview') {
      case 'tasks':
        this.context.store.ensure('plugin.tasks', { href: `/api/tasks?limit=100&plugin=${encodeURIComponent(row.id)}`, key: 'task_id', live: 'task', filter: { plugin: row.id } });
        return node({ type: 'task-list', source: 'plugin.tasks' }, this.context);
      case 'logs':
        return html`<u-plugin-log .plugin=${row.id} .label=${pluginName(row)}></u-plugin-log>`;
      case 'settings':
        return html`<div class="plugin-settings">${keyed(`${row.version} ${row.state}`, node({ type: 'form', settings: row.id }, this.context))}</div>`;
      case 'problems':
        return row.problems?.length ? html`<section class="section"><h2 class="section-title">${t('problems.title')}</h2>${places(row.problems)}</section>` : html`<div class="empty compact">${icon('circle-check')}<p class="empty-title">${t('problems.none')}</p></div>`;
      case 'pages':
        return pagesOf(row.id);
      default:
        return this.described(row);
    }
  }

  private described(row: Plugin): unknown {
    if (this.problem) return html`<div class="empty compact">${icon('cloud-off')}<p class="empty-title">${t('detail.loading.failed')}</p><p class="empty-hint">${this.problem}</p>${button({ label: t('retry'), icon: 'rotate-cw', size: 'small', click: () => void this.load() })}</div>`;
    if (!this.detail) return html`<div class="skeleton-list late" aria-busy="true">${[1, 2, 3].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    switch (this.tab) {
      case 'health':
        return health(this.detail, () => void this.load(), isAdmin() ? () => void this.explain(row) : null);
      case 'offers':
        return offers(row, this.detail, this.offered, this.context);
      case 'wiring':
        return wiring(this.detail);
      default:
        return overview(row, this.detail, () => void control(this.shown, row, 'rollback'));
    }
  }
}

define('u-plugin-detail', PluginDetail);
