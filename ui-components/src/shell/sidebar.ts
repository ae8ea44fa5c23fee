import { html, nothing, type TemplateResult } from 'lit';
import { openPalette } from './palette.ts';
import { inbox, openInbox, unread } from '../app/inbox.ts';
import { arranging } from '../app/pins.ts';
import { collapsed, online, shell, toggleSidebar, trayOpen, view } from '../app/state.ts';
import { activeTasks, tasks } from '../app/tasks.ts';
import { t, type TextKey } from '../core/i18n.ts';
import type { NavEntry } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon, mark } from '../ui/icon.ts';
import { shortcut } from '../ui/keys.ts';
import { arrangeSidebar } from './arrange.ts';
import { userMenu } from './user-menu.ts';

export const SECTIONS = ['start', 'pinned', 'media', 'files', 'tools', 'system'] as const;

/** The entries of the sidebar by section: pinned ones come first and only there. */
export function bySection(nav: readonly NavEntry[]): [section: string, entries: NavEntry[]][] {
  return SECTIONS.map((section): [string, NavEntry[]] => [
    section,
    nav.filter((entry) => (entry.pinned && entry.section !== 'start' ? 'pinned' : entry.section) === section),
  ]).filter(([, entries]) => entries.length > 0);
}

/** Whether the path is the entry's page or lies below it; the home page is only itself. */
export function isCurrent(entry: NavEntry, path: string): boolean {
  if (entry.to === path || `${entry.to}/` === path) return true;
  return entry.to !== '/' && path.startsWith(entry.to.endsWith('/') ? entry.to : `${entry.to}/`);
}

export function badge(value: NavEntry['badge'], label = ''): TemplateResult | typeof nothing {
  if (value === true) return html`<span class="nav-badge dot"><span class="visually-hidden">${t('nav.new')}</span></span>`;
  if (typeof value !== 'number' || value <= 0) return nothing;
  return html`<span class="nav-badge">${value > 99 ? '99+' : value}${label ? html`<span class="visually-hidden"> ${label}</span>` : nothing}</span>`;
}

export class Sidebar extends Element {
  constructor() {
    super();
    this.watch(shell, view, collapsed, tasks, online, trayOpen, arranging, inbox);
  }

  protected override render(): TemplateResult {
    const active = activeTasks().length;
    const narrow = collapsed.value;
    return html`<nav class="sidebar" aria-label=${t('nav.main')} data-collapsed=${String(narrow)}>
      <div class="sidebar-top">
        <a class="brand" href="/" aria-label=${shell.value.product}>${mark()}<span class="brand-name">${shell.value.product}</span></a>
        <button type="button" class="button ghost small icon-only collapse" aria-label=${narrow ? t('nav.expand') : t('nav.collapse')}
          aria-expanded=${String(!narrow)} data-tip=${narrow ? t('nav.expand') : t('nav.collapse')} data-tip-side="right"
          @click=${toggleSidebar}>${icon(narrow ? 'panel-left-open' : 'panel-left-close')}</button>
      </div>
      <button type="button" class="search-button" aria-label=${narrow ? t('palette.open') : nothing} data-tip=${narrow ? t('palette.open') : nothing} data-tip-side="right"
        aria-keyshortcuts="Control+K Meta+K" @click=${openPalette}>
        ${icon('search')}<span class="label">${t('palette.search')}</span><kbd aria-hidden="true" data-text=${shortcut('K')}></kbd>
      </button>
      <div class="sidebar-scroll">${arranging.value === 'sidebar' ? html`<u-arrange-sidebar></u-arrange-sidebar>`
        : bySection(shell.value.nav.filter((entry) => !entry.hidden || entry.pinned)).map(([section, entries], index) => this.section(section, entries, index === 1))}</div>
      <div class="sidebar-foot">
        <button type="button" class="nav-item" aria-expanded=${String(trayOpen.value)} data-tray-button
          data-tip=${narrow ? t('tray.title') : nothing} data-tip-side="right" @click=${() => (trayOpen.value = !trayOpen.value)}>
          ${active > 0 ? html`<span class="icon spinner" aria-hidden="true"></span>` : icon('activity')}
          <span class="label">${t('tray.title')}</span>${badge(active, t('tray.running'))}
        </button>
        <button type="button" class="nav-item" aria-haspopup="dialog" data-tip=${narrow ? t('inbox.title') : nothing} data-tip-side="right" @click=${() => void openInbox()}>
          ${icon('bell')}<span class="label">${t('inbox.title')}</span>${badge(unread(), t('inbox.unread.word'))}
        </button>
        ${userMenu('right-end')}
      </div>
    </nav>`;
  }

  /** The first heading carries the button that begins arranging. */
  private section(section: string, entries: NavEntry[], first: boolean): TemplateResult {
    const heading = section === 'start' ? null : t(`nav.${section}` as TextKey);
    return html`<div class="nav-group" role="group" aria-label=${heading ?? t('nav.start')}>
      ${heading ? html`<div class="nav-heading"><span aria-hidden="true">${heading}</span>${first && !collapsed.value ? button({
        label: t('arrange.start'), icon: 'pencil', kind: 'ghost', size: 'small', iconOnly: true, className: 'arrange-button', click: () => void arrangeSidebar(),
      }) : nothing}</div>` : nothing}
      <ul>${entries.map((entry) => this.item(entry))}</ul>
    </div>`;
  }

  private item(entry: NavEntry): TemplateResult {
    const current = isCurrent(entry, view.value.path);
    return html`<li><a class="nav-item" href=${entry.to} aria-current=${current ? 'page' : nothing}
      data-tip=${collapsed.value ? entry.label : nothing} data-tip-side="right">
      ${icon(entry.icon)}<span class="label">${entry.label}</span>${badge(entry.badge)}</a></li>`;
  }
}

define('u-sidebar', Sidebar);
