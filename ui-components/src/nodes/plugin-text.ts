import { shell } from '../app/state.ts';
import type { NavEntry, Plugin } from '../core/model.ts';

/**
 * A plugin's only entry in the sidebar. A jar says its name in one language; the entry has it in the person's. With several
 * entries none of them is the name of all.
 */
function onlyEntry(plugin: Plugin): NavEntry | null {
  const entries = shell.value.nav.filter((entry) => entry.plugin === plugin.id);
  return entries.length === 1 ? entries[0]! : null;
}

/** What the person knows the plugin as. */
export function pluginName(plugin: Plugin): string {
  return onlyEntry(plugin)?.label ?? plugin.name;
}

/** What it does, in a sentence. */
export function pluginAbout(plugin: Plugin): string | null {
  return onlyEntry(plugin)?.description || plugin.description || null;
}
