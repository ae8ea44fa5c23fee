import { html, nothing, type TemplateResult } from 'lit';
import type { Plugin } from '../core/model.ts';
import { moreMenu } from '../nodes/action-buttons.ts';
import { pluginAbout, pluginName } from '../nodes/plugin-text.ts';
import { button } from '../ui/button.ts';
import { icon, tile } from '../ui/icon.ts';
import { pinButton } from '../ui/pin-button.ts';
import { openApproval, waits } from './approve.ts';
import { control, entries, helpful, uninstall, type Shown } from './control.ts';
import { openOffer } from './install.ts';
import { places } from './review.ts';
import { detailHref, entriesOf, exactOf, groupOf, isAdmin, isLibrary, isRefused, nextOf, shortVersion, stateOf, stateWord, TONES, whyOf } from './state.ts';
import { t } from './texts.ts';
import { updateOf } from './updates.ts';

/** A plugin in the list. */
export function row(shown: Shown, plugin: Plugin): TemplateResult {
  const name = pluginName(plugin);
  return html`<li class="plugin-row" data-plugin=${plugin.id}>
    ${tile(plugin.id, isLibrary(plugin) ? 'library' : plugin.icon)}
    <div class="plugin-text">
      <div class="plugin-line"><h3>${isRefused(plugin) ? html`<span class="plugin-name">${name}</span>` : html`<a class="plugin-name link-plain" href=${detailHref(plugin.id)}>${name}</a>`}</h3>
        ${plugin.version ? html`<span class="plugin-version" title=${plugin.version}>${shortVersion(plugin.version)}</span>` : nothing}${badges(plugin)}${updateBadge(shown, plugin)}</div>
      ${words(plugin)}${problems(plugin)}
    </div>
    ${stateWord(plugin)}
    <div class="plugin-actions">${help(shown, plugin, name)}${pin(plugin)}${isAdmin() ? moreMenu(entries(shown, plugin), name) : nothing}</div>
  </li>`;
}

/** What is unusual about it, in a word each. */
export function badges(plugin: Plugin): TemplateResult {
  return html`${plugin['source'] === 'shipped' ? html`<span class="badge">${t('plugin.shipped')}</span>` : nothing}
    ${plugin.state === 'live' && plugin.health !== 'error' && plugin.detail ? html`<span class="badge tone-warning">${t('plugin.newer')}</span>` : nothing}
    ${plugin['leaks'] ? html`<a class="badge tone-warning" href=${`${detailHref(plugin.id)}?tab=health`}>${t('plugin.leaks')}</a>` : nothing}`;
}

/** That the catalogue has a newer version. */
export function updateBadge(shown: Shown, plugin: Plugin): TemplateResult | typeof nothing {
  const update = updateOf(shown, plugin.id);
  return update ? html`<span class="badge tone-info">${t('offer.available', { version: shortVersion(update.version) })}</span>` : nothing;
}

function words(plugin: Plugin): TemplateResult {
  const state = stateOf(plugin);
  const tone = TONES[state] ?? 'neutral';
  const about = pluginAbout(plugin);
  const why = whyOf(plugin);
  const next = nextOf(plugin);
  const shows = why && !(isLibrary(plugin) && groupOf(plugin) === 'library');
  return html`${about && (!why || state === 'live' || tone === 'neutral') ? html`<p class="plugin-about">${about}</p>` : nothing}
    ${shows ? html`<p class="plugin-why tone-text-${state === 'live' ? 'warning' : tone}">${why}</p>${exactOf(plugin)}` : nothing}
    ${next ? html`<p class="plugin-next">${icon('arrow-right')}<span>${next}</span></p>` : nothing}`;
}

function problems({ problems }: Plugin): TemplateResult | typeof nothing {
  if (!problems?.length) return nothing;
  return html`<details class="details plugin-problems" ?open=${problems.length === 1}><summary>${icon('chevron-right')}<span>${t('plugin.problems', { count: problems.length })}</span></summary>${places(problems)}</details>`;
}

/** The one thing that helps most. */
export function help(shown: Shown, plugin: Plugin, about: string): TemplateResult | typeof nothing {
  if (isAdmin() && waits(plugin)) return button({ label: t('plugin.approve'), size: 'small', className: 'plugin-next-button', about, click: () => void openApproval(shown, plugin) });
  const verb = isAdmin() ? helpful(plugin) : null;
  const update = isAdmin() ? updateOf(shown, plugin.id) : null;
  // A newer version is what a broken one needs; one that was turned off needs to be turned on first of all.
  if (update && verb !== 'enable') return button({ label: t('offer.update'), icon: 'arrow-up', size: 'small', className: 'plugin-next-button', about, click: () => openOffer(update, () => void shown.store.refresh(shown.source)) });
  if (!verb) return nothing;
  const label = verb === 'uninstall' ? t('plugin.remove') : verb === 'rollback' ? t('plugin.rollback.short') : stateOf(plugin) === 'failed' ? t('retry') : t(`plugin.${verb}`);
  return button({ label, size: 'small', className: 'plugin-next-button', about, click: () => void (verb === 'uninstall' ? uninstall(shown, plugin) : control(shown, plugin, verb)) });
}

/** Pins its page; one of several is chosen on the plugin's own page. */
function pin(plugin: Plugin): TemplateResult | typeof nothing {
  const own = entriesOf(plugin.id);
  return own.length === 1 ? pinButton(own[0]!.id, own[0]!.label, true) : nothing;
}
