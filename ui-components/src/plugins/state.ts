import { html, nothing, type TemplateResult } from 'lit';
import { shell } from '../app/state.ts';
import { tOr } from '../core/i18n.ts';
import type { NavEntry, Plugin, Tone } from '../core/model.ts';
import { pluginName } from '../nodes/plugin-text.ts';
import { t, type PluginText } from './texts.ts';

export type Group = 'attention' | 'active' | 'off' | 'library';

export const GROUPS: readonly Group[] = ['attention', 'active', 'off', 'library'];
export const TONES: Record<string, Tone> = {
  live: 'success', failed: 'danger', quarantined: 'danger', unhealthy: 'warning', installing: 'info', starting: 'info', stopping: 'info', resolved: 'neutral', stopped: 'neutral', disabled: 'neutral', waiting: 'warning',
};

/** The state as people see it: what lives but is not well has a word of its own. */
export function stateOf(plugin: Plugin): string {
  return plugin.state === 'live' && plugin.health === 'error' ? 'unhealthy' : plugin.state;
}

export function isLibrary(plugin: Plugin): boolean {
  return plugin['kind'] === 'library' || plugin['library'] === true;
}

/** Whether the row is a file that could not be read: there is nothing in it to start. */
export function isRefused(plugin: Plugin): boolean {
  return plugin.state === 'failed' && plugin.id === plugin['file'];
}

export function groupOf(plugin: Plugin): Group {
  const state = stateOf(plugin);
  if (['failed', 'quarantined', 'unhealthy', 'waiting'].includes(state)) return 'attention';
  if (isLibrary(plugin)) return 'library';
  return state === 'disabled' || state === 'stopped' ? 'off' : 'active';
}

/**
 * Why it is in its state; empty when there is nothing to say. The server's words are English: on a page in another language the
 * kind of fault is said in that, and {@link exactOf} follows.
 */
export function whyOf(plugin: Plugin): string {
  const told = tOr(`plugin.reason.${plugin.detail && plugin.state === 'live' && plugin.health !== 'error' ? 'newer' : stateOf(plugin)}`, '');
  if (inEnglish()) return plugin.detail || told;
  const fault = faultOf(plugin['fault']);
  return (plugin.state === 'live' ? [told, fault].filter(Boolean).join('') : fault || told) || plugin.detail || '';
}

/** The server's own words, where the page is in another language than they are. */
export function exactOf(plugin: Plugin): TemplateResult | typeof nothing {
  return plugin.detail && whyOf(plugin) !== plugin.detail ? html`<p class="muted small" lang="en">${plugin.detail}</p>` : nothing;
}

/** What a kind of fault means, and what to do; empty for one that this build does not know. */
export function faultOf(fault: unknown): string {
  return fault ? tOr(`plugin.fault.${fault}`, '') : '';
}

/** A reason of the server; on a page in another language after what its kind means in that. */
export function inWords(fault: unknown, exact: string): TemplateResult | string {
  const told = inEnglish() ? '' : faultOf(fault);
  return told ? html`${told} <span class="muted small" lang="en">${exact}</span>` : exact;
}

function inEnglish(): boolean {
  return document.documentElement.lang.startsWith('en');
}

/** What the person can do now; empty when nothing is needed. */
export function nextOf(plugin: Plugin): string {
  if (isRefused(plugin)) return '';
  return (plugin.state === 'failed' && tOr(`plugin.next.${plugin['fault']}`, '')) || tOr(`plugin.next.${stateOf(plugin)}`, '');
}

/** The version that a roll back would bring; null when there is none. */
export function previousOf(plugin: Plugin): string | null {
  return (plugin['previous'] as string | null | undefined) ?? null;
}

export function shortVersion(version: string): string {
  return version.replace(/\.SNAPSHOT$/, '');
}

/** The plugin's entries in the sidebar. */
export function entriesOf(id: string): NavEntry[] {
  return shell.value.nav.filter((entry) => entry.plugin === id);
}

/** The plugin's first page: what the server says, else its entry in the sidebar. */
export function pageOf(plugin: Plugin): string | null {
  return (plugin['to'] as string | undefined) ?? entriesOf(plugin.id)[0]?.to ?? null;
}

export function detailHref(id: string): string {
  return `/plugins/${encodeURIComponent(id)}`;
}

export function isAdmin(): boolean {
  return shell.value.user?.administrator === true;
}

/** By name, as the person's language sorts. */
export function byName(a: Plugin, b: Plugin): number {
  return pluginName(a).localeCompare(pluginName(b), document.documentElement.lang);
}

/** The state as a dot and a word. */
export function stateWord(plugin: Plugin): TemplateResult {
  const state = stateOf(plugin);
  const word = isLibrary(plugin) && groupOf(plugin) === 'library' ? t('plugin.library') : t(`plugin.state.${state}` as PluginText);
  return html`<div class="plugin-state tone-${TONES[state] ?? 'neutral'}"><span class="dot" aria-hidden="true"></span><span>${word}</span></div>`;
}
