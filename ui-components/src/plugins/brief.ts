import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Plugin } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { pluginName } from '../nodes/plugin-text.ts';
import { tile } from '../ui/icon.ts';
import { byName, groupOf, GROUPS, stateWord } from './state.ts';
import { t } from './texts.ts';

/** In a card: how the plugins are, those that need help first. */
export function brief(context: Context, source: string, limit: number): TemplateResult {
  const plugins = context.store.items(source) as readonly Plugin[];
  const shown = plugins.filter((plugin) => groupOf(plugin) !== 'library').sort((a, b) => GROUPS.indexOf(groupOf(a)) - GROUPS.indexOf(groupOf(b)) || byName(a, b));
  return html`<div class="plugin-brief-box"><ul class="plugin-brief">${repeat(shown.slice(0, limit), (plugin) => plugin.id, (plugin) => html`<li>${tile(plugin.id, plugin.icon, 'small')}<span class="plugin-name">${pluginName(plugin)}</span>${stateWord(plugin)}</li>`)}</ul>
    ${shown.length > limit ? html`<p class="muted small">${t('plugin.more', { count: shown.length - limit })}</p>` : nothing}</div>`;
}
