import { html, nothing, type TemplateResult } from 'lit';
import * as format from '../core/format.ts';
import type { Tone } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icon.ts';
import type { Detail, Opened, Way } from './data.ts';
import { t } from './texts.ts';

const TONES: Record<string, Tone> = { ok: 'success', waiting: 'neutral', error: 'danger' };
const ORDER = ['error', 'waiting', 'ok'];

/** How each component is, and what is left of former versions. */
export function health(detail: Detail, again: () => void, find: (() => void) | null): TemplateResult {
  const checks = [...detail.checks].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return html`<section class="section"><header class="section-head"><div><h2 class="section-title">${t('health.components')}</h2><p class="section-hint"><time title=${format.date(detail.checked)}>${t('health.checked', { time: format.relative(detail.checked) })}</time></p></div>
      ${button({ label: t('health.again'), icon: 'rotate-cw', size: 'small', click: again })}</header>
      ${checks.length === 0 ? html`<div class="empty compact">${icon('heart-pulse')}<p class="empty-title">${t('health.none')}</p><p class="empty-hint">${t('health.none.hint')}</p></div>` : html`<ul class="panel-list">${checks.map((check) => html`<li class="check-row"><div class="plugin-text"><code>${check.name}</code>${check.detail ? html`<p class="small tone-text-${TONES[check.state] ?? 'neutral'}" lang="en">${check.detail}</p>` : nothing}</div>
        <div class="plugin-state tone-${TONES[check.state] ?? 'neutral'}"><span class="dot" aria-hidden="true"></span><span>${t(`health.${check.state}`)}</span></div></li>`)}</ul>`}</section>
    <section class="section"><header class="section-head"><div><h2 class="section-title">${t('leaks.title')}</h2>${detail.former.length > 0 ? html`<p class="section-hint">${t('leaks.hint')}</p>` : nothing}</div>
      ${find && detail.former.length > 0 ? button({ label: t('leaks.find'), icon: 'search', size: 'small', click: find }) : nothing}</header>
      ${detail.former.length === 0 ? html`<p class="muted small">${t('leaks.none')}</p>` : html`<ul class="panel-list">${detail.former.map((one) => html`<li class="check-row"><div class="plugin-text"><span class="plugin-name">${one.version}</span> <span class="muted small">${t('leaks.since', { time: format.relative(one.since) })}</span>
        ${one.ways?.length ? one.ways.map(way) : html`<p class="small">${one.holders.length > 0 ? t('leaks.threads', { names: one.holders.join(', ') }) : t('leaks.unknown')}</p>`}${one.open?.length ? open(one.open) : nothing}</div></li>`)}</ul>`}</section>`;
}

function way({ root, steps, count }: Way): TemplateResult {
  return html`<div class="leak-way" lang="en"><p class="small">${root}${count > 1 ? html` <span class="muted">× ${count}</span>` : nothing}</p><ol>${steps.map((step) => html`<li><code>${step}</code></li>`)}</ol></div>`;
}

function open(handles: readonly Opened[]): TemplateResult {
  return html`<div class="leak-way"><p class="small">${t('leaks.open')}</p><ul class="leak-open">${handles.map(({ kind, name, holder }) => html`<li class="small"><span class="muted">${t(`leaks.${kind}`)}</span> <code>${name}</code> <span class="muted">${t('leaks.holder', { holder })}</span></li>`)}</ul></div>`;
}
