import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../ui/icon.ts';
import type { CelFunction, Field, Words } from './model.ts';
import { ft } from './texts.ts';

const narrow = matchMedia('(max-width: 1100px)');

/** Everything that an expression may use, as chips to click or to drag. */
export function chips({ event, meta, functions }: Words, insert: (text: string) => void): TemplateResult {
  return html`<details class="side-group" ?open=${!narrow.matches}><summary>${icon('chevron-right')}<span>${ft('fields.event')}</span><span class="count">${event.length}</span></summary><ul>${event.map((one) => field(one, insert))}</ul></details>
    ${meta.length > 0 ? html`<details class="side-group"><summary>${icon('chevron-right')}<span>${ft('fields.meta')}</span><span class="count">${meta.length}</span></summary><ul>${meta.map((one) => field(one, insert))}</ul></details>` : nothing}
    ${functions.length > 0 ? html`<details class="side-group"><summary>${icon('chevron-right')}<span>${ft('fields.functions')}</span><span class="count">${functions.length}</span></summary><ul>${functions.map((one) => call(one, insert))}</ul></details>` : nothing}`;
}

function field({ path, type, description, required, samples }: Field, insert: (text: string) => void): TemplateResult {
  return html`<li><button type="button" class="chip" draggable="true" @mousedown=${keepFocus} @click=${() => insert(path)} @dragstart=${(event: DragEvent) => drag(event, path)}>
      <span class="visually-hidden">${ft('fields.insert')} </span><span class="chip-name">${path}</span><span class="type">${type}${required === false ? '?' : ''}</span></button>
    ${description ? html`<p class="chip-about">${description}</p>` : nothing}
    ${samples?.length ? html`<p class="chip-samples" aria-label=${ft('samples')}>${samples.slice(0, 3).map((sample) => html`<span title=${sample}>${sample}</span>`)}</p>` : nothing}</li>`;
}

function call({ name, signature, description, example }: CelFunction, insert: (text: string) => void): TemplateResult {
  const member = signature?.includes(`.${name}(`);
  return html`<li><button type="button" class="chip" title=${signature ?? ''} @mousedown=${keepFocus} @click=${() => insert(member ? `.${name}(` : `${name}(`)}><span class="visually-hidden">${ft('fields.insert')} </span><span class="chip-name function">${name}</span></button>
    ${description ? html`<p class="chip-about">${description}</p>` : nothing}${example ? html`<p class="chip-example"><code>${example}</code></p>` : nothing}</li>`;
}

/** The caret stays where the text is to go. */
function keepFocus(event: Event): void {
  if (document.activeElement instanceof HTMLTextAreaElement) event.preventDefault();
}

function drag(event: DragEvent, path: string): void {
  event.dataTransfer?.setData('text/plain', path);
  event.dataTransfer?.setData('application/x-dalbox-field', path);
}
