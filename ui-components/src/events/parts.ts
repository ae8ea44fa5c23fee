import { html, nothing, type TemplateResult } from 'lit';
import * as format from '../core/format.ts';
import type { Tone } from '../core/model.ts';
import { pluginLabel } from '../nodes/plugin-text.ts';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icon.ts';
import { menu, type MenuEntry } from '../ui/menu.ts';
import { DELIVERY_TONES, type Delivery } from './data.ts';
import { t } from './texts.ts';

/** A moment as people say it; the exact one is behind it. */
export function moment(time: unknown, className = 'muted small'): TemplateResult {
  return html`<time class=${className} datetime=${String(time ?? '')} title=${format.date(time)}>${format.relative(time)}</time>`;
}

/** Milliseconds as a duration. */
export function took(milliseconds: unknown): string {
  const value = format.numeric(milliseconds);
  return value === null ? format.DASH : format.duration(value / 1000);
}

export function dot(tone: Tone, live = false): TemplateResult {
  return html`<span class="state-dot tone-${tone} ${live ? 'live' : ''}" aria-hidden="true"></span>`;
}

/** A state as a dot and a word. */
export function deliveryState(delivery: Pick<Delivery, 'state'>): TemplateResult {
  return html`<span class="state-word">${dot(DELIVERY_TONES[delivery.state] ?? 'neutral')}<span>${t(`delivery.state.${delivery.state}`)}</span></span>`;
}

/** Who was to get it, as the person knows it. */
export function receiver({ subscriber, flow }: Pick<Delivery, 'subscriber' | 'flow'>): string {
  if (flow?.name) return flow.name;
  const [owner = subscriber, ...rest] = subscriber.split('/');
  if (owner === 'flow') return rest.join('/');
  if (owner === 'hook') return `${t('dead.hook')} ${rest.join('/')}`;
  return rest.length > 0 ? `${pluginLabel(owner)} · ${rest.join('/')}` : subscriber;
}

export function receiverIcon({ subscriber, flow }: Pick<Delivery, 'subscriber' | 'flow'>): string {
  return flow || subscriber.startsWith('flow/') ? 'workflow' : subscriber.startsWith('hook/') ? 'webhook' : 'puzzle';
}

/** `/module/download` as the plugin's name. */
export function sourceName(source: unknown): string {
  const text = String(source ?? '');
  return text.startsWith('/module/') ? pluginLabel(text.slice(8)) : text === '/core' ? 'Dalbox' : text;
}

/** A choice of which one is on; the button says which. */
export function filterMenu(options: { label: string; icon: string; value: string; all: string; choices: { value: string; label: string; detail?: string | undefined }[]; choose: (value: string) => void }): TemplateResult {
  const { value, all, choices } = options;
  const shown = choices.find((choice) => choice.value === value)?.label ?? value;
  const entries: MenuEntry[] = [
    { label: all, checked: value === '', run: () => options.choose('') },
    ...choices.map((choice) => ({ label: choice.label, detail: choice.detail, checked: choice.value === value, run: () => options.choose(choice.value) })),
  ];
  return menu(html`<button slot="trigger" type="button" class="button secondary small filter ${value ? 'active' : ''}" aria-label=${`${options.label}: ${value ? shown : all}`}>${icon(options.icon)}<span class="filter-text">${value ? shown : all}</span></button>`, entries, 'bottom-start');
}

export function failedBlock(title: string, detail: string | null, retry: () => void): TemplateResult {
  return html`<div class="empty">${icon('cloud-off')}<p class="empty-title">${title}</p>${detail ? html`<p class="empty-hint">${detail}</p>` : nothing}
    ${button({ label: t('retry'), icon: 'rotate-cw', size: 'small', click: retry })}</div>`;
}

export function emptyBlock(glyph: string, title: string, hint: string, more: unknown = nothing, compact = false): TemplateResult {
  return html`<div class="empty ${compact ? 'compact' : ''}">${icon(glyph)}<p class="empty-title">${title}</p>${hint ? html`<p class="empty-hint">${hint}</p>` : nothing}${more}</div>`;
}

export function skeleton(rows = 6): TemplateResult {
  return html`<div class="skeleton-list late" aria-busy="true">${Array.from({ length: rows }, () => html`<div class="skeleton row"></div>`)}</div>`;
}
