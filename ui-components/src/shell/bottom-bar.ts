import { html, nothing, type TemplateResult } from 'lit';
import { openInbox, unread } from '../app/inbox.ts';
import { openLayer } from '../app/layers.ts';
import { logOut, shell, trayOpen, view } from '../app/state.ts';
import { activeTasks, tasks } from '../app/tasks.ts';
import { t, type TextKey } from '../core/i18n.ts';
import type { NavEntry } from '../core/model.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { lookChoices } from './look.ts';
import { badge, bySection, isCurrent } from './sidebar.ts';

/** The four entries of the bar: home and what is pinned come first. */
export function barEntries(nav: readonly NavEntry[]): NavEntry[] {
  const weight = (entry: NavEntry) => (entry.section === 'start' ? 0 : entry.pinned || entry.section === 'pinned' ? 1 : entry.section === 'system' ? 3 : 2);
  return nav.map((entry, index) => ({ entry, index })).sort((a, b) => weight(a.entry) - weight(b.entry) || a.index - b.index).slice(0, 4).map(({ entry }) => entry);
}

/** Navigation on phones. */
export class BottomBar extends Element {
  constructor() {
    super();
    this.watch(shell, view, tasks);
  }

  protected override render(): TemplateResult {
    const entries = barEntries(shell.value.nav);
    const inBar = entries.some((entry) => isCurrent(entry, view.value.path));
    // One number is enough: the tasks in the bar say it already.
    const counted = entries.some((entry) => entry.id === 'core/tasks');
    return html`<nav class="bottom-bar" aria-label=${t('nav.main')}>
      ${entries.map((entry) => html`<a href=${entry.to} class="bar-item" aria-current=${isCurrent(entry, view.value.path) ? 'page' : nothing}>
        <span class="bar-icon">${icon(entry.icon)}${badge(entry.badge)}</span><span class="bar-label">${entry.label}</span></a>`)}
      <button type="button" class="bar-item ${inBar ? '' : 'current'}" aria-haspopup="dialog" @click=${openMore}>
        <span class="bar-icon">${icon('menu')}${counted ? nothing : badge(activeTasks().length, t('tray.running'))}</span><span class="bar-label">${t('nav.more')}</span>
      </button>
    </nav>`;
  }
}

define('u-bottom-bar', BottomBar);

function openMore(): void {
  openLayer({ kind: 'dialog', heading: t('nav.more'), body: (close) => more(close) });
}

function more(close: () => void): TemplateResult {
  const { nav, user } = shell.value;
  return html`<div class="dialog-body more-sheet">
    ${bySection(nav).map(([section, entries]) => html`<div class="nav-group">
      ${section === 'start' ? nothing : html`<div class="nav-heading"><span>${t(`nav.${section}` as TextKey)}</span></div>`}
      <ul>${entries.map((entry) => html`<li><a class="nav-item" href=${entry.to} @click=${close} aria-current=${isCurrent(entry, view.value.path) ? 'page' : nothing}>
        ${icon(entry.icon)}<span class="label">${entry.label}</span>${badge(entry.badge)}</a></li>`)}</ul></div>`)}
    <div class="nav-group"><div class="nav-heading"><span>${user?.name ?? ''}</span></div>
      <ul><li><button type="button" class="nav-item" @click=${() => { close(); trayOpen.value = true; }}>${icon('activity')}<span class="label">${t('tray.title')}</span>${badge(activeTasks().length)}</button></li>
        <li><button type="button" class="nav-item" @click=${() => { close(); void openInbox(); }}>${icon('bell')}<span class="label">${t('inbox.title')}</span>${badge(unread(), t('inbox.unread.word'))}</button></li></ul>
      ${lookChoices(close)}
      <ul><li><button type="button" class="nav-item" @click=${() => void logOut()}>${icon('log-out')}<span class="label">${t('user.logout')}</span></button></li></ul>
    </div>
  </div>`;
}
