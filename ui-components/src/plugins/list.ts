import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { shell } from '../app/state.ts';
import type { Node, Plugin } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { pluginAbout, pluginName } from '../nodes/plugin-text.ts';
import { searchBox } from '../nodes/search-box.ts';
import { button } from '../ui/button.ts';
import { dropZone } from '../ui/drop-zone.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import type { Shown } from './control.ts';
import { dropAnywhere } from './drop.ts';
import { openInstall } from './install.ts';
import './removed.ts';
import { row } from './row.ts';
import { byName, groupOf, GROUPS, isAdmin, type Group } from './state.ts';
import { t } from './texts.ts';

/** With fewer plugins than this a search is only noise. */
const SEARCH_FROM = 6;

/** All plugins and libraries of the box: what they are, how they are, and what can be done. */
class PluginList extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, source: {}, updates: {}, search: { state: true }, only: { state: true }, over: { state: true } };
  declare node: Node;
  declare context: Context;
  declare source: string;
  declare updates: string;
  declare search: string;
  declare only: Group | null;
  declare over: boolean;

  constructor() {
    super();
    this.search = '';
    this.only = null;
    this.over = false;
    this.watch(shell);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (isAdmin()) this.until(dropAnywhere((over) => (this.over = over), (files) => this.install(files)));
  }

  protected override render(): TemplateResult {
    const { store } = this.context;
    const status = store.status(this.source);
    if (status === 'failed') return this.failed();
    if (status !== 'ready') return html`<div class="skeleton-list" aria-busy="true">${[1, 2, 3, 4].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    const plugins = store.items(this.source) as readonly Plugin[];
    const wanted = this.search.trim().toLowerCase();
    const found = plugins.filter((plugin) => !wanted || `${pluginName(plugin)} ${plugin.name} ${plugin.id} ${pluginAbout(plugin) ?? ''}`.toLowerCase().includes(wanted));
    return html`<div class="stack">
      ${isAdmin() ? this.zone() : nothing}
      ${plugins.length >= SEARCH_FROM ? this.tools(found) : nothing}
      ${plugins.length === 0 ? html`<div class="empty">${icon('blocks')}<p class="empty-title">${t('plugin.empty')}</p><p class="empty-hint">${t('plugin.empty.hint')}</p></div>` : nothing}
      ${this.groups(found, plugins.length)}
      ${isAdmin() ? html`<u-removed-plugins .shown=${this.shown}></u-removed-plugins>` : nothing}
      ${this.over ? html`<div class="drop-over" role="status"><div>${icon('package-plus')}<p>${t('plugin.drop.page')}</p></div></div>` : nothing}
    </div>`;
  }

  private get shown(): Shown {
    return { store: this.context.store, source: this.source, updates: this.updates };
  }

  private zone(): TemplateResult {
    return html`<div class="plugin-add">${dropZone({ text: t('plugin.drop'), choose: t('plugin.drop.choose'), accept: '.jar,application/java-archive', multiple: true, files: (files) => this.install(files) })}
      ${button({ label: t('plugin.from'), icon: 'link', click: () => this.install([]) })}</div>`;
  }

  private tools(found: readonly Plugin[]): TemplateResult {
    const choice = (group: Group | null, label: string) => {
      const count = group === null ? 0 : found.filter((plugin) => groupOf(plugin) === group).length;
      return html`<button type="button" aria-pressed=${String(this.only === group)} @click=${() => (this.only = group)}>${label}${count > 0 ? html`<span class="count">${count}</span>` : nothing}</button>`;
    };
    return html`<div class="toolbar"><div class="segmented" role="group" aria-label=${t('plugin.filter')}>${choice(null, t('plugin.filter.all'))}${GROUPS.map((group) => choice(group, t(`plugin.section.${group}`)))}</div>
      <span class="spacer"></span>${searchBox(t('plugin.search'), this.search, (value) => (this.search = value))}</div>`;
  }

  private groups(found: readonly Plugin[], all: number): unknown {
    const shown = GROUPS.filter((group) => this.only === null || group === this.only).map((group) => this.group(group, found.filter((plugin) => groupOf(plugin) === group)));
    if (all > 0 && shown.every((one) => one === nothing)) return html`<div class="empty compact">${icon('search')}<p class="empty-title">${t('plugin.none')}</p></div>`;
    return shown;
  }

  private group(group: Group, plugins: readonly Plugin[]): TemplateResult | typeof nothing {
    if (plugins.length === 0) return nothing;
    return html`<section class="section"><h2 class="section-title with-count">${t(`plugin.section.${group}`)}<span class="count">${plugins.length}</span></h2>
      <ul class="panel-list">${repeat([...plugins].sort(byName), (plugin) => plugin.id, (plugin) => row(this.shown, plugin))}</ul></section>`;
  }

  private failed(): TemplateResult {
    return html`<div class="empty">${icon('cloud-off')}<p class="empty-title">${t('plugin.failed')}</p><p class="empty-hint">${this.context.store.problem(this.source)}</p>
      ${button({ label: t('retry'), icon: 'rotate-cw', size: 'small', click: () => void this.context.store.fetch(this.source) })}</div>`;
  }

  private install(files: readonly File[]): void {
    openInstall(files, () => void this.context.store.refresh(this.source));
  }
}

define('u-plugin-list', PluginList);
