import { html, nothing, type TemplateResult } from 'lit';
import { shell } from '../app/state.ts';
import { tasks } from '../app/tasks.ts';
import type { Place } from '../core/model.ts';
import { icon } from '../ui/icon.ts';
import { accessOf } from './access.ts';
import type { Changes, Preview } from './data.ts';
import { signatureOf } from './signature.ts';
import { inWords } from './state.ts';
import { t, type PluginText } from './texts.ts';

/** What an installation would change, in the order of what hurts most. */
export function review(preview: Preview, unlocked: boolean): TemplateResult {
  const { change, reason, fault, flows, problems, refreshed } = preview;
  const pins = lostPins(preview);
  const obstacle = change === 'refused' ? null : preview.in_the_way;
  const cut = preview.cut ?? [];
  const running = tasks.value.filter((task) => task.plugin === preview.id && ['running', 'queued'].includes(task.state)).length - cut.length;
  return html`
    ${reason ? html`<p class="review-note tone-danger">${icon('circle-x')}<span>${inWords(fault, reason)}${unlocked ? html` ${t('install.unlocked')}` : nothing}</span></p>` : nothing}
    ${obstacle ? note('warning', 'clock', t(`review.later.${obstacle.kind}`, { bundle: obstacle.bundle })) : nothing}
    ${change === 'downgrade' ? note('warning', 'history', t('review.downgrade')) : nothing}
    ${flows.length > 0 ? html`${note('danger', 'workflow', t('review.breaks', { count: flows.length }))}<ul class="review-list">${flows.map((flow) => html`<li><a class="link" href=${`/flows/${encodeURIComponent(flow.id)}`}>${flow.name}</a>${flow.problems.map(({ detail }) => html`<p class="muted small">${detail}</p>`)}</li>`)}</ul>` : nothing}
    ${pins.length > 0 ? html`${note('warning', 'pin-off', t('review.pins', { count: pins.length }))}<ul class="review-list">${pins.map((label) => html`<li>${label}</li>`)}</ul>` : nothing}
    ${cut.length > 0 ? html`${note('warning', 'triangle-alert', t('review.cut', { count: cut.length }))}<ul class="review-list">${cut.map((title) => html`<li>${title}</li>`)}</ul>` : nothing}
    ${running > 0 && preview.running ? note('info', 'list-checks', t('review.tasks', { count: running })) : nothing}
    ${refreshed.length > 0 ? note('info', 'rotate-cw', `${t('review.refreshed')}: ${refreshed.join(', ')}`) : nothing}
    ${problems.length > 0 ? html`${note('warning', 'triangle-alert', t('review.problems'))}${places(problems)}` : nothing}
    <div class="review-signature"><h4 class="overline">${t('detail.signature')}</h4>${signatureOf(preview.signature)}</div>
    ${preview.kind === 'plugin' && change !== 'refused' ? html`<p class="small">${t('access.title')}</p>${accessOf(preview.access ?? null)}` : nothing}
    ${group('review.actions', preview.actions)}${group('review.events', preview.events)}${group('review.settings', preview.settings)}${group('review.pages', preview.pages)}
    ${preview.running && change !== 'refused' && [preview.actions, preview.events, preview.settings, preview.pages].every(isEmpty) ? html`<p class="muted small">${t('review.same')}</p>` : nothing}`;
}

/** What the pinned pages that would be gone are called. */
function lostPins({ id, running, pages }: Preview): string[] {
  if (!running) return [];
  const gone = new Set(pages.removed.map((page) => `${id}/${page}`));
  return shell.value.nav.filter((entry) => entry.pinned && gone.has(entry.id)).map((entry) => entry.label);
}

function note(tone: string, glyph: string, text: string): TemplateResult {
  return html`<p class="review-note tone-${tone}">${icon(glyph)}<span>${text}</span></p>`;
}

/** Faults with their place. */
export function places(problems: readonly Place[]): TemplateResult {
  return html`${[...new Set(problems.map(kindOf))].map((kind) => html`<p class="muted small">${t(`problems.${kind}`)}</p>`)}
    <ul class="places review-places">${problems.map((place) => html`<li><code>${place.file}${place.line ? `:${place.line}` : ''}</code> <span lang="en">${place.message}</span></li>`)}</ul>`;
}

/** What becomes of a fault: one in a page, in a flow of somebody else, or in a part of the plugin. */
function kindOf({ file }: Place): 'pages' | 'flows' | 'parts' {
  return /^(dalbox\/ui|computed)\b|\.ya?ml(\.peb)?$/.test(file) ? 'pages' : file.startsWith('flow/') ? 'flows' : 'parts';
}

function isEmpty({ added, removed, changed }: Changes): boolean {
  return added.length + removed.length + changed.length === 0;
}

function group(heading: PluginText, changes: Changes): TemplateResult | typeof nothing {
  if (isEmpty(changes)) return nothing;
  const line = (name: string, tone: string, word: string, details: readonly string[] = []) => html`<li><code>${name}</code> <span class="badge tone-${tone}">${word}</span>${details.map((detail) => html`<p class="muted small">${detail}</p>`)}</li>`;
  return html`<h4 class="overline">${t(heading)}</h4><ul class="review-list">
    ${changes.removed.map((name) => line(name, 'danger', t('review.removed')))}
    ${changes.changed.map((one) => line(one.name, one.breaking ? 'danger' : 'neutral', t(one.breaking ? 'review.breaking' : 'review.changed'), one.details))}
    ${changes.added.map((name) => line(name, 'success', t('review.added')))}</ul>`;
}
