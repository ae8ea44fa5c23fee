import { html, type TemplateResult } from 'lit';
import { icon } from '../ui/icon.ts';
import { pinButton } from '../ui/pin-button.ts';
import { entriesOf } from './state.ts';
import { t } from './texts.ts';

/** The plugin's entries of the sidebar, to be pinned. */
export function pagesOf(id: string): TemplateResult {
  const own = entriesOf(id);
  if (own.length === 0) return html`<div class="empty compact">${icon('file-text')}<p class="empty-title">${t('pages.none')}</p><p class="empty-hint">${t('pages.none.hint')}</p></div>`;
  return html`<ul class="panel-list">${own.map((entry) => html`<li class="check-row"><div class="plugin-text"><a class="plugin-name link-plain" href=${entry.to}>${icon(entry.icon)} ${entry.label}</a>${entry.description ? html`<p class="muted small">${entry.description}</p>` : ''}</div>
    <div class="plugin-actions">${pinButton(entry.id, entry.label, true)}</div></li>`)}</ul>`;
}
