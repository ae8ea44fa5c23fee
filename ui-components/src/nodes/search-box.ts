import { html, nothing, type TemplateResult } from 'lit';
import { t } from '../core/i18n.ts';
import { icon } from '../ui/icon.ts';

/** A search field; Escape empties it first. */
export function searchBox(label: string, value: string, change: (value: string) => void): TemplateResult {
  return html`<div class="input-box search-box">${icon('search')}<input type="search" aria-label=${label} placeholder=${label} .value=${value} spellcheck="false" autocomplete="off"
    @input=${(event: InputEvent) => change((event.target as HTMLInputElement).value)}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      if (value) change('');
      else (event.target as HTMLInputElement).blur();
      event.stopPropagation();
    }} />${value ? html`<button type="button" class="button ghost small icon-only" aria-label=${t('table.clear')} @click=${() => change('')}>${icon('x')}</button>` : nothing}</div>`;
}
