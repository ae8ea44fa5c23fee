import { html, nothing, type TemplateResult } from 'lit';
import * as format from '../core/format.ts';
import { button } from '../ui/button.ts';
import { vars } from '../ui/css.ts';
import { icon } from '../ui/icon.ts';
import type { Storage } from './files.ts';
import { t } from './texts.ts';

/** The storages with their room, to choose from. */
export function storageList(rooms: readonly Storage[] | null, problem: string | null, open: (name: string) => void, again: () => void): TemplateResult {
  if (problem) return html`<div class="empty" role="alert">${icon('cloud-off')}<p class="empty-title">${t('files.failed')}</p><p class="empty-hint">${problem}</p>${button({ label: t('retry'), icon: 'rotate-cw', click: again })}</div>`;
  if (!rooms) return html`<div class="skeleton-list" aria-busy="true"><div class="skeleton row"></div></div>`;
  return html`<ul class="storage-list">${rooms.map((room) => html`<li><button type="button" class="storage" @click=${() => open(room.name)}>${icon('hard-drive')}<span class="storage-name">${room.name}</span>${room.problem ? html`<span class="small tone-text-danger">${room.problem}</span>` : roomOf(room)}</button></li>`)}</ul>`;
}

function roomOf({ usable_bytes: free, total_bytes: total }: Storage): TemplateResult | typeof nothing {
  if (free === null || !total) return nothing;
  return html`<span class="muted small">${t('files.free', { free: format.bytes(free), total: format.bytes(total) })}</span>
    <span class="storage-bar" aria-hidden="true"><span ${vars({ '--value': `${((total - free) / total) * 100}%` })}></span></span>`;
}
