import { html, type TemplateResult } from 'lit';
import { shell } from '../app/state.ts';
import { declareFunction } from '../core/expr.ts';
import type { NavEntry, Plugin } from '../core/model.ts';
import { tile } from '../ui/icon.ts';
import { name } from '../ui/name.ts';

/** What the runtime does itself is owned by this. */
const CORE = 'core';

/**
 * A plugin's only entry in the sidebar. A jar says its name in one language; the entry has it in the person's. With several
 * entries none of them is the name of all.
 */
function onlyEntry(id: string): NavEntry | null {
  const entries = shell.value.nav.filter((entry) => entry.plugin === id);
  return entries.length === 1 ? entries[0]! : null;
}

/** What the person knows the plugin as. */
export function pluginName(plugin: Pick<Plugin, 'id' | 'name'>): string {
  return plugin.id === CORE ? shell.value.product : (onlyEntry(plugin.id)?.label ?? plugin.name);
}

/** What it does, in a sentence. */
export function pluginAbout(plugin: Plugin): string | null {
  return onlyEntry(plugin.id)?.description || plugin.description || null;
}

/** What the person knows a plugin as of which only the id is at hand. */
export function pluginLabel(id: string): string {
  return pluginName({ id, name: id });
}

/** A plugin in a row, by its id: its tile and its name. */
export function pluginMark(id: string): TemplateResult {
  const entry = shell.value.nav.find((one) => one.plugin === id);
  return html`<span class="plugin-mark">${tile(id, id === CORE ? 'box' : (entry?.icon ?? 'puzzle'), 'small')}${name(pluginLabel(id))}</span>`;
}

declareFunction('plugin_name(string): string', pluginLabel);
