import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { openLayer } from '../app/layers.ts';
import { go } from '../app/router.ts';
import { shell } from '../app/state.ts';
import { toast } from '../app/toasts.ts';
import * as format from '../core/format.ts';
import { call, reason } from '../core/http.ts';
import { t } from '../core/i18n.ts';
import { moreMenu } from '../nodes/action-buttons.ts';
import type { Context } from '../nodes/context.ts';
import { searchBox } from '../nodes/search-box.ts';
import { button } from '../ui/button.ts';
import { confirm } from '../ui/confirm.ts';
import { define, Element } from '../ui/element.ts';
import { icon, tile } from '../ui/icon.ts';
import { menu } from '../ui/menu.ts';
import { OUTCOMES } from './history.ts';
import './import.ts';
import { draftOf, type Flow } from './model.ts';
import { actionText, sentence } from './sentence.ts';
import { resume, stateMark } from './state.ts';
import { ft } from './texts.ts';

const SEARCH_FROM = 6;
const FIRST = ['broken', 'cut', 'waiting'];

/** All flows as sentences: how they stand, what came of them last, and what can be done. */
class FlowList extends Element {
  static override properties = { context: { attribute: false }, source: {}, search: { state: true } };
  declare context: Context;
  declare source: string;
  declare search: string;

  constructor() {
    super();
    this.search = '';
    this.watch(shell);
  }

  protected override render(): TemplateResult {
    const { store } = this.context;
    const status = store.status(this.source);
    if (status === 'failed') return html`<div class="empty">${icon('cloud-off')}<p class="empty-title">${ft('list.failed')}</p><p class="empty-hint">${store.problem(this.source)}</p>${button({ label: t('retry'), icon: 'rotate-cw', click: () => void store.fetch(this.source) })}</div>`;
    if (status !== 'ready') return html`<div class="skeleton-list" aria-busy="true">${[1, 2, 3, 4].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    const all = store.items(this.source) as readonly Flow[];
    if (all.length === 0) return html`<div class="empty tall">${icon('workflow')}<p class="empty-title">${ft('empty')}</p><p class="empty-hint">${ft('empty.hint')}</p>
      <a class="button primary" href="/flows/new">${icon('plus')}<span>${ft('empty.action')}</span></a>${button({ label: ft('import'), kind: 'ghost', className: 'flow-import-link', click: () => this.openImport() })}</div>`;
    const wanted = this.search.trim().toLowerCase();
    const found = all.filter((flow) => !wanted || `${flow.name} ${flow.on.event} ${actionText(flow.do)} ${flow.when ?? ''}`.toLowerCase().includes(wanted)).sort(byNeed);
    return html`<div class="flow-head-actions">${this.headMenu()}<a class="button primary page-primary" href="/flows/new">${icon('plus')}<span>${ft('new')}</span></a></div>
      ${all.length >= SEARCH_FROM ? html`<div class="toolbar">${searchBox(ft('search'), this.search, (value) => (this.search = value))}<span class="toolbar-count muted small" role="status">${ft('count', { count: found.length })}</span></div>` : nothing}
      ${found.length === 0 ? html`<div class="empty compact">${icon('search')}<p class="empty-title">${t('table.none')}</p></div>` : html`<ul class="panel-list flow-rows">${repeat(found, (flow) => flow.id, (flow) => this.row(flow))}</ul>`}`;
  }

  private headMenu(): TemplateResult {
    return menu(html`<button slot="trigger" type="button" class="button secondary icon-only" aria-label=${t('more')}>${icon('ellipsis')}</button>`, [
      { label: ft('import'), icon: 'upload', run: () => this.openImport() },
      { label: ft('export.all'), icon: 'download', run: () => download('/api/flows/export') },
    ]);
  }

  private row(flow: Flow): TemplateResult {
    const entry = shell.value.nav.find((one) => one.plugin === flow.do.plugin);
    const wrong = ['broken', 'cut', 'waiting'].includes(flow.state);
    return html`<li class="flow-row state-${flow.state}">
      ${tile(flow.do.plugin, entry?.icon ?? 'workflow')}
      <div class="flow-text"><h2><a class="link-plain" href=${`/flows/${encodeURIComponent(flow.id)}`}>${flow.name}</a></h2>${sentence(flow)}
        ${wrong ? html`<div class="flow-why"><p>${flow.detail ?? flow.problems?.[0]?.detail}</p>${flow.state === 'cut' ? resume(flow, () => void this.context.store.fetch(this.source)) : nothing}
          ${flow.state === 'broken' ? html`<a class="button secondary small" href=${`/flows/${encodeURIComponent(flow.id)}`}>${icon('wrench')}<span>${ft('mend')}</span></a>` : nothing}</div>` : nothing}</div>
      <div class="flow-status">${stateMark(flow)}${this.last(flow)}</div>
      ${this.counts(flow)}
      <input type="checkbox" role="switch" class="switch" aria-label=${ft('enabled.of', { name: flow.name })} .checked=${flow.enabled} @change=${(event: Event) => void this.enable(flow, (event.target as HTMLInputElement).checked)} />
      <div class="flow-menu">${moreMenu([
        { label: ft('edit'), icon: 'pencil', run: () => void go(`/flows/${encodeURIComponent(flow.id)}`) },
        { label: ft('duplicate'), icon: 'copy', run: () => void go(`/flows/new?from=${encodeURIComponent(flow.id)}`) },
        { label: ft('try'), icon: 'play', run: () => void go(`/flows/${encodeURIComponent(flow.id)}?try`) },
        { label: ft('export'), icon: 'download', run: () => download(`/api/flows/export?id=${encodeURIComponent(flow.id)}`) },
        'divider', { label: ft('delete'), icon: 'trash-2', danger: true, run: () => void this.discard(flow) },
      ], flow.name)}</div>
    </li>`;
  }

  private last({ last }: Flow): TemplateResult {
    if (!last) return html`<span class="flow-last muted small">${ft('last.none')}</span>`;
    return html`<span class="flow-last small tone-${OUTCOMES[last.outcome] ?? 'neutral'}" title=${last.error ?? format.date(last.at)}><a class="link-plain" href=${`/trace?event=${encodeURIComponent(last.event_id)}`}>${ft(`outcome.${last.outcome}`)} · ${format.relative(last.at, undefined, 'short')}</a></span>`;
  }

  private counts({ counts }: Flow): TemplateResult {
    const shown = (['delivered', 'waiting', 'dead'] as const).filter((one) => one === 'delivered' || (counts?.[one] ?? 0) > 0);
    return html`<dl class="flow-counts">${shown.map((one) => html`<div class="count-${one}"><dd>${format.number(counts?.[one] ?? 0)}</dd><dt>${ft(`counts.${one}`)}</dt></div>`)}</dl>`;
  }

  private async enable(flow: Flow, on: boolean): Promise<void> {
    const revert = this.context.store.optimistic(this.source, flow.id, { enabled: on, state: on ? 'on' : 'off' });
    try {
      await call('POST', `/api/flows/${encodeURIComponent(flow.id)}/${on ? 'enable' : 'disable'}`);
      await this.context.store.refresh(this.source);
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    } finally {
      revert();
      this.requestUpdate();
    }
  }

  /** What waits would be lost for good, so that is asked about; a flow alone can be made again. */
  private async discard(flow: Flow): Promise<void> {
    const waiting = flow.counts?.waiting ?? 0;
    if (waiting > 0 && !(await confirm({ heading: ft('delete.title', { name: flow.name }), text: ft('delete.text', { count: waiting }), submit: ft('delete'), tone: 'danger' }))) return;
    try {
      await call('DELETE', `/api/flows/${encodeURIComponent(flow.id)}`);
      await this.context.store.refresh(this.source);
      toast(ft('deleted', { name: flow.name }), { action: { label: t('undo'), run: () => void this.restore(flow) } });
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
  }

  private async restore(flow: Flow): Promise<void> {
    try {
      await call('POST', '/api/flows', draftOf(flow));
      await this.context.store.refresh(this.source);
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
  }

  private openImport(): void {
    const done = () => void this.context.store.refresh(this.source);
    openLayer({ kind: 'dialog', heading: ft('import.title'), body: (close) => html`<u-flow-import .close=${close} .done=${done}></u-flow-import>` });
  }
}

define('u-flow-list', FlowList);

/** Those that need help come first. */
function byNeed(a: Flow, b: Flow): number {
  const rank = ({ state }: Flow) => (FIRST.indexOf(state) + 1 || FIRST.length + 1);
  return rank(a) - rank(b) || a.name.localeCompare(b.name, document.documentElement.lang);
}

function download(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = 'flows.yaml';
  link.click();
}
