import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { shell } from '../app/state.ts';
import { toast } from '../app/toasts.ts';
import { call, Problem, reason } from '../core/http.ts';
import { t, tOr, type TextKey } from '../core/i18n.ts';
import { withStyle } from '../core/style.ts';
import type { Node, Plugin, Tone } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { confirm } from '../ui/confirm.ts';
import { dropZone } from '../ui/drop-zone.ts';
import { define, Element } from '../ui/element.ts';
import { icon, tile } from '../ui/icon.ts';
import type { MenuEntry } from '../ui/menu.ts';
import { moreMenu } from './action-buttons.ts';
import type { Context } from './context.ts';
import { draws } from './index.ts';
import { pluginAbout, pluginName } from './plugin-text.ts';
import { searchBox } from './search-box.ts';

type Group = 'attention' | 'active' | 'off' | 'library';
type Verb = 'enable' | 'disable' | 'restart' | 'rollback';

const GROUPS: Group[] = ['attention', 'active', 'off', 'library'];
const TONES: Record<string, Tone> = {
  live: 'success', failed: 'danger', quarantined: 'danger', unhealthy: 'warning', installing: 'info', starting: 'info', stopping: 'info', resolved: 'neutral', stopped: 'neutral', disabled: 'neutral',
};
/** With fewer plugins than this a search is only noise. */
const SEARCH_FROM = 8;

draws('plugin-list', (node, context) => {
  const source = context.sourceName((node['source'] as string) ?? 'core.plugins');
  context.store.ensure(source, { href: '/api/plugins', key: 'id', live: 'plugin' });
  return html`<u-plugin-list .node=${node} .context=${context} .source=${source}></u-plugin-list>`;
});

/** All plugins and libraries of the box: what they are, how they are, and what can be done. */
class PluginList extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, source: {}, search: { state: true }, uploading: { state: true } };
  declare node: Node;
  declare context: Context;
  declare source: string;
  declare search: string;
  declare uploading: string | null;

  constructor() {
    super();
    this.search = '';
    this.uploading = null;
    this.watch(shell);
  }

  protected override render(): TemplateResult {
    const plugins = this.context.store.items(this.source) as readonly Plugin[];
    if (this.context.store.status(this.source) !== 'ready') {
      return html`<div class="skeleton-list" aria-busy="true">${[1, 2, 3, 4].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    }
    if (this.node['limit']) return this.brief(plugins, this.node['limit'] as number);
    const wanted = this.search.trim().toLowerCase();
    const found = plugins.filter((plugin) => !wanted || `${pluginName(plugin)} ${plugin.name} ${plugin.id} ${pluginAbout(plugin) ?? ''}`.toLowerCase().includes(wanted));
    return html`<div class="stack">
      ${shell.value.user?.administrator ? this.zone() : nothing}
      ${plugins.length >= SEARCH_FROM ? html`<div class="toolbar">${searchBox(t('plugin.search'), this.search, (value) => (this.search = value))}</div>` : nothing}
      ${plugins.length === 0 ? html`<div class="empty">${icon('blocks')}<p class="empty-title">${t('plugin.empty')}</p><p class="empty-hint">${t('plugin.empty.hint')}</p></div>` : nothing}
      ${plugins.length > 0 && found.length === 0 ? html`<div class="empty compact">${icon('search')}<p class="empty-title">${t('table.none')}</p></div>` : nothing}
      ${GROUPS.map((group) => this.group(group, found.filter((plugin) => groupOf(plugin) === group)))}
    </div>`;
  }

  /** In a card: how they are, those that need help first. */
  private brief(plugins: readonly Plugin[], limit: number): TemplateResult {
    const shown = plugins.filter((plugin) => groupOf(plugin) !== 'library')
      .sort((a, b) => GROUPS.indexOf(groupOf(a)) - GROUPS.indexOf(groupOf(b)) || pluginName(a).localeCompare(pluginName(b), document.documentElement.lang));
    return html`<ul class="plugin-brief">${repeat(shown.slice(0, limit), (plugin) => plugin.id, (plugin) => {
      const state = stateOf(plugin);
      return html`<li>${tile(plugin.id, plugin.icon, 'small')}<span class="plugin-name">${pluginName(plugin)}</span>
        <span class="plugin-state tone-${TONES[state] ?? 'neutral'}"><span class="dot" aria-hidden="true"></span><span>${t(`plugin.state.${state}` as TextKey)}</span></span></li>`;
    })}</ul>${shown.length > limit ? html`<p class="muted small">${t('plugin.more', { count: shown.length - limit })}</p>` : nothing}`;
  }

  private zone(): TemplateResult {
    return dropZone({
      text: t('plugin.drop'), choose: t('plugin.drop.choose'), accept: '.jar,application/java-archive', multiple: true,
      busy: this.uploading ? t('plugin.uploading', { name: this.uploading }) : null,
      files: (files) => void this.upload(files),
    });
  }

  private group(group: Group, plugins: readonly Plugin[]): TemplateResult | typeof nothing {
    if (plugins.length === 0) return nothing;
    const sorted = [...plugins].sort((a, b) => pluginName(a).localeCompare(pluginName(b), document.documentElement.lang));
    return html`<section class="section"><h2 class="section-title with-count">${t(`plugin.section.${group}`)}<span class="count">${plugins.length}</span></h2>
      <ul class="panel-list">${repeat(sorted, (plugin) => plugin.id, (plugin) => this.row(plugin))}</ul></section>`;
  }

  private row(plugin: Plugin): TemplateResult {
    const state = stateOf(plugin);
    const library = groupOf(plugin) === 'library';
    const tone = TONES[state] ?? 'neutral';
    const why = plugin.detail || tOr(`plugin.reason.${state}`, '');
    const to = pageOf(plugin);
    const about = pluginAbout(plugin);
    const name = to && state === 'live' ? html`<a class="plugin-name link-plain" href=${to}>${pluginName(plugin)}</a>` : html`<span class="plugin-name">${pluginName(plugin)}</span>`;
    return html`<li class="plugin-row">
      ${tile(plugin.id, library ? 'library' : plugin.icon)}
      <div class="plugin-text">
        <div class="plugin-line"><h3>${name}</h3><span class="plugin-version" title=${plugin.version}>${plugin.version.replace(/\.SNAPSHOT$/, '')}</span>
          ${plugin['source'] === 'shipped' ? html`<span class="badge">${t('plugin.shipped')}</span>` : nothing}
          ${plugin['leaks'] ? html`<span class="badge tone-warning">${t('plugin.leaks')}</span>` : nothing}</div>
        ${about && (!why || state === 'live' || tone === 'neutral') ? html`<p class="plugin-about">${about}</p>` : nothing}
        ${why && state !== 'live' && !library ? html`<p class="plugin-why tone-text-${tone}">${why}</p>` : nothing}
        ${plugin['next_step'] ? html`<p class="plugin-next">${icon('arrow-right')}<span>${plugin['next_step']}</span></p>` : nothing}
        ${this.problems(plugin)}
      </div>
      <div class="plugin-state tone-${tone}"><span class="dot" aria-hidden="true"></span><span>${library ? t('plugin.library') : t(`plugin.state.${state}` as TextKey)}</span></div>
      <div class="plugin-actions">${this.nextStep(plugin, state)}${shell.value.user?.administrator ? moreMenu(this.entries(plugin, state, to), pluginName(plugin)) : nothing}</div>
    </li>`;
  }

  /** The one thing that helps most in a bad state. */
  private nextStep(plugin: Plugin, state: string): TemplateResult | typeof nothing {
    if (!shell.value.user?.administrator) return nothing;
    const verb: Verb | null = state === 'quarantined' ? (plugin['can_rollback'] ? 'rollback' : 'enable') : state === 'failed' ? 'restart' : state === 'disabled' ? 'enable' : null;
    const look = { size: 'small', className: 'plugin-next-button', about: pluginName(plugin) } as const;
    if (isRefused(plugin)) return button({ ...look, label: t('plugin.remove'), click: () => void this.uninstall(plugin) });
    if (!verb) return nothing;
    return button({ label: verb === 'rollback' ? t('plugin.rollback.short') : state === 'failed' ? t('retry') : t(`plugin.${verb}`), ...look, click: () => void this.control(plugin, verb) });
  }

  private problems(plugin: Plugin): TemplateResult | typeof nothing {
    const { problems } = plugin;
    if (!problems?.length) return nothing;
    return html`<details class="details plugin-problems" ?open=${problems.length === 1}><summary>${icon('chevron-right')}<span>${t('plugin.problems', { count: problems.length })}</span></summary>
      <ul class="places">${problems.map((place) => html`<li><code>${place.file}${place.line ? `:${place.line}` : ''}</code><span>${place.message}</span></li>`)}</ul></details>`;
  }

  private entries(plugin: Plugin, state: string, to: string | null): MenuEntry[] {
    const on = !['disabled', 'stopped', 'quarantined'].includes(state);
    const act = (verb: Verb, glyph: string): MenuEntry => ({ label: t(`plugin.${verb}`), icon: glyph, run: () => void this.control(plugin, verb) });
    const fixed = groupOf(plugin) === 'library' || isRefused(plugin);
    return [
      ...(to && state === 'live' ? [{ label: t('plugin.open'), icon: 'arrow-up-right', run: () => this.querySelector<HTMLElement>(`a[href="${CSS.escape(to)}"]`)?.click() }] : []),
      ...(fixed ? [] : on ? [act('restart', 'rotate-cw'), act('disable', 'power-off')] : [act('enable', 'power')]),
      ...(plugin['can_rollback'] ? [act('rollback', 'history')] : []),
      ...(plugin['source'] === 'shipped' ? [] : ['divider' as const, { label: t('plugin.remove'), icon: 'trash-2', danger: true, run: () => void this.uninstall(plugin) }]),
    ];
  }

  private async control(plugin: Plugin, verb: Verb): Promise<void> {
    const next = { enable: 'starting', restart: 'starting', rollback: 'installing', disable: 'stopping' }[verb];
    const revert = this.context.store.optimistic(this.source, plugin.id, { state: next, detail: null });
    try {
      await call('POST', `/api/plugins/${encodeURIComponent(plugin.id)}/${verb}`);
      toast(t(`plugin.done.${verb}`, { name: pluginName(plugin) }), {
        action: verb === 'disable' ? { label: t('undo'), run: () => void this.control(plugin, 'enable') } : undefined,
      });
      await this.context.store.fetch(this.source);
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    } finally {
      revert();
    }
  }

  private async uninstall(plugin: Plugin): Promise<void> {
    const stops = await (await withStyle('events', import('../events/index.ts'))).whatStops(plugin.id);
    const sure = await confirm({ heading: t('plugin.remove.title', { name: pluginName(plugin) }), text: `${t('plugin.remove.text')} ${stops}`, submit: t('plugin.remove'), tone: 'danger' });
    if (!sure) return;
    try {
      await call('DELETE', `/api/plugins/${encodeURIComponent(plugin.id)}`);
      toast(t('plugin.done.remove', { name: pluginName(plugin) }));
      await this.context.store.fetch(this.source);
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
  }

  private async upload(files: File[]): Promise<void> {
    for (const file of files) {
      if (!/\.jar$/i.test(file.name)) {
        toast(t('plugin.notjar', { name: file.name }), { tone: 'danger' });
        continue;
      }
      const { mayInstall } = await withStyle('events', import('../events/index.ts'));
      if (!(await mayInstall(file))) continue;
      this.uploading = file.name;
      const body = new FormData();
      body.append('file', file);
      try {
        await call('POST', '/api/plugins', body);
        toast(t('plugin.uploaded', { name: file.name }), { tone: 'success' });
      } catch (failure) {
        const more = failure instanceof Problem ? failure.errors.map((error) => error.detail).join(' ') : '';
        toast(`${file.name}: ${reason(failure)} ${more}`, { tone: 'danger', ms: 15000 });
      }
    }
    this.uploading = null;
    await this.context.store.fetch(this.source);
  }
}

define('u-plugin-list', PluginList);

function stateOf(plugin: Plugin): string {
  return plugin.state === 'live' && plugin.health === 'error' ? 'unhealthy' : plugin.state;
}

/** Whether the row is a file that could not be read: there is nothing in it to start. */
function isRefused(plugin: Plugin): boolean {
  return plugin.state === 'failed' && plugin.id === plugin['file'];
}

function groupOf(plugin: Plugin): Group {
  const state = stateOf(plugin);
  if (['failed', 'quarantined', 'unhealthy'].includes(state)) return 'attention';
  if (plugin['library'] === true || plugin['kind'] === 'library') return 'library';
  return state === 'disabled' || state === 'stopped' ? 'off' : 'active';
}

/** The plugin's first page: what the server says, else its entry in the sidebar. */
function pageOf(plugin: Plugin): string | null {
  return (plugin['to'] as string | undefined) ?? shell.value.nav.find((entry) => entry.plugin === plugin.id)?.to ?? null;
}
