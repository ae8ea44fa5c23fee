import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Note } from './data.ts';
import { shortVersion } from './state.ts';
import { t } from './texts.ts';

/** What is new since the installed version, as text: it is from outside. */
export function news(notes: readonly Note[]): TemplateResult | typeof nothing {
  if (notes.length === 0) return nothing;
  return html`<section class="news" aria-label=${t('offer.news')}><h4 class="overline">${t('offer.news')}</h4>
    <dl>${repeat(notes, (note) => note.version, (note) => html`<div><dt>${shortVersion(note.version)}${note.date ? html` <span class="muted small">${note.date}</span>` : nothing}</dt><dd>${note.text}</dd></div>`)}</dl></section>`;
}
